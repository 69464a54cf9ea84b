"""Whose acts count for somebody else: whoever issued a password may act with it until its owner has confirmed, on a
device of their own, that it is theirs. Who may hold two offices stands here too."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    exists,
    literal,
    null,
    select,
    type_coerce,
)

from grading.models import DualOffice, Grant, PasswordLink
from grading.models.base import AwareTime
from workflows import Role

ACCOUNT = bindparam("account", type_=Integer())
DAY = bindparam("day", type_=Date())
NEVER: ColumnElement[Any] = type_coerce(null(), AwareTime())
HELD, HOLDER, DUAL = "held", "holder", "dual:"
"""The marks, in the place of a side: an account whose password this one issued, the account that issued this one's,
and a permission for two roles."""
_UNCONFIRMED = and_(
    PasswordLink.set_at.is_not(None), PasswordLink.owned_at.is_(None), PasswordLink.by_id != PasswordLink.account_id
)


def marks(*, everybody: bool) -> Iterator[Select[Any]]:
    """Yields the queries for (account, other account, mark, since when it counts): of one account, or of everybody."""
    held = _held(everybody)
    yield select(held.c.holder_id, held.c.account_id, literal(HELD), held.c.since)
    if not everybody:
        yield select(ACCOUNT, _holders().c.holder_id, literal(HOLDER), NEVER)
    said = literal(DUAL) + type_coerce(DualOffice.role, String) + "+" + type_coerce(DualOffice.other_role, String)
    permitted = select(DualOffice.account_id, DualOffice.account_id, said, NEVER)
    here = and_(DualOffice.account_id == ACCOUNT, DualOffice.valid_from <= DAY, DualOffice.valid_to >= DAY)
    yield permitted if everybody else permitted.where(here)


def _held(everybody: bool) -> CTE:
    """Returns the accounts whose passwords an account issued, also by way of an account whose password it issued. Of
    those who only issue nobody asks: they act on no dossier."""
    acts_elsewhere = exists().where(Grant.account_id == PasswordLink.by_id, Grant.role != Role.admin)
    mine = acts_elsewhere if everybody else PasswordLink.by_id == ACCOUNT
    first = select(PasswordLink.by_id.label("holder_id"), PasswordLink.account_id, PasswordLink.set_at.label("since"))
    held = first.where(_UNCONFIRMED, mine).cte("held", recursive=True)
    further = select(held.c.holder_id, PasswordLink.account_id, PasswordLink.set_at)
    return held.union(further.join(held, PasswordLink.by_id == held.c.account_id).where(_UNCONFIRMED))


def _holders() -> CTE:
    first = select(PasswordLink.by_id.label("holder_id")).where(_UNCONFIRMED, PasswordLink.account_id == ACCOUNT)
    holders = first.cte("holders", recursive=True)
    further = select(PasswordLink.by_id).join(holders, PasswordLink.account_id == holders.c.holder_id)
    return holders.union(further.where(_UNCONFIRMED))


def unconfirmed_of(account_id: int) -> ColumnElement[bool]:
    """Returns the condition for the links of an account whose password the owner has not confirmed yet."""
    return and_(_UNCONFIRMED, PasswordLink.account_id == account_id)
