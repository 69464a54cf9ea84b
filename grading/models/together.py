"""Writes many rows with few statements: new ones without an object for each, and changes that are alike together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, insert, inspect, tuple_, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.dml import ReturningInsert

from grading.models.base import Base
from grading.models.dossier import Dossier


def add_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Adds a row for each of these mappings of columns, and returns their ids in the same order. It sends no flush:
    what the rows refer to is stored already."""
    return list(session.scalars(_adding(kind), rows))


def put_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows as `add_rows` does, where nobody asks for their ids."""
    session.execute(_putting(kind), rows)


@cache
def _adding(kind: type[Base]) -> ReturningInsert[tuple[int]]:
    table = _table(kind)
    return insert(table).returning(table.c.id, sort_by_parameter_order=True)


@cache
def _putting(kind: type[Base]) -> Insert:
    return insert(_table(kind))


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)
    return table


def store_together(session: Session, dossiers: Sequence[Dossier]) -> None:
    """Writes what changed in the rows of these dossiers: one statement for all that change alike. A flush sends one for
    each, because each has a version.

    Raises StaleDataError, as a flush does, when another transaction changed one of them meanwhile.
    """
    alike: defaultdict[tuple[tuple[str, Any], ...], list[Dossier]] = defaultdict(list)
    for dossier in dossiers:
        if changes := _changes(dossier):
            alike[changes].append(dossier)
    for changes, changed in alike.items():
        _store(session, changed, dict(changes))


def _changes(dossier: Dossier) -> tuple[tuple[str, Any], ...]:
    """Returns the changed columns of the row by name, with their new values."""
    row = inspect(dossier)
    names = [column.key for column in row.mapper.column_attrs if row.attrs[column.key].history.has_changes()]
    return tuple((name, getattr(dossier, name)) for name in names)


def _store(session: Session, changed: Sequence[Dossier], changes: dict[str, Any]) -> None:
    seen = tuple_(Dossier.id, Dossier.version).in_([(dossier.id, dossier.version) for dossier in changed])
    columns = {getattr(Dossier, name): value for name, value in changes.items()}
    statement = update(Dossier).where(seen).values({**columns, Dossier.version: Dossier.version + 1})
    quietly = {"synchronize_session": False}
    stored = session.scalars(statement.returning(Dossier.id), execution_options=quietly).all()
    if len(stored) != len(changed):
        raise StaleDataError(f"{len(changed) - len(stored)} dossiers were changed meanwhile")
    for dossier in changed:
        for name, value in (*changes.items(), ("version", dossier.version + 1)):
            set_committed_value(dossier, name, value)
