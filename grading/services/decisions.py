"""Decisions: drafting what a committee decides on, recording its vote, issuing the paper under its number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from grading import clock
from grading.models import (
    Account,
    Award,
    Campaign,
    Decider,
    Decision,
    DecisionItem,
    DecisionState,
    Dossier,
    TitleOutcome,
    Unit,
)
from grading.permissions import decisions_visible_to, standing
from grading.services import decision_checks, dossiers, revisions
from grading.services.errors import Refused, forbid, not_now, refuse
from grading.services.facts import facts_of
from grading.text import nfc
from workflows import Kind, Layer, Reason, Role, State, why_not


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is chosen for one dossier, and the votes for it as counts."""

    outcome: str | None = None
    in_favour: int | None = None
    recused: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AwardChoice:
    ground: str
    in_favour: int | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """The body that voted: its members, those present, and the day."""

    held_on: date | None
    members: int
    present: int


def deciding_units(campaign: Campaign, dossiers_seen: list[Dossier]) -> set[int]:
    """Every unit whose committee decides something in this campaign."""
    units = {campaign.authority_unit_id}
    if campaign.decided_by is Decider.review_unit:
        units |= {dossier.review_unit_id for dossier in dossiers_seen}
    return units


def place_of(campaign: Campaign, unit_id: int) -> State:
    """Where a dossier lies when this unit decides on it."""
    return State.certification if unit_id == campaign.authority_unit_id else State.commune_review


def candidates(session: Session, campaign: Campaign, unit_id: int) -> list[Dossier]:
    """The dossiers this body may decide on now, in the order of the roster."""
    column = Dossier.authority_unit_id if unit_id == campaign.authority_unit_id else Dossier.review_unit_id
    decided = (
        select(DecisionItem.dossier_id)
        .join(Decision)
        .where(Decision.campaign_id == campaign.id, Decision.unit_id == unit_id, Decision.state == DecisionState.issued)
    )
    query = dossiers.whole().where(
        Dossier.campaign_id == campaign.id,
        column == unit_id,
        Dossier.state == place_of(campaign, unit_id),
        Dossier.id.not_in(decided),
    )
    return list(session.scalars(query.order_by(Dossier.review_unit_id, Dossier.id)))


def require_secretary(session: Session, campaign: Campaign, unit_id: int, by: Account, now: datetime) -> None:
    """Raises Forbidden for anybody but the secretary of this unit's committee, or a unit that decides nothing here."""
    if unit_id not in standing(session, by, clock.day(now)).units(Role.authority_secretary):
        raise forbid("not_your_role", role=Role.authority_secretary)
    if unit_id != campaign.authority_unit_id and campaign.decided_by is Decider.authority_unit:
        raise forbid("commune_decides_nothing")


def get_decision(session: Session, decision_id: int, viewer: Account, now: datetime) -> Decision:
    """Raises NoResultFound for another body's decision."""
    who = standing(session, viewer, clock.day(now))
    query = (
        select(Decision)
        .where(Decision.id == decision_id, decisions_visible_to(who))
        .options(
            joinedload(Decision.campaign),
            selectinload(Decision.items).joinedload(DecisionItem.dossier).joinedload(Dossier.unit),
            selectinload(Decision.items).joinedload(DecisionItem.revision),
            selectinload(Decision.awards),
        )
    )
    return session.scalars(query).one()


def list_decisions(session: Session, campaign: Campaign, viewer: Account, now: datetime) -> list[Decision]:
    who = standing(session, viewer, clock.day(now))
    query = select(Decision).where(Decision.campaign_id == campaign.id, decisions_visible_to(who))
    return list(session.scalars(query.order_by(Decision.id)))


def find_open(session: Session, campaign: Campaign, unit_id: int) -> Decision | None:
    """The body's decision that is not issued yet; there is at most one."""
    query = select(Decision).where(
        Decision.campaign_id == campaign.id, Decision.unit_id == unit_id, Decision.state != DecisionState.issued
    )
    return session.scalars(query).one_or_none()


def draft(session: Session, campaign: Campaign, unit: Unit, *, by: Account, now: datetime) -> Decision:
    """The body's open decision, with a line for every dossier that now waits for it.

    Lines of dossiers that were sent back in the meantime fall away while it is still drafted.
    """
    require_secretary(session, campaign, unit.id, by, now)
    waiting = candidates(session, campaign, unit.id)
    decision = find_open(session, campaign, unit.id)
    if decision is None:
        if not waiting:
            raise not_now("nothing_to_decide")
        decision = Decision(
            campaign=campaign, unit=unit, state=DecisionState.drafted, drafted_by_id=by.id, drafted_at=now
        )
        session.add(decision)
    if decision.state is DecisionState.drafted:
        _bring_up_to_date(session, decision, waiting)
    session.flush()
    return decision


def _bring_up_to_date(session: Session, decision: Decision, waiting: list[Dossier]) -> None:
    held, wanted = {item.dossier_id: item for item in decision.items}, {dossier.id for dossier in waiting}
    rows: list[DecisionItem | Award] = [*decision.items, *decision.awards]
    for row in rows:
        if row.dossier_id not in wanted:
            session.delete(row)
    session.flush()
    if decision.id:
        session.expire(decision, ["items", "awards"])
    for dossier in waiting:
        if dossier.id not in held:
            decision.items.append(DecisionItem(dossier=dossier, outcome=_suggested(decision, dossier)))


