"""Writes many rows with few statements: new ones without an object for each, and changes that are alike together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from sqlalchemy import JSON, Column, Dialect, Table, func, insert, inspect, select, tuple_, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from grading.db import is_writing
from grading.models.base import Base
from grading.models.dossier import Dossier

_MANY = 200
"""From so many rows on, asking for their ids first is cheaper than a statement that returns them."""


def add_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> range | list[int]:
    """Adds a row for each of these mappings of columns, and returns their ids in the same order. It sends no flush:
    what the rows refer to is stored already."""
    table = _table(kind)
    if len(rows) < _MANY or not is_writing(session):  # a trial has tables of its own, without the sequence of ids
        return list(session.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows))
    ids = _next_ids(session, table, len(rows))
    put_columns(session, kind, {"id": ids, **_columns(rows)})
    return ids


def put_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows of the same columns as `add_rows` does, where nobody asks for their ids."""
    if rows:
        put_columns(session, kind, _columns(rows))


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def put_columns(session: Session, kind: type[Base], columns: Mapping[str, Sequence[Any]]) -> None:
    """Adds rows that are given as the values of each column. The driver gets all of them at once: a statement of
    SQLAlchemy would be made anew for each row."""
    connection, table = session.connection(), _table(kind)
    number = len(next(iter(columns.values())))
    given: dict[str, Iterable[Any]] = {**columns}
    given |= {name: repeat(value, number) for name, value in _defaults(table, columns).items()}
    dialect, named = connection.dialect, [table.c[name] for name in given]
    stored = [_stored_values(column, given[column.name], dialect) for column in named]
    quoted = ", ".join(map(dialect.identifier_preparer.format_column, named))
    places = ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * len(named))
    into = f"INSERT INTO {table.name} ({quoted}) VALUES ({places})"  # noqa: S608, names of our own tables
    connection.exec_driver_sql(into, list(zip(*stored, strict=True)))


def _next_ids(session: Session, table: Table, number: int) -> range | list[int]:
    """Returns the ids of the next rows: those that SQLite would give, whose one writer this is, or some that PostgreSQL
    gives to nobody else."""
    if session.get_bind().dialect.name == "sqlite":
        last = session.scalar(select(func.max(table.c.id))) or 0
        return range(last + 1, last + 1 + number)
    following = func.nextval(func.pg_get_serial_sequence(table.name, "id"))
    return sorted(session.scalars(select(following).select_from(func.generate_series(1, number))))


def _defaults(table: Table, named: Collection[str]) -> dict[str, Any]:
    """Returns the values of the columns that the rows leave out and that have one value for all rows."""
    return {
        column.name: column.default.arg
        for column in table.c
        if column.name not in named and isinstance(column.default, ScalarElementColumnDefault)
    }


def _stored_values(column: Column[Any], values: Iterable[Any], dialect: Dialect) -> Iterable[Any]:
    """Returns the values of a column as the driver takes them. Most columns repeat theirs: a day, a kind, a moment."""
    stored = column.type.dialect_impl(dialect).bind_processor(dialect)
    if stored is None:
        return values
    return map(stored if isinstance(column.type, JSON) else lru_cache(stored), values)


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
        change_together(session, changed, dict(changes))


def _changes(dossier: Dossier) -> tuple[tuple[str, Any], ...]:
    """Returns the changed columns of the row by name, with their new values."""
    row = inspect(dossier)
    names = [column.key for column in row.mapper.column_attrs if row.attrs[column.key].history.has_changes()]
    return tuple((name, getattr(dossier, name)) for name in names)


def change_together(session: Session, changed: Sequence[Dossier], changes: Mapping[str, Any]) -> None:
    """Writes the same values into columns of these dossiers with one statement, and leaves no flush to do. Raises as
    `store_together` does."""
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
