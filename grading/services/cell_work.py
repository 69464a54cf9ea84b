"""My work of a cell: its dossiers, how far each one is, and what happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.models import Account, Award, Campaign, Commendation, DecisionItem, Dossier, Move, Result
from grading.permissions import CELL_ROLES, roles_on, standing
from grading.services.dossiers import whole
from grading.services.facts import facts_of
from workflows import ENDS, ActName, BallotOutcome, Facts, Role, State, may

MEMBERS, BALLOT = "members", "ballot"
LAST_NOTICES = 5


@dataclass(frozen=True, kw_only=True)
class Part:
    """One item of the cell's task list: a group of criteria by its key, the counts of members, the ballot."""

    key: str
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something that happened: a step by its name, `returned` for a return to the cell, or `opened`."""

    kind: str
    at: datetime
    unit_id: int


@dataclass(frozen=True, kw_only=True)
class OwnDossier:
    dossier: Dossier
    parts: tuple[Part, ...]
    days_left: int
    """Until the end of the last day; negative once it is over."""
    is_answering: bool
    """Whether it is the cell's turn, and this account may answer."""
    outcome: str | None
    """What the dossier came to, once it has ended."""
    notices: tuple[Notice, ...]
    commendation: Commendation | None

    @property
    def done(self) -> int:
        return sum(part.is_done for part in self.parts)

    @property
    def returned_group(self) -> str | None:
        """The group of the first criterion that a return names."""
        returned = self.dossier.returned
        groups = self.dossier.campaign.programme.groups
        wanted = set(returned.criteria) if returned else set()
        return next((group.key for group in groups if any(own.key in wanted for own in group.criteria)), None)


def own_dossiers(session: Session, account: Account, now: datetime) -> list[OwnDossier]:
    """The dossiers of the account's own cells in campaigns that are not closed, newest first."""
    who, today = standing(session, account, clock.day(now)), clock.day(now)
    units = who.units(*CELL_ROLES)
    if not units:
        return []
    query = whole().where(Dossier.unit_id.in_(units), Dossier.campaign.has(Campaign.closed_at.is_(None)))
    found = list(session.scalars(query.order_by(Dossier.id.desc())))
    facts, papers = facts_of(session, found, who, now), _commendations(session, found)
    outcomes = _outcomes(session, found)
    return [
        OwnDossier(
            dossier=dossier,
            parts=parts_of(dossier, facts[dossier.id]),
            days_left=(dossier.due_on - today).days,
            is_answering=may(
                dossier.campaign.process, ActName.answer, dossier.state, roles_on(who, dossier), facts[dossier.id]
            ),
            outcome=outcomes.get(dossier.id),
            notices=_notices(dossier),
            commendation=papers.get(dossier.id),
        )
        for dossier in found
    ]


def parts_of(dossier: Dossier, facts: Facts) -> tuple[Part, ...]:
    """What the cell has to fill in, in the order of its task list."""
    programme = dossier.campaign.programme
    open_numbers = {*facts.unanswered, *facts.not_completed, *(number for number, _wanted in facts.evidence_missing)}
    parts = [
        Part(key=group.key, is_done=open_numbers.isdisjoint(criterion.number for criterion in group.criteria))
        for group in programme.groups
    ]
    if programme.asks:
        parts.append(Part(key=MEMBERS, is_done=not facts.figures_missing and facts.members_sum is None))
    if facts.ballot_needed:
        parts.append(Part(key=BALLOT, is_done=facts.ballot.outcome is BallotOutcome.passed))
    return tuple(parts)


def _notices(dossier: Dossier) -> tuple[Notice, ...]:
    """Newest first; the opening of the campaign is the oldest."""
    opened = Notice(kind="opened", at=dossier.campaign.opened_at, unit_id=dossier.authority_unit_id)
    told = [Notice(kind=_kind(move), at=move.at, unit_id=_desk(dossier, move.role)) for move in dossier.moves]
    return tuple(reversed([opened, *told][-LAST_NOTICES:]))


def _kind(move: Move) -> str:
    return "returned" if move.step == "send_back" and move.dest is State.draft else move.step


def _desk(dossier: Dossier, role: Role) -> int:
    if role in CELL_ROLES:
        return dossier.unit_id
    return dossier.review_unit_id if role is Role.commune_reviewer else dossier.authority_unit_id


def _outcomes(session: Session, dossiers: Sequence[Dossier]) -> dict[int, str]:
    query = (
        select(DecisionItem.dossier_id, Result.outcome)
        .join(Result, Result.decision_item_id == DecisionItem.id)
        .where(DecisionItem.dossier_id.in_([dossier.id for dossier in dossiers if dossier.state in ENDS]))
        .order_by(Result.id)
    )
    return {dossier_id: outcome for dossier_id, outcome in session.execute(query)}


def _commendations(session: Session, dossiers: Sequence[Dossier]) -> dict[int, Commendation]:
    query = (
        select(Award.dossier_id, Commendation)
        .join(Commendation, Commendation.award_id == Award.id)
        .where(Award.dossier_id.in_([dossier.id for dossier in dossiers]))
        .order_by(Commendation.id)
    )
    return {dossier_id: commendation for dossier_id, commendation in session.execute(query)}
