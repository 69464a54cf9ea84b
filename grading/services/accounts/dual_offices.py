"""An administrator's permission for two offices in one hand (kiêm nhiệm); which two may be joined says
`workflows/dual.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor
from grading.models import Account, Done, Dossier, DualOffice, Event, Move
from grading.services.accounts.accounts import refuse_own
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from workflows import Role
from workflows.dual import sides_joined


@dataclass(frozen=True, kw_only=True)
class Permission:
    """The two roles, the days from first to last inclusive, and the reason."""

    role: Role
    other_role: Role
    first: date
    last: date
    reason: str


def allow(session: Session, actor: Actor, account: Account, asked: Permission) -> DualOffice:
    """Raises Refused without a reason or for one that is too long, for the acting account, for days out of order or in
    the past, for roles that no office may join, and for a permission that overlaps another of the same roles."""
    refuse_own(account, actor.account)
    hold_turn(session, "roles", [account.id])
    words = typed_reason(" ".join(asked.reason.split()))
    if not words:
        raise refuse("dual_reason")
    if asked.first < actor.today:
        raise refuse("dual_past", date=actor.today)
    if asked.last < asked.first:
        raise refuse("dates_in_order", first=asked.first, second=asked.last)
    if sides_joined(asked.role, asked.other_role) is None:
        raise refuse("dual_roles")
    if any(_is_same(row, asked) for row in list_of(session, account)):
        raise refuse("dual_exists")
    row = DualOffice(
        account_id=account.id, role=asked.role, other_role=asked.other_role, reason=words, valid_from=asked.first,
        valid_to=asked.last, by_id=actor.account_id, at=actor.now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    roles = {"role": asked.role, "other_role": asked.other_role}
    record(session, actor, Done.dual_office_allowed, account, words, **roles, first=asked.first, last=asked.last)
    return row


def _is_same(row: DualOffice, asked: Permission) -> bool:
    is_apart = row.valid_to < asked.first or asked.last < row.valid_from
    return {row.role, row.other_role} == {asked.role, asked.other_role} and not is_apart


def end(session: Session, actor: Actor, account: Account, dual_id: int) -> DualOffice:
    """Ends a permission as of yesterday; the row stays for the history. Raises NoResultFound for one of another
    account, and Refused for the acting account."""
    row = session.scalars(select(DualOffice).where(DualOffice.id == dual_id, DualOffice.account_id == account.id)).one()
    refuse_own(account, actor.person)
    yesterday = actor.today - timedelta(days=1)
    row.valid_from, row.valid_to = min(row.valid_from, yesterday), min(row.valid_to, yesterday)
    record(session, actor, Done.dual_office_ended, account, role=row.role, other_role=row.other_role)
    session.flush()
    return row


def list_of(session: Session, account: Account) -> Sequence[DualOffice]:
    """Returns the permissions of an account, newest first."""
    query = select(DualOffice).where(DualOffice.account_id == account.id)
    return session.scalars(query.order_by(DualOffice.id.desc())).all()


def list_standing(session: Session, today: date) -> Sequence[DualOffice]:
    """Returns the permissions that hold today or will, by the name of the account."""
    query = select(DualOffice).join(DualOffice.account).where(DualOffice.valid_to >= today)
    return session.scalars(query.options(joinedload(DualOffice.account)).order_by(Account.login, DualOffice.id)).all()


def used_on(session: Session, dossier: Dossier) -> list[DualOffice]:
    """Returns the permissions under which somebody worked on the dossier, oldest first."""
    lines = Event.subject_kind == Dossier.__tablename__, Event.subject_id == dossier.id
    moved = select(Move.by_id).where(Move.dossier_id == dossier.id)
    acted = select(Event.by_id).where(*lines, Event.by_id.is_not(None))
    here = or_(DualOffice.account_id.in_(moved), DualOffice.account_id.in_(acted))
    return list(session.scalars(select(DualOffice).where(here).order_by(DualOffice.id)))
