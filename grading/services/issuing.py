"""Issuing a decision: its number and date, the results it gives, the moves it makes, the commendations it numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.models import Account, Decision, DecisionItem, DecisionState, Result, TitleOutcome
from grading.services import commendations, decision_checks, dossiers
from grading.services.decisions import lock_campaign, refuse_actor, require_secretary
from grading.services.errors import Refused, not_now
from grading.text import nfc
from workflows import Layer, Reason

LONGEST_NUMBER = 40


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """What the committee's own registry gave the paper, and who is printed as its signer."""

    number: str
    issued_on: date
    term: str
    signer_office: str = ""
    signer_name: str = ""


def issue(
    session: Session, decision: Decision, numbering: Numbering, printing: commendations.Printing,
    *, by: Account, now: datetime,
) -> None:  # fmt: skip
    """Freezes the decision under its number; everything it causes happens in the same transaction.

    Raises:
        NotNow: when it is not voted yet, or issued already.
        Refused: with every reason: the number is used, a date is out of order, a dossier changed since the vote,
            the quota is no longer held.
    """
    require_secretary(session, decision.campaign, decision.unit_id, by, now)
    if decision.state is not DecisionState.voted:
        raise not_now("decision_issued" if decision.state is DecisionState.issued else "decision_not_voted")
    lock_campaign(session, decision.campaign)
    refuse_actor(session, decision, by, now)
    reasons = [
        *_numbering_faults(session, decision, numbering, now),
        *decision_checks.changed_since_vote(session, decision),
        *decision_checks.before_vote(session, decision, now),
    ]
    if reasons:
        raise Refused(reasons)
    decision.number, decision.term = _clean(numbering.number), _clean(numbering.term)
    decision.issued_on, decision.issued_at, decision.issued_by_id = numbering.issued_on, now, by.id
    decision.signer_office, decision.signer_name = _clean(numbering.signer_office), _clean(numbering.signer_name)
    decision.state = DecisionState.issued
    session.flush()
    _add_results(session, decision, now)
    _certify(session, decision, by=by, now=now)
    for award in decision.awards:
        commendations.make(session, award, decision, printing, now=now)


def _numbering_faults(session: Session, decision: Decision, numbering: Numbering, now: datetime) -> list[Reason]:
    number, reasons = _clean(numbering.number), []
    if not number or len(number) > LONGEST_NUMBER:
        reasons.append(Reason(code="decision_number_missing", params={"max": LONGEST_NUMBER}))
    if numbering.issued_on > clock.day(now):
        reasons.append(Reason(code="date_future", params={"date": numbering.issued_on}))
    if decision.meeting_on and numbering.issued_on < decision.meeting_on:
        reasons.append(Reason(code="issued_before_meeting", params={"date": decision.meeting_on}))
    used = session.scalars(
        select(Decision).where(
            Decision.unit_id == decision.unit_id, Decision.term == _clean(numbering.term), Decision.number == number
        )
    ).first()
    if used is not None:
        reasons.append(Reason(code="decision_number", params={"no": number, "date": used.issued_on}))
    return reasons


def _clean(text: str) -> str:
    return " ".join(nfc(text).split())


def _add_results(session: Session, decision: Decision, now: datetime) -> None:
    """One result for every line that decides a level or title; it supersedes the unit's earlier one of that year."""
    campaign = decision.campaign
    if not decision.decides_outcome:
        return
    for item in decision.items:
        session.add(
            Result(
                unit_id=item.dossier.unit_id, year=campaign.year, kind=campaign.kind,
                programme_key=campaign.programme_key, outcome=str(item.outcome), proposed=_self_rated(item),
                decision_item_id=item.id, supersedes_id=_live(session, item, campaign.year), at=now,
            )
        )  # fmt: skip
    session.flush()


def _live(session: Session, item: DecisionItem, year: int) -> int | None:
    superseded = select(Result.supersedes_id).where(Result.supersedes_id.is_not(None))
    query = select(Result.id).where(
        Result.unit_id == item.dossier.unit_id,
        Result.year == year,
        Result.kind == item.decision.campaign.kind,
        Result.id.not_in(superseded),
    )
    return session.scalars(query.order_by(Result.id.desc())).first()


def _self_rated(item: DecisionItem) -> str | None:
    return next((found.outcome for found in item.dossier.assessments if found.layer is Layer.self_), None)


def _certify(session: Session, decision: Decision, *, by: Account, now: datetime) -> None:
    """The authority's decision ends every dossier it covers, awards for some, the rest noted."""
    if not decision.is_of_authority:
        return
    note = f"{decision.number}, {decision.issued_on:%d/%m/%Y}"
    for item in decision.items:
        step = "decline" if item.outcome == TitleOutcome.declined else "certify"
        words = f"{note}. {item.reason}" if item.reason else note
        dossiers.take_by_decision(session, [item.dossier], step, by=by, now=now, note=words)
