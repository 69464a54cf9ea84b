"""The page of the cell's ballot: the rounds held, and the form of the round to enter or to correct."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, render_template, request
from sqlalchemy.orm import Session

from grading import text
from grading.models import Ballot
from grading.rules import ballots
from grading.rules.programmes.parts.ballot import USUAL
from grading.services.dossiers import answers
from grading.services.dossiers.agreement import compare
from grading.services.dossiers.ballots import CountedRound, options_of, record_ballot
from grading.services.dossiers.returns import BALLOT
from grading.services.ground.errors import NotNow, Refused
from grading.web.dossiers import ballot_form
from grading.web.dossiers.ballot_form import BallotForm
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import reason_words
from grading.words.ballots import ballot_rules
from grading.words.kinds import COUNTS
from workflows import BallotOutcome, BallotStanding


@dataclass(frozen=True, kw_only=True)
class Round:
    """A round that was held, and its result. `pct` is in hundredths of a percent of what the votes are counted of."""

    ballot: Ballot
    counts: ballots.Counts
    standing: BallotStanding

    @property
    def has_passed(self) -> bool:
        return self.standing.outcome is BallotOutcome.passed

    @property
    def tied(self) -> tuple[str, ...]:
        """The levels that share the first place when no level has a majority. A ballot on a title has no two levels to
        choose between."""
        if self.has_passed or ballots.AGAINST in self.ballot.votes:
            return ()
        first = [option for option, votes in self.ballot.votes.items() if votes == self.standing.yes]
        return tuple(first) if len(first) > 1 else ()

    @property
    def pct(self) -> int:
        return text.share(self.standing.yes, self.standing.whole)


def rounds_of(visit: Visit) -> list[Round]:
    rounds, rule = [], visit.programme.ballot or USUAL
    for ballot in visit.dossier.ballots:
        counts = ballots.Counts.of(ballot)
        standing = ballots.standing(rule, ballot.round, counts, dict(ballot.votes))
        rounds.append(Round(ballot=ballot, counts=counts, standing=standing))
    return rounds


def read(visit: Visit) -> BallotForm:
    """Reads the posted form. Raises Refused (round_unneeded) for a round that is no longer needed."""
    round_ = request.form.get("round", 1, type=int)
    return BallotForm.read(request.form, round_, options_of(visit.dossier, round_))


def store(session: Session, visit: Visit, form: BallotForm) -> None:
    assert form.held_on is not None
    record_ballot(
        session,
        visit.actor,
        visit.dossier,
        CountedRound(number=form.round, held_on=form.held_on, counts=form.counts, votes=form.votes),
        seen_version=form.version,
    )


def show(
    visit: Visit, round_: int | None = None, form: BallotForm | None = None, *, stale: str = "", status: int = 200
) -> tuple[str, int]:
    rounds = rounds_of(visit)
    is_over = visit.facts.ballot.outcome is BallotOutcome.exhausted
    round_ = round_ or _round_to_enter(rounds, is_over=is_over)
    try:
        options = options_of(visit.dossier, round_)
    except Refused:
        abort(404)
    stored = next((held for held in rounds if held.ballot.round == round_), None)
    form = form or BallotForm(round=round_)
    page = render_template(
        "dossiers/ballot.html",
        visit=visit,
        rounds=rounds,
        round=round_,
        options=options,
        kept=stored,
        boxes=_first_boxes(visit, rounds) | ballot_form.boxes(stored.ballot if stored else None) | form.typed,
        hidden={"round": round_, "version": stored.ballot.version if stored else 0},
        eligible=_eligible(form, stored),
        rules=ballot_rules(visit.programme, _eligible(form, stored)),
        names={"left_out": ballot_form.LEFT_OUT, "papers": ballot_form.PAPERS, "words": COUNTS},
        errors=form.first_errors,
        mistakes=form.mistakes,
        stale=stale,
        compared=compare(db.session, visit.dossier),
        is_open=visit.may_change(BALLOT),
        is_asked=BALLOT in visit.facts.not_completed,
        is_locked=visit.may("enter_ballot") and not visit.may_change(BALLOT),
    )
    return page, status


def refused(visit: Visit, form: BallotForm, refusal: Refused) -> tuple[str, int]:
    """Shows the page again with the typed texts, and says who changed the round meanwhile or which counts do not
    agree."""
    if isinstance(refusal, NotNow):
        sentences = [reason_words(reason, visit.programme) for reason in refusal.reasons]
        return show(visit, form.round, form, stale=" ".join(sentences), status=409)
    form.refuse(refusal.reasons, visit.programme)
    return show(visit, form.round, form, status=422)


def _round_to_enter(rounds: Sequence[Round], *, is_over: bool) -> int:
    if not rounds:
        return 1
    last = rounds[-1]
    return last.ballot.round if last.has_passed or is_over else last.ballot.round + 1


def _first_boxes(visit: Visit, rounds: Sequence[Round]) -> dict[str, str]:
    """Returns the boxes for members. An earlier round gives all of them. Before the first round only the number of full
    members is known, if the cell has given it."""
    if rounds:
        return ballot_form.people_boxes(rounds[-1].ballot)
    official = answers.asked_values(db.session, visit.dossier).get("members_official")
    return {} if official is None else {"official": str(official // 100)}


def _eligible(form: BallotForm, kept: Round | None) -> ballots.Counts | None:
    if form.tells_people:
        return form.counts
    return kept.counts if kept else None