def _suggested(decision: Decision, dossier: Dossier) -> str | None:
    """The newest layer's proposal, as the first choice on the page; the quota is counted over what is chosen."""
    if not decision.decides_outcome:
        return None
    for layer in (Layer.panel, Layer.commune, Layer.self_):
        for assessment in dossier.assessments:
            if assessment.layer is layer and assessment.outcome:
                return assessment.outcome
    return TitleOutcome.recognised if decision.campaign.kind is Kind.recognition else None


def save(
    session: Session, decision: Decision, choices: Mapping[int, Choice], awards: Mapping[int, AwardChoice],
    meeting: Meeting, *, version: int, by: Account, now: datetime,
) -> None:  # fmt: skip
    """Keeps what is chosen so far; nothing is checked against the quota until the vote is recorded.

    Raises:
        NotNow: stale when somebody saved in between; decision_voted once the vote is recorded.
    """
    require_secretary(session, decision.campaign, decision.unit_id, by, now)
    if decision.version != version:
        raise not_now("stale", role=Role.authority_secretary, time=now)
    if decision.state is not DecisionState.drafted:
        raise not_now("decision_voted")
    decision.meeting_on, decision.members, decision.present = meeting.held_on, meeting.members, meeting.present
    if meeting.present > meeting.members:
        raise refuse("present_too_many", present=meeting.present, members=meeting.members)
    for item in decision.items:
        if choice := choices.get(item.dossier_id):
            item.outcome = choice.outcome if decision.decides_outcome else None
            item.in_favour, item.recused, item.reason = choice.in_favour, choice.recused, nfc(choice.reason).strip()
    _save_awards(session, decision, awards)
    decision.drafted_at = now
    session.flush()


def _save_awards(session: Session, decision: Decision, awards: Mapping[int, AwardChoice]) -> None:
    if awards and not decision.gives_awards:
        raise refuse("awards_elsewhere")
    held = {award.dossier_id: award for award in decision.awards}
    on_the_table = {item.dossier_id for item in decision.items}
    for dossier_id, award in held.items():
        if dossier_id not in awards:
            decision.awards.remove(award)
            session.delete(award)
    for dossier_id, choice in awards.items():
        if dossier_id not in on_the_table:
            raise refuse("not_on_the_table")
        award = held.get(dossier_id) or Award(dossier_id=dossier_id, ground=choice.ground)
        award.ground, award.in_favour = choice.ground, choice.in_favour
        if dossier_id not in held:
            decision.awards.append(award)


def record_vote(session: Session, decision: Decision, *, by: Account, now: datetime) -> None:
    """Binds the vote to exactly what lay on the table: each line gets the revision of its dossier.

    Raises:
        Refused: with everything that is missing or does not add up, the quota of each group included.
    """
    require_secretary(session, decision.campaign, decision.unit_id, by, now)
    if decision.state is not DecisionState.drafted:
        raise not_now("decision_voted")
    lock_campaign(session, decision.campaign)
    refuse_actor(session, decision, by, now)
    if reasons := decision_checks.before_vote(session, decision, now):
        raise Refused(reasons)
    for item in decision.items:
        item.revision = revisions.freeze(session, item.dossier, now)
    decision.state, decision.voted_by_id, decision.voted_at = DecisionState.voted, by.id, now
    session.flush()


def reopen_vote(session: Session, decision: Decision, *, by: Account, now: datetime) -> None:
    """Takes a recorded vote back to the draft, as long as the decision has no number."""
    require_secretary(session, decision.campaign, decision.unit_id, by, now)
    if decision.state is not DecisionState.voted:
        raise not_now("decision_issued" if decision.state is DecisionState.issued else "decision_not_voted")
    decision.state, decision.voted_by_id, decision.voted_at = DecisionState.drafted, None, None
    session.flush()


def discard(session: Session, decision: Decision, *, by: Account, now: datetime) -> None:
    """Throws a draft away; what was voted on or issued stays."""
    require_secretary(session, decision.campaign, decision.unit_id, by, now)
    if decision.state is not DecisionState.drafted:
        raise not_now("decision_voted")
    for row in [*decision.items, *decision.awards]:
        session.delete(row)
    session.flush()
    session.delete(decision)
    session.flush()


def lock_campaign(session: Session, campaign: Campaign) -> None:
    """Two people deciding at once take turns: the campaign's row is locked before a quota is counted."""
    session.execute(select(Campaign.id).where(Campaign.id == campaign.id).with_for_update())


def refuse_actor(session: Session, decision: Decision, by: Account, now: datetime) -> None:
    """Own unit, or an assessment of one's own for the team: such an account does not record the decision."""
    on_the_table = [item.dossier for item in decision.items]
    who = standing(session, by, clock.day(now))
    reasons: list[Reason] = []
    for dossier in on_the_table:
        if dossier.unit_id in who.own_units:
            facts = facts_of(session, [dossier], who, now)[dossier.id]
            roles = dossiers.roles_of(session, dossier, by, now)
            reasons += why_not(dossier.campaign.process, "draft_decision", dossier.state, roles, facts)
    reasons += decision_checks.assessed_by(on_the_table, by)
    if reasons:
        raise Refused(reasons)
