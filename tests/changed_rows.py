"""Changes single rows of a database behind the services: every column of a row, and the whole row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from grading.models import Base
from grading.services.invariants import checks

DELETED, ADDED = "deleted", "added"


@dataclass(frozen=True)
class Change:
    """One change: of a column, or of the whole row (`deleted`, `added`)."""

    table: str
    what: str

    def __str__(self) -> str:
        return f"{self.table}.{self.what}"


def all_changes(session: Session) -> Iterator[Change]:
    """Yields the changes of every table that has a row."""
    for table in Base.metadata.sorted_tables:
        if session.execute(select(table).limit(1)).first() is not None:
            yield from (Change(table.name, column.name) for column in table.columns)
            yield from (Change(table.name, what) for what in (DELETED, ADDED))


def is_found(engine: Any, change: Change) -> bool | None:
    """Returns whether the database refuses the change or a check reports it; None if there is no other value to
    write. The change is rolled back."""
    table = Base.metadata.tables[change.table]
    with Session(engine) as session:
        try:
            if not _changed(session, table, change.what):
                return None
            session.expire_all()
            return any(checks.run(session).values())
        except IntegrityError:
            return True
        finally:
            session.rollback()


def _changed(session: Session, table: Table, what: str) -> bool:
    row = session.execute(select(table).order_by(*table.primary_key.columns).limit(1)).mappings().one()
    this = [column == row[column.name] for column in table.primary_key.columns]
    if what == DELETED:
        session.execute(delete(table).where(*this))
        return True
    if what == ADDED:
        return _added(session, table, dict(row))
    column = table.columns[what]
    for value in _others(session, column, row[what]):
        if value != row[what]:
            session.execute(update(table).where(*this).values({what: value}))
            return True
    return False


def _added(session: Session, table: Table, row: dict[str, Any]) -> bool:
    """Adds a copy of the row, under a key of its own where the key is a number."""
    for column in table.primary_key.columns:
        if column.autoincrement is True or (column.type.python_type is int and not column.foreign_keys):
            row[column.name] = session.scalar(select(func.max(column))) + 1
    session.execute(insert(table).values(row))
    return True


def _others(session: Session, column: Column[Any], value: Any) -> Iterator[Any]:
    """Yields values that may stand there instead."""
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column
        yield from session.scalars(select(target).order_by(target.desc()).limit(5))
        return
    enums = getattr(column.type, "enum_class", None)
    if enums is not None:
        yield from enums
        return
    plain = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    yield from _near(plain.python_type if value is None else type(value), value)


def _near(kind: type, value: Any) -> Iterator[Any]:
    if kind is bool:
        yield not value
    elif kind is int:
        yield (value or 0) + 1
        yield (value or 0) - 1
    elif kind is str:
        yield f"{value or ''}x"
    elif issubclass(kind, datetime):
        yield (value or datetime.fromisoformat("2022-12-31T00:00:00+00:00")) + timedelta(hours=1)
    elif issubclass(kind, date):
        yield (value or date(2022, 12, 31)) - timedelta(days=1)
    elif kind is dict:
        yield {key: _different(each) for key, each in value.items()} or {"x": 1}
    elif kind is list:
        yield [*value, "x"]


def _different(value: Any) -> Any:
    return value + 1 if type(value) is int else f"{value}x"
