"""My work: what waits for an account, in each of its roles."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from grading import clock
from grading.models import Assessment, Account, Campaign, Commendation, Decider, Decision, DecisionState, Dossier
from grading.permissions import CELL_ROLES, Standing, standing
from grading.services.figures import clashes_by_unit
from workflows import Layer, Role, State


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One line of somebody's work: what it is (a code), how many, in which campaign and on which unit."""

    kind: str
    number: int
    role: Role
    campaign: Campaign | None = None
    unit_id: int | None = None
    dossier: Dossier | None = None


def waiting_for(session: Session, account: Account, now: datetime) -> list[Waiting]:
    """Every line of work, the cell's own dossiers first."""
    who = standing(session, account, clock.day(now))
    lines = _cell(session, who) + _commune(session, who) + _team(session, who) + _authority(session, who)
    return lines + _clerk(session, who)


def _cell(session: Session, who: Standing) -> list[Waiting]:
    units = who.units(*CELL_ROLES)
    if not units:
        return []
    query = (
        select(Dossier)
        .where(Dossier.unit_id.in_(units))
        .options(joinedload(Dossier.campaign), joinedload(Dossier.unit))
        .order_by(Dossier.id.desc())
    )
    return [
        Waiting(kind="own_dossier", number=int(dossier.state is State.draft), role=Role.cell_secretary,
                campaign=dossier.campaign, unit_id=dossier.unit_id, dossier=dossier)
        for dossier in session.scalars(query)
    ]  # fmt: skip


def _commune(session: Session, who: Standing) -> list[Waiting]:
    units, lines = who.units(Role.commune_reviewer), []
    for campaign, unit_id, states in _states(session, Dossier.review_unit_id, units):
        lines.append(_line("review", states[State.commune_review], Role.commune_reviewer, campaign, unit_id))
        clashes = clashes_by_unit(session, campaign, [unit_id])[unit_id]
        lines.append(_line("clashes", sum(c.is_open for c in clashes), Role.commune_reviewer, campaign, unit_id))
        lines.append(_line("not_sent", states[State.draft], Role.commune_reviewer, campaign, unit_id))
    return [line for line in lines if line.number or line.kind == "review"]


def _team(session: Session, who: Standing) -> list[Waiting]:
    lines = []
    for campaign, unit_id, states in _states(session, Dossier.appraisal_unit_id, who.units(Role.appraiser)):
        finished = select(Assessment.dossier_id).where(
            Assessment.layer == Layer.appraiser,
            Assessment.by_id == who.account_id,
            Assessment.finished_at.is_not(None),
        )
        left = session.scalar(
            select(func.count()).where(
                Dossier.campaign_id == campaign.id,
                Dossier.appraisal_unit_id == unit_id,
                Dossier.state == State.appraisal,
                Dossier.id.not_in(finished),
            )
        )
        lines.append(_line("appraise", left or 0, Role.appraiser, campaign, unit_id))
    for campaign, unit_id, states in _states(session, Dossier.appraisal_unit_id, who.units(Role.appraisal_lead)):
        lines.append(_line("settle", states[State.appraisal], Role.appraisal_lead, campaign, unit_id))
    return lines


def _authority(session: Session, who: Standing) -> list[Waiting]:
    units, lines = who.units(Role.authority_secretary), []
    for campaign, unit_id, states in _states(session, Dossier.authority_unit_id, units):
        lines.append(_line("decide", states[State.certification], Role.authority_secretary, campaign, unit_id))
    for campaign, unit_id, states in _states(session, Dossier.review_unit_id, units):
        if campaign.decided_by is Decider.review_unit and unit_id != campaign.authority_unit_id:
            undecided = states[State.commune_review] - _decided(session, campaign, unit_id)
            lines.append(_line("decide", max(undecided, 0), Role.authority_secretary, campaign, unit_id))
    return lines


def _decided(session: Session, campaign: Campaign, unit_id: int) -> int:
    """Dossiers still at the commune whose level the commune has issued already."""
    from grading.models import DecisionItem

    query = (
        select(func.count())
        .select_from(DecisionItem)
        .join(Decision)
        .join(Dossier, DecisionItem.dossier_id == Dossier.id)
        .where(
            Decision.campaign_id == campaign.id,
            Decision.unit_id == unit_id,
            Decision.state == DecisionState.issued,
            Dossier.state == State.commune_review,
        )
    )
    return session.scalar(query) or 0


def _clerk(session: Session, who: Standing) -> list[Waiting]:
    lines = []
    for role, kind in ((Role.award_clerk, "register"), (Role.inspector, "results")):
        for unit_id in sorted(who.units(role)):
            number = session.scalar(select(func.count()).where(Commendation.authority_unit_id == unit_id)) or 0
            lines.append(_line(kind, number, role, None, unit_id))
    return lines


def _states(
    session: Session, column: object, units: frozenset[int]
) -> list[tuple[Campaign, int, Counter[State]]]:
    """Dossiers per state, for each campaign and unit of that column; open campaigns, newest first."""
    if not units:
        return []
    query = (
        select(Dossier.campaign_id, column, Dossier.state, func.count())  # type: ignore[call-overload]
        .where(column.in_(units))  # type: ignore[attr-defined]
        .group_by(Dossier.campaign_id, column, Dossier.state)
    )
    found: dict[tuple[int, int], Counter[State]] = {}
    for campaign_id, unit_id, state, number in session.execute(query):
        found.setdefault((campaign_id, unit_id), Counter())[state] = number
    campaigns = {campaign.id: campaign for campaign in session.scalars(select(Campaign))}
    ordered = sorted(found.items(), key=lambda pair: (-pair[0][0], pair[0][1]))
    return [(campaigns[campaign_id], unit_id, states) for (campaign_id, unit_id), states in ordered]


def _line(kind: str, number: int, role: Role, campaign: Campaign | None, unit_id: int) -> Waiting:
    return Waiting(kind=kind, number=number, role=role, campaign=campaign, unit_id=unit_id)
