"""The roles of accounts: granting and ending them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Account, Done, Grant, Unit
from grading.services.accounts.accounts import refuse_own
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import is_second_click, record
from workflows import CELL_ROLES, Role

TURN = "roles"
"""Whoever reads the roles of an account in order to add to them holds this turn."""


class Wanted(NamedTuple):
    """A role that an account is to have, from its first to its last day."""

    role: Role
    unit: Unit | None
    first: date
    last: date | None


def grant_role(
    session: Session,
    actor: Actor,
    account: Account,
    role: Role,
    unit: Unit | None,
    *,
    valid_from: date,
    valid_to: date | None = None,
) -> Grant:
    """Raises Refused without a unit (every role but the administrator's needs one), with days out of order, for the
    acting account, for a role that means nothing on the unit, for a role held already, and for an administrator with
    another role: administrators see no scores. A second click returns the role that the first one gave."""
    refuse_own(account, actor.account)
    hold_turn(session, TURN, [account.id])
    wanted, held = Wanted(role, unit, valid_from, valid_to), _grants(session, account)
    if again := _just_granted(actor, wanted, held):
        return again
    check_grant(wanted, held)
    grant = Grant(
        account_id=account.id, role=role, unit_id=unit.id if unit else None, valid_from=valid_from, valid_to=valid_to,
        by_id=actor.account_id, at=actor.now,
    )  # fmt: skip
    session.add(grant)
    session.flush()
    record(session, actor, Done.role_granted, account, role=role, unit=grant.unit_id, first=valid_from, last=valid_to)
    return grant


def _just_granted(actor: Actor, wanted: Wanted, held: Iterable[Grant]) -> Grant | None:
    """Returns exactly this role, if this person has given it a moment ago."""
    same = wanted.role, wanted.unit.id if wanted.unit else None, wanted.first, wanted.last
    for grant in held:
        if same == (grant.role, grant.unit_id, grant.valid_from, grant.valid_to):
            return grant if is_second_click(actor, grant.by_id, grant.at) else None
    return None


def check_grant(wanted: Wanted, held: Iterable[Grant]) -> None:
    """Raises Refused as `grant_role` does, for an account that holds these roles."""
    role, unit, first, last = wanted
    if (unit is None) != (role is Role.admin):
        raise refuse("grant_unit")
    if last and last < first:
        raise refuse("dates_in_order", first=first, second=last)
    if unit is not None:
        _refuse_meaningless(role, unit, first)
    overlapping = [grant for grant in held if _overlap(grant, first, last)]
    if any((grant.role is Role.admin) != (role is Role.admin) for grant in overlapping):
        raise refuse("admin_apart")
    if any((grant.role, grant.unit_id) == (role, unit.id if unit else None) for grant in overlapping):
        raise refuse("grant_exists", role=role)


def _refuse_meaningless(role: Role, unit: Unit, since: date) -> None:
    """Raises Refused for a role that could never act on this unit: a cell only fills in its own dossier, and one that
    has ended fills in none. A committee that has ended may still have to finish what it began."""
    period = unit.latest
    if not period.kind.is_cell:
        return
    if role not in CELL_ROLES:
        above = period.parent.latest.org_name if period.parent else period.org_name
        raise refuse("grant_on_cell", role=role, unit=period.org_name, above=above)
    if period.valid_to is not None and period.valid_to < since:
        raise refuse("grant_on_ended", unit=period.org_name, date=period.valid_to)


def _grants(session: Session, account: Account) -> list[Grant]:
    return list(session.scalars(select(Grant).where(Grant.account_id == account.id)))


def _overlap(grant: Grant, first: date, last: date | None) -> bool:
    return (grant.valid_to is None or first <= grant.valid_to) and (last is None or grant.valid_from <= last)


def end_grant(session: Session, actor: Actor, account: Account, grant_id: int) -> Grant:
    """Ends a role as of yesterday, so that it no longer counts today; the row stays for the history.

    Raises:
        NoResultFound: for a role of another account.
        Refused: for a role of the acting account, since the last administrator could lock everybody out.
    """
    hold_turn(session, TURN, [account.id])
    grant = session.scalars(select(Grant).where(Grant.id == grant_id, Grant.account_id == account.id)).one()
    refuse_own(account, actor.person)
    yesterday = actor.today - timedelta(days=1)
    grant.valid_from = min(grant.valid_from, yesterday)  # a role granted today by mistake, or for later, never counted
    grant.valid_to = min(grant.valid_to or yesterday, yesterday)
    record(session, actor, Done.role_ended, account, role=grant.role, unit=grant.unit_id)
    session.flush()
    return grant
