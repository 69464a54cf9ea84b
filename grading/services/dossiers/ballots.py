"""The cell's secret ballot, round by round: each round is kept, and a further one follows from the round before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Ballot, Done, Dossier
from grading.rules import ballots
from grading.rules.programmes.parts.ballot import USUAL
from grading.services.dossiers import dossiers, returns
from grading.services.dossiers.answers import layer_of
from grading.services.dossiers.facts import ballot_standing
from grading.services.ground.errors import Refused, refuse
from grading.services.record.recording import record
from workflows import BallotOutcome, Layer, Reason


@dataclass(frozen=True, kw_only=True)
class CountedRound:
    """One round of the secret ballot as it was counted. `votes` holds the votes for each option."""

    number: int
    held_on: date
    counts: ballots.Counts
    votes: Mapping[str, int]


def record_ballot(
    session: Session, actor: Actor, dossier: Dossier, entered: CountedRound, *, seen_version: int | None = None
) -> Ballot:
    """Stores one round of the secret ballot, as counts; a further round follows only a round without a majority.

    A correction of a round removes the later rounds, unless they still follow from it.

    Raises:
        Refused: ballot_sum, ballot_too_many and their like, each with its numbers; round_unneeded; criteria_locked.
        NotNow: stale, when the round changed since the form was made (seen_version, 0 for a round that did not exist).
    """
    dossiers.require(session, actor, dossier, "enter_ballot")
    returns.require_open(dossier, returns.BALLOT)
    round_, counts, votes = entered.number, entered.counts, entered.votes
    ballot = next((stored for stored in dossier.ballots if stored.round == round_), None)
    if ballot is not None and _is_same(ballot, entered):
        return ballot  # sent twice: by a second click, or because the answer was lost on the way
    if seen_version is not None and seen_version != (ballot.version if ballot else 0):
        raise dossiers.changed_meanwhile(session, dossier)
    reasons = ballots.faults(counts, votes, options=options_of(dossier, round_))
    if reasons := (*reasons, *_day_faults(dossier, round_, entered.held_on, actor.today)):
        raise Refused(reasons)
    if ballot is None:
        ballot = Ballot(dossier_id=dossier.id, round=round_)
        dossier.ballots.append(ballot)
    ballot.held_on, ballot.votes, ballot.saved_at = entered.held_on, dict(votes), actor.now
    for name, value in counts.as_dict().items():
        setattr(ballot, name, value)
    session.flush()
    _settle(session, dossier)
    dossiers.touch(actor, dossier)
    record(session, actor, Done.ballot_recorded, dossier, round=round_, held_on=entered.held_on)
    session.flush()
    return ballot


def _is_same(ballot: Ballot, entered: CountedRound) -> bool:
    stored = (ballot.held_on, ballots.Counts.of(ballot), dict(ballot.votes))
    return stored == (entered.held_on, entered.counts, dict(entered.votes))


def _day_faults(dossier: Dossier, round_: int, held_on: date, today: date) -> Iterator[Reason]:
    """Yields a fault for a round in the future, before the period that is rated, or before the round that it
    follows."""
    if held_on > today:
        yield Reason(code="date_future", params={"date": held_on})
    if held_on < (begin := dossier.campaign.period.starts_on):
        yield Reason(code="ballot_early", params={"date": held_on, "first": begin})
    for other in dossier.ballots:
        first, second = (other.held_on, held_on) if other.round < round_ else (held_on, other.held_on)
        if other.round != round_ and second < first:
            yield Reason(code="dates_in_order", params={"first": first, "second": second})


def options_of(dossier: Dossier, round_: int) -> tuple[str, ...]:
    """Returns the options of that round; a further round votes on those that the programme says.

    Raises:
        Refused: round_unneeded, unless every round before it was held and none of them had a majority; rounds_over
            where the programme allows no further one.
    """
    rule = dossier.programme.ballot
    if rule is None:
        return ()
    before = ballots.in_order(ballot for ballot in dossier.ballots if ballot.round < round_)
    options = ballots.options_after(rule, before)
    if before and ballots.ended(rule, before).outcome is BallotOutcome.exhausted:
        raise refuse("rounds_over", n=rule.rounds.most)
    if options is None or round_ != len(before) + 1:
        raise refuse("round_unneeded", round=round_)
    return options


def _settle(session: Session, dossier: Dossier) -> None:
    """Deletes rounds that no longer follow from the round before, and sets the cell's outcome from the last round."""
    following: list[Ballot] = []
    for ballot in sorted(dossier.ballots, key=lambda found: found.round):
        if following and not _follows(dossier, ballot, following):
            session.delete(ballot)
        else:
            following.append(ballot)
    session.flush()
    session.expire(dossier, ["ballots"])
    last = ballot_standing(dossier)
    layer_of(session, dossier, Layer.self_).outcome = last.level if last.outcome is BallotOutcome.passed else None


def _follows(dossier: Dossier, ballot: Ballot, before: Sequence[Ballot]) -> bool:
    options = ballots.options_after(dossier.programme.ballot or USUAL, ballots.in_order(before))
    return options is not None and ballot.round == before[-1].round + 1 and set(ballot.votes) <= set(options)
