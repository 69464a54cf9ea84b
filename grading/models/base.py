"""The parts that every table shares: names of constraints, aware times, rows that never change."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import DateTime, Dialect, Enum, MetaData, event, inspect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from grading.db import CONSTRAINT_NAMES


class NaiveTime(ValueError):
    """A time without its zone was about to be stored."""


class FrozenRow(RuntimeError):
    """A row that must never change was about to be changed or deleted."""


class AwareTime(TypeDecorator[datetime]):
    """Stores UTC, returns aware UTC, refuses a time without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTime(str(value))
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Returns what reads a stored time. SQLite stores text in UTC, and a queue of hundreds of dossiers has tens of
        thousands of times: they are read in one step."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _from_text(stored: str | None) -> datetime | None:
    return None if stored is None else time_of(stored)


def time_of(stored: str) -> datetime:
    """Returns a stored time; a text without a zone is in UTC."""
    time = datetime.fromisoformat(stored)
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def enum_column(kind: type[StrEnum], column: str, *, checked: bool = True) -> Enum:
    """Returns a text column type with a CHECK named for its column, the same on both databases. It stores the values of
    the enum, not its names. A column is not checked if a stored process says what its values may be."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=checked,
        name=column,
        values_callable=lambda members: [member.value for member in members],
        length=32,
    )


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map = {datetime: AwareTime()}


class Numbered(Protocol):
    """A row with a number of its own, as nearly all have: what lines of the record are about."""

    __tablename__: str

    @property
    def id(self) -> int: ...


class Frozen:
    """A row that is written once, such as history, revisions and results. A newer row supersedes it."""

    settled_later: frozenset[str] = frozenset()
    """The columns that may still be filled in once, from null (the file of a paper, for example)."""


@event.listens_for(Session, "before_flush")
def _refuse_changes_of_frozen_rows(session: Session, _context: Any, _instances: Any) -> None:
    for row in session.deleted:
        if isinstance(row, Frozen):
            raise FrozenRow(f"{type(row).__name__} is never deleted")
    for row in session.dirty:
        if isinstance(row, Frozen) and session.is_modified(row):
            _refuse_change(session, row)


def _refuse_change(session: Session, row: Frozen) -> None:
    for attribute in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[attribute.key].history
        if not history.has_changes():
            continue
        if attribute.key in row.settled_later and history.deleted in ((), [None], (None,)):
            continue
        raise FrozenRow(f"{type(row).__name__}.{attribute.key} is never changed")
