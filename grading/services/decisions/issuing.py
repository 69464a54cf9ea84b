"""Issues a decision: its number and date, the results it gives, the moves it makes, the commendations it numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor
from grading.documents import commendation as sheet
from grading.documents.typesetting import missing_letters
from grading.models import Decision, DecisionItem, DecisionState, Done, Result
from grading.rules.programmes.parts.outcomes import DECLINED
from grading.services.commendations import commendations, making
from grading.services.decisions import checks
from grading.services.decisions.turns import refuse_actor, require_secretary, require_state, take_turn
from grading.services.dossiers import moving
from grading.services.dossiers.subordinates import settle_above
from grading.services.ground.errors import Refused, not_now
from grading.services.record import sealing
from grading.services.record.recording import record_sealed
from grading.services.results.results import hold, in_force, put_in_force
from grading.text import nfc
from workflows import Layer, Reason

LONGEST_NUMBER = 40
LONGEST_TERM = 40
LONGEST_SIGNER = 60
"""The most letters that fit the paper's place for office and name."""


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """The number, date and term that the committee's own registry gave the paper, and the signer that is printed."""

    number: str
    issued_on: date
    term: str
    signer_office: str = ""
    signer_name: str = ""


def issue(
    session: Session,
    actor: Actor,
    decision: Decision,
    numbering: Numbering,
    printing: commendations.Printing,
    *,
    seen: int | None = None,
) -> None:
    """Freezes the decision under its number; all effects of the decision happen in the same transaction.

    Raises:
        NotNow: when it is not voted yet, issued already, or changed since `seen` (the version of the page).
        Refused: with every reason: the number is used, a date is out of order, a dossier changed since the vote, the
            quota no longer holds.
    """
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    if not take_turn(session, decision, seen, again=(actor, Done.decision_issued)):
        raise not_now("decision_issued")  # not that somebody else has changed it
    hold(session, {item.dossier.unit_id for item in decision.items})  # another campaign may decide on them right now
    if reasons := why_not(session, actor, decision, numbering):
        raise Refused(reasons)
    decision.number, decision.term = one_spelling(numbering.number), one_term(numbering.term)
    decision.issued_on, decision.issued_at, decision.issued_by_id = numbering.issued_on, actor.now, actor.person.id
    decision.signer_office = _clean(numbering.signer_office).upper()
    decision.signer_name = "" if decision.campaign.demo else _clean(numbering.signer_name)
    decision.state = DecisionState.issued
    session.flush()
    _add_results(session, decision, actor.now)
    _hand_on(session, actor, decision)
    papers = commendations.make_all(session, decision, printing, now=actor.now)
    seal = sealing.seal_of_decision(session, decision)
    record_sealed(
        session, actor, Done.decision_issued, decision, seal, number=decision.number, issued_on=decision.issued_on
    )
    if papers:
        making.ask_papers(session, actor, decision, papers)


def why_not(session: Session, actor: Actor, decision: Decision, numbering: Numbering) -> list[Reason]:
    """Returns every reason against issuing the decision under this number. Raises as `issue` does for the wrong account
    or state."""
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    require_state(decision, DecisionState.voted)
    refuse_actor(session, actor, [item.dossier for item in decision.items])
    return [
        *_numbering_faults(session, decision, numbering, actor.now),
        *checks.changed_since_vote(session, decision),
        *checks.before_vote(session, decision, actor.now),
    ]


