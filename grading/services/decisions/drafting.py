"""Drafts a committee's decision and records its vote. `issuing` issues it."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grading.actors import Actor
from grading.models import (
    Assessment,
    Award,
    Campaign,
    Decision,
    DecisionItem,
    DecisionState,
    Done,
    Dossier,
    Registration,
    TitleOutcome,
    Unit,
)
from grading.permissions import decisions_visible_to
from grading.rules.departures import Departure
from grading.rules.frozen.dossier import NEWEST_FIRST
from grading.services.decisions import awards as decision_awards
from grading.services.decisions import candidates, checks, departures, quota_exceptions
from grading.services.decisions import choices as decision_choices
from grading.services.decisions.choices import AwardChoice as AwardChoice
from grading.services.decisions.choices import Choice as Choice
from grading.services.decisions.choices import ExceptionPaper as ExceptionPaper
from grading.services.decisions.choices import Meeting as Meeting
from grading.services.decisions.choices import Minutes as Minutes
from grading.services.decisions.turns import (
    changed_meanwhile,
    refuse_actor,
    require_secretary,
    require_state,
    take_turn,
)
from grading.services.dossiers import revisions
from grading.services.dossiers.differences import layer_in
from grading.services.ground.errors import Refused, not_now
from grading.services.record.recording import record, record_each
from grading.services.results import results
from grading.text import nfc
from workflows import Kind


def get_decision(session: Session, actor: Actor, decision_id: int) -> Decision:
    """Raises NoResultFound for a decision that the viewer may not see."""
    return (
        session.scalars(_whole().where(Decision.id == decision_id, decisions_visible_to(actor.standing))).unique().one()
    )


def is_visible(session: Session, actor: Actor, decision_id: int) -> bool:
    """Returns whether `get_decision` would find the decision."""
    query = select(Decision.id).where(Decision.id == decision_id, decisions_visible_to(actor.standing))
    return session.scalars(query).first() is not None


def list_decisions(session: Session, actor: Actor, campaign: Campaign) -> list[Decision]:
    query = select(Decision).where(Decision.campaign_id == campaign.id, decisions_visible_to(actor.standing))
    return list(session.scalars(query.order_by(Decision.id)))


def find_open(session: Session, campaign: Campaign, unit_id: int) -> Decision | None:
    """Returns the body's decision that is not issued yet; a body has at most one."""
    query = _whole().where(
        Decision.campaign_id == campaign.id, Decision.unit_id == unit_id, Decision.state != DecisionState.issued
    )
    return session.scalars(query).unique().one_or_none()


def usual_term(session: Session, unit_id: int, day: date) -> str:
    """Returns the term that this body's issued decisions name for that day, or else those of other bodies; empty if no
    term that is known holds the day."""
    issued = select(Decision.term).where(Decision.state == DecisionState.issued)
    newest = issued.group_by(Decision.term).order_by(func.max(Decision.id).desc())
    for terms in (newest.where(Decision.unit_id == unit_id), newest):
        if held := next((term for term in session.scalars(terms) if _holds(term, day)), None):
            return held
    return ""


def _holds(term: str | None, day: date) -> bool:
    """Returns whether a term as people write it (2020 - 2025) holds the day; a term without two years holds none."""
    years = [int(year) for year in re.findall(r"[0-9]{4}", term or "")]
    return len(years) == 2 and years[0] <= day.year <= years[1]


def _whole() -> Select[Decision]:
    """Returns a query for decisions with every line, its dossier and its layers, in a fixed number of queries."""
    line = joinedload(Decision.items)
    dossier = line.joinedload(DecisionItem.dossier)
    return select(Decision).options(
        line.joinedload(DecisionItem.revision),
        dossier.joinedload(Dossier.unit),
        dossier.selectinload(Dossier.moves),
        dossier.selectinload(Dossier.assessments).joinedload(Assessment.scores),
        dossier.selectinload(Dossier.ballots),
        dossier.selectinload(Dossier.evidence),
        dossier.joinedload(Dossier.registration).selectinload(Registration.works),
        selectinload(Decision.awards).joinedload(Award.dossier),
    )


def draft(session: Session, actor: Actor, campaign: Campaign, unit: Unit) -> Decision:
    """Returns the body's open decision, with a line for every dossier that now waits for it.

    While the decision is drafted, lines of dossiers that were sent back in the meantime are removed.

    Raises:
        NotNow: nothing_to_decide.
        Refused: for an account that may not record a decision on one of them.
    """
    require_secretary(session, actor, campaign, unit.id)
    waiting = candidates.waiting(session, campaign, unit.id)
    refuse_actor(session, actor, waiting)
    decision = find_open(session, campaign, unit.id)
    if decision is None:
        if not waiting:
            raise not_now("nothing_to_decide")
        decision = Decision(
            campaign=campaign,
            unit=unit,
            state=DecisionState.drafted,
            drafted_by_id=actor.person.id,
            drafted_at=actor.now,
        )
        session.add(decision)
        session.flush()
        record(session, actor, Done.decision_drafted, decision)
    if decision.state is DecisionState.drafted:
        _bring_up_to_date(session, decision, waiting, actor.now)
    session.flush()
    return decision


