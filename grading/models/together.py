"""Writes the changes of many rows with as few statements as there are kinds of change."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect, tuple_, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from grading.models.dossier import Dossier


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
