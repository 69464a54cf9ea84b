"""My work of a cell: its dossiers, the progress of each, and what happened to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Integer, Select, bindparam, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Award, Commendation, DecisionItem, Dossier, Move, Result, Unit
from grading.models.campaign import told_since
from grading.permissions import roles_on
from grading.services.desks import going_on
from grading.services.dossiers import lateness, noting, returns
from grading.services.dossiers.dossiers import whole
from grading.services.dossiers.facts import facts_of
from grading.services.dossiers.tasks import progress, tasks_of
from grading.services.dossiers.unit_changes import Received, Stopped, has_received, received_by, stops
from workflows import CELL_ROLES, ENDS, ActName, Role, State, may

LAST_NOTICES = 5


@dataclass(frozen=True, kw_only=True)
class Notice:
    """An event on a day: a step by its name, `returned` for a return to the cell, `opened`, or `received` for what a
    unit before this one handed over."""

    kind: str
    at: datetime | date
    unit_id: int


@dataclass(frozen=True, kw_only=True)
class OwnDossier:
    dossier: Dossier
    done: int
    total: int
    """`done` of `total` tasks of the task list are done."""
    days_left: int
    """The number of days until the end of the last day; negative after that day."""
    is_answering: bool
    """Whether it is the cell's turn, and this account may answer."""
    outcome: str | None
    """The result of the dossier, once it has ended."""
    notices: tuple[Notice, ...]
    stopped: Stopped | None
    """Why the dossier stopped, if it did because its unit changed."""
    commendation: Commendation | None
    office_phone: str
    """The number of the office of the committee that reviews it; empty until the office has given it."""

    @property
    def is_shut(self) -> bool:
        """Returns whether the campaign was closed before the cell sent the dossier."""
        return lateness.is_shut(self.dossier) and self.dossier.campaign.cancelled_at is None

    @property
    def returned_parts(self) -> tuple[str, ...]:
        """The parts that a return names besides criteria."""
        return returns.named_parts(self.dossier.returned) if self.dossier.returned else ()

    @property
    def returned_group(self) -> str | None:
        """The group of the first criterion that a return names; None if it names no criterion."""
        returned = self.dossier.returned
        groups = self.dossier.programme.groups
        named = set(returned.criteria) if returned else set()
        return next((group.key for group in groups if any(own.key in named for own in group.criteria)), None)


def own_dossiers(session: Session, actor: Actor) -> list[OwnDossier]:
    """Returns the dossiers of the account's own cells in which something goes on or of which the cell has to know
    (`going_on.is_told`), newest first."""
    who, today = actor.standing, actor.today
    units = who.units(*CELL_ROLES)
    if not units:
        return []
    asked = session.execute(_own(), {"units": sorted(units), "told_since": told_since(actor.now)}).all()
    rows = [dossier for dossier, *_asked in asked]
    facts = facts_of(session, actor, rows)
    papers = _commendations(session, [dossier for dossier, _received, has, _phone in asked if has])
    outcomes, stopped = _outcomes(session, rows), stops(session, rows)
    received = received_by(session, [dossier for dossier, has, *_more in asked if has])
    task_counts = {dossier.id: progress(tasks_of(dossier, facts[dossier.id])) for dossier in rows}
    return [
        OwnDossier(
            dossier=dossier,
            done=task_counts[dossier.id][0],
            total=task_counts[dossier.id][1],
            days_left=(dossier.last_day - today).days,
            is_answering=may(
                dossier.campaign.process, ActName.answer, dossier.state, roles_on(who, dossier), facts[dossier.id]
            ),
            outcome=outcomes.get(dossier.id),
            notices=_notices(dossier, received.get(dossier.id, ())),
            stopped=stopped.get(dossier.id),
            commendation=papers.get(dossier.id),
            office_phone=phone or "",
        )
        for dossier, _received, _commended, phone in asked
    ]


@cache
def _own() -> Select[Dossier, bool, bool, str]:
    """Returns the query for the dossiers of `units` in campaigns of which a cell is told, newest first, for whether
    something was handed over to each and whether it has a commendation, and for the number of the office that reviews
    it. The home of every cell asks it."""
    units = bindparam("units", expanding=True, type_=Integer())
    query = whole().where(Dossier.unit_id.in_(units), going_on.is_told())
    phone = select(Unit.phone).where(Unit.id == Dossier.review_unit_id).scalar_subquery()
    return query.add_columns(has_received(), _is_commended(), phone).order_by(Dossier.id.desc())


def _notices(dossier: Dossier, received: Sequence[Received]) -> tuple[Notice, ...]:
    """Returns the newest notices first; the opening of the campaign is the oldest."""
    opened = Notice(kind="opened", at=dossier.campaign.opens_on, unit_id=dossier.authority_unit_id)
    moves = [Notice(kind=_kind(move), at=move.at, unit_id=_desk(dossier, move.role)) for move in dossier.moves]
    given = [Notice(kind="received", at=each.at, unit_id=each.unit_id) for each in received]
    return tuple(reversed([opened, *sorted([*moves, *given], key=lambda notice: notice.at)][-LAST_NOTICES:]))


def _kind(move: Move) -> str:
    return "returned" if move.step == "send_back" and move.dest is State.draft else move.step


def _desk(dossier: Dossier, role: Role) -> int:
    if role in CELL_ROLES:
        return dossier.unit_id
    return dossier.review_unit_id if role is Role.commune_reviewer else dossier.authority_unit_id


def _outcomes(session: Session, dossiers: Sequence[Dossier]) -> dict[int, str]:
    noted = noting.noted_levels(session, dossiers)
    ended = [dossier.id for dossier in dossiers if dossier.state in ENDS]
    if not ended:
        return noted
    query = (
        select(DecisionItem.dossier_id, Result.outcome)
        .join(Result, Result.decision_item_id == DecisionItem.id)
        .where(DecisionItem.dossier_id.in_(ended))
        .order_by(Result.id)
    )
    return {dossier_id: outcome for dossier_id, outcome in session.execute(query)} | noted


def _is_commended() -> ColumnElement[bool]:
    """Returns the condition for dossiers with a commendation, which is asked along with them."""
    made = select(Commendation.id).join(Award, Commendation.award_id == Award.id)
    return made.where(Award.dossier_id == Dossier.id).exists()


def _commendations(session: Session, dossiers: Sequence[Dossier]) -> dict[int, Commendation]:
    if not dossiers:
        return {}
    query = (
        select(Award.dossier_id, Commendation)
        .join(Commendation, Commendation.award_id == Award.id)
        .where(Award.dossier_id.in_([dossier.id for dossier in dossiers]))
        .order_by(Commendation.id)
    )
    return {dossier_id: commendation for dossier_id, commendation in session.execute(query)}