def _numbering_faults(session: Session, decision: Decision, numbering: Numbering, now: datetime) -> list[Reason]:
    number, term, reasons = one_spelling(numbering.number), one_term(numbering.term), []
    if not number or len(number) > LONGEST_NUMBER:
        reasons.append(Reason(code="decision_number_missing", params={"max": LONGEST_NUMBER}))
    if not term or len(term) > LONGEST_TERM:
        reasons.append(Reason(code="term_missing", params={"max": LONGEST_TERM}))
    if max(len(_clean(numbering.signer_office)), len(_clean(numbering.signer_name))) > LONGEST_SIGNER:
        reasons.append(Reason(code="signer_long", params={"max": LONGEST_SIGNER}))
    if letters := missing_letters(f"{number} {numbering.signer_office} {numbering.signer_name}".upper(), sheet.FONT):
        reasons.append(Reason(code="letters_unprintable", params={"letters": letters}))
    if numbering.issued_on > clock.day(now):
        reasons.append(Reason(code="date_future", params={"date": numbering.issued_on}))
    if decision.meeting_on and numbering.issued_on < decision.meeting_on:
        reasons.append(Reason(code="issued_before_meeting", params={"date": decision.meeting_on}))
    used = session.execute(
        select(Decision.issued_on).where(
            Decision.unit_id == decision.unit_id, Decision.term == term, Decision.number == number
        )
    ).first()
    if used is not None:
        reasons.append(Reason(code="decision_number", params={"no": number, "date": used.issued_on}))
    return reasons


def _clean(text: str) -> str:
    """Returns the text with one space between words and without invisible characters, which would make two numbers of
    one."""
    return " ".join("".join(sign for sign in nfc(text) if sign.isprintable() or sign.isspace()).split())


def one_spelling(number: str) -> str:
    """Returns a number as the registry writes it, in capitals without spaces, so that equal numbers look equal."""
    return "".join(_clean(number).split()).upper()


def one_term(term: str) -> str:
    """Returns one spelling of a committee's term: 2020-2025, 2020 – 2025 and 2020 - 2025 are the same term."""
    return " - ".join(part.strip() for part in re.split("[-–—]", _clean(term)))


def _add_results(session: Session, decision: Decision, now: datetime) -> None:
    """Adds a result for every line that decides a level or title; it supersedes the unit's earlier result of that
    year."""
    campaign = decision.campaign
    if not decision.decides_outcome:
        return
    standing = in_force(session, [item.dossier.unit_id for item in decision.items])
    put_in_force(session, [_result(decision, item, now) for item in decision.items], standing)
    settle_above(session, {item.dossier.unit_id for item in decision.items}, campaign.period_id, now)


def _result(decision: Decision, item: DecisionItem, now: datetime) -> Result:
    campaign = decision.campaign
    return Result(
        unit_id=item.dossier.unit_id, subject=item.dossier.subject, period_id=campaign.period_id, kind=campaign.kind,
        programme_key=campaign.programme_key, model=campaign.programme.model,
        outcome=str(item.outcome), proposed=_self_rated(item), decision_item_id=item.id, at=now,
    )  # fmt: skip


def _self_rated(item: DecisionItem) -> str | None:
    return next((layer.outcome for layer in item.dossier.assessments if layer.layer is Layer.self_), None)


def _hand_on(session: Session, actor: Actor, decision: Decision) -> None:
    """Ends or touches the dossiers of the decision.

    The authority's decision ends every dossier that it covers. A commune's decision moves no dossier, but raises the
    version of each: a page that was about to send back or change the dossier is then stale.
    """
    if decision.is_of_authority:
        settled = checks.settled_elsewhere(session, decision)
        moving.take_by_decision(session, actor, [_decided(decision, item, settled) for item in decision.items])
    else:
        moving.touch_together(session, actor, [item.dossier for item in decision.items])


def _decided(decision: Decision, item: DecisionItem, settled: Mapping[int, DecisionItem]) -> moving.Decided:
    """Returns what becomes of one dossier; `settled` are the lines with which another body decided it."""
    is_declined = settled.get(item.dossier_id, item).outcome == DECLINED
    note = f"{decision.number}, {decision.issued_on:%d/%m/%Y}"
    return moving.Decided(
        dossier=item.dossier, step="decline" if is_declined else "certify",
        note=f"{note}. {item.reason}" if item.reason else note,
    )  # fmt: skip