def _bring_up_to_date(session: Session, decision: Decision, waiting: Sequence[Dossier], now: datetime) -> None:
    """Updates the lines. It raises the version only if the list changes; a page opened before the change is then
    stale."""
    listed_ids, waiting_ids = {item.dossier_id for item in decision.items}, {dossier.id for dossier in waiting}
    if listed_ids == waiting_ids:
        return
    rows: list[DecisionItem | Award] = [*decision.items, *decision.awards]
    for row in rows:
        if row.dossier_id not in waiting_ids:
            session.delete(row)
    decision.drafted_at = now
    session.flush()
    session.expire(decision, ["items", "awards"])
    for dossier in waiting:
        if dossier.id not in listed_ids:
            decision.items.append(DecisionItem(dossier=dossier, outcome=_suggested(decision, dossier)))
    quota_exceptions.drop_those_gone(session, decision)


def _suggested(decision: Decision, dossier: Dossier) -> str | None:
    """Returns the newest layer's proposal as the first choice on the page. The quota counts the chosen outcomes."""
    if not decision.decides_outcome:
        return None
    layers = (layer_in(dossier, layer) for layer in NEWEST_FIRST)
    if proposal := next(
        (assessment.outcome for assessment in layers if assessment is not None and assessment.outcome), None
    ):
        return decision_choices.as_outcome(decision.campaign, proposal)
    return TitleOutcome.recognised if decision.campaign.kind is Kind.recognition else None


def save(session: Session, actor: Actor, decision: Decision, minutes: Minutes, *, version: int) -> None:
    """Stores what is chosen so far; the quota is checked only when the vote is recorded.

    Raises:
        NotNow: stale_decision when somebody saved in between; decision_voted once the vote is recorded.
        Refused: for counts and choices that no meeting could have.
    """
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    require_state(decision, DecisionState.drafted)
    if decision.version != version:
        raise changed_meanwhile(decision)
    refuse_actor(session, actor, [item.dossier for item in decision.items])
    meeting = minutes.meeting
    decision_choices.check(decision, minutes)
    decision.meeting_on, decision.members, decision.present = meeting.held_on, meeting.members, meeting.present
    for item in decision.items if decision.decides_outcome else []:
        if choice := minutes.choices.get(item.dossier_id):
            item.outcome, item.in_favour, item.recused = choice.outcome, choice.in_favour, choice.recused
            item.reason = nfc(choice.reason).strip()
    decision_awards.keep(session, decision, minutes.awards)
    if minutes.exceptions is not None:
        quota_exceptions.keep(session, actor, decision, minutes.exceptions)
    decision.drafted_at = actor.now
    record(session, actor, Done.decision_saved, decision)
    session.flush()


def record_vote(session: Session, actor: Actor, decision: Decision, *, seen: int | None = None) -> None:
    """Binds the vote to exactly what lay on the table: each line gets the revision of its dossier.

    Raises:
        NotNow: when the vote was recorded already, or the decision changed since `seen` (the version of the page).
        Refused: with everything that is missing or does not add up, the quota of each group included.
    """
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    if not take_turn(session, decision, seen, again=(actor, Done.vote_recorded)):
        return
    require_state(decision, DecisionState.drafted)
    on_the_table = [item.dossier for item in decision.items]
    results.hold(session, {dossier.unit_id for dossier in on_the_table})
    refuse_actor(session, actor, on_the_table)
    if reasons := checks.before_vote(session, decision, actor.now):
        raise Refused(reasons)
    derivations, departing = departures.derived(session, decision), departures.of_decision(session, decision)
    frozen = revisions.freeze_each(session, on_the_table, actor.now)
    for item in decision.items:
        item.revision = frozen[item.dossier_id]
        item.derivation = derivations[item.dossier_id].to_json() if item.dossier_id in derivations else None
        item.passed_over = departing.get(item.dossier_id) is Departure.passed_over
    decision.state, decision.voted_by_id, decision.voted_at = DecisionState.voted, actor.person.id, actor.now
    record(session, actor, Done.vote_recorded, decision, lines=len(decision.items), awards=len(decision.awards))
    record_each(session, actor, Done.voted_on, on_the_table, decision=decision.id)
    session.flush()


def reopen_vote(session: Session, actor: Actor, decision: Decision, *, seen: int | None = None) -> None:
    """Returns a recorded vote to the draft, as long as the decision has no number."""
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    if not take_turn(session, decision, seen, again=(actor, Done.vote_reopened)):
        return
    require_state(decision, DecisionState.voted)
    decision.state, decision.voted_by_id, decision.voted_at = DecisionState.drafted, None, None
    decision.drafted_at = actor.now
    record(session, actor, Done.vote_reopened, decision)
    session.flush()


def discard(session: Session, actor: Actor, decision: Decision, *, seen: int | None = None) -> None:
    """Deletes a draft; a decision that was voted on or issued stays."""
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    take_turn(session, decision, seen)
    require_state(decision, DecisionState.drafted)
    record(session, actor, Done.decision_discarded, decision, campaign=decision.campaign_id, unit=decision.unit_id)
    for row in [*decision.items, *decision.awards, *decision.exceptions]:
        session.delete(row)
    session.flush()
    session.delete(decision)
    session.flush()
