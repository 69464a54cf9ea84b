"""Drafts a committee's decision. `voting` records its vote, `issuing` issues it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import (
    Award,
    Campaign,
    Decision,
    DecisionItem,
    DecisionState,
    Done,
    Dossier,
    Unit,
)
from grading.services.decisions import awards as decision_awards
from grading.services.decisions import candidates, finding, quota_exceptions
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
from grading.services.dossiers.derivations import proposed_outcome
from grading.services.ground.errors import not_now
from grading.services.record.recording import just_said, record, record_each
from grading.text import nfc


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
    decision = finding.find_open(session, campaign, unit.id)
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
    """Returns the newest proposal as the first choice on the page. The quota counts the chosen outcomes."""
    if not decision.decides_outcome:
        return None
    if proposal := proposed_outcome(dossier):
        return decision_choices.as_outcome(decision.campaign, proposal)
    return decision.campaign.programme.default


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
    before = _chosen(decision)
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
    now = _chosen(decision)
    changed = [item.dossier for item in decision.items if before[item.dossier_id] != now[item.dossier_id]]
    record_each(session, actor, Done.level_chosen, changed, decision=decision.id)
    session.flush()


def _chosen(decision: Decision) -> dict[int, tuple[object, ...]]:
    """Returns what is chosen for each dossier on the table: its line, and its award."""
    awards = {award.dossier_id: (award.ground, award.in_favour) for award in decision.awards}
    return {
        item.dossier_id: (item.outcome, item.in_favour, item.recused, item.reason, awards.get(item.dossier_id))
        for item in decision.items
    }


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


def just_discarded(session: Session, actor: Actor, decision_id: int) -> tuple[int, int] | None:
    """Returns the campaign and the unit of a draft that this person has discarded a moment ago: a second click is one
    act."""
    said = just_said(session, actor, Done.decision_discarded, Decision, decision_id)
    return (said["campaign"], said["unit"]) if said is not None else None
