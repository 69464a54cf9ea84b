"""Keeps what a transaction has read once and need not read again: rows that many questions of one page ask for."""

from collections.abc import Hashable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from grading.models import Base

_NAME = "kept rows"


def kept(session: Session, table: type[Base]) -> dict[Hashable, Any]:
    """Returns what was kept about rows of this table; with Base, what follows from rows of any table.

    It is forgotten when such a row is written, when a row is locked (somebody else may have written before the lock),
    and at the end of the transaction.
    """
    by_table: dict[type[Base], dict[Hashable, Any]] = session.info.setdefault(_NAME, {})
    return by_table.setdefault(table, {})


def forget(session: Session) -> None:
    session.info.pop(_NAME, None)


@event.listens_for(Session, "after_flush")
def _forget_what_was_written(session: Session, _context: Any) -> None:
    by_table = session.info.get(_NAME, {})
    by_table.pop(Base, None)
    for row in (*session.new, *session.dirty, *session.deleted):
        by_table.pop(type(row), None)


@event.listens_for(Session, "after_transaction_end")
def _forget_at_the_end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None or transaction.nested:  # a flush is a part of the transaction, and not its end
        forget(session)


@event.listens_for(Session, "do_orm_execute")
def _forget_before_a_lock(state: ORMExecuteState) -> None:
    if getattr(state.statement, "_for_update_arg", None) is not None:
        forget(state.session)
