"""The unit's secret ballot as counts: which members are counted, which counts disagree, and which option has passed."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from grading.rules.programmes.parts.ballot import BallotRule, Between, Needed, Voters
from workflows import BallotOutcome, BallotStanding, Reason

# Votes for a title adopt the title; a majority against the title adopts nothing.
AGAINST = "against"


Votes = Mapping[str, int]
"""The number of votes by option."""


class Round(Protocol):
    """A stored round of a ballot."""

    official: int
    away: int
    exempt: int
    suspended: int
    prosecuted: int
    excused: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int


class Held(Round, Protocol):
    """A stored round with its number and its votes."""

    round: int
    votes: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Numbers of members and of ballot papers.

    `away` members work in another organisation for a time. `exempt` members are exempt and absent. `excused` members
    are absent for a reason that the convener accepts.
    """

    official: int
    away: int = 0
    exempt: int = 0
    suspended: int = 0
    prosecuted: int = 0
    excused: int = 0
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int = 0

    @classmethod
    def of(cls, row: Round) -> "Counts":
        return cls(**{name: getattr(row, name) for name in COUNTED})

    def as_dict(self) -> dict[str, int]:
        return dataclasses.asdict(self)

    @property
    def eligible(self) -> int:
        """The members who count for the majority (Quy định 24-QĐ/TW, 2021, 9.3.2)."""
        return self.official - self.away - self.exempt - self.suspended - self.prosecuted - self.excused


COUNTED = tuple(field.name for field in dataclasses.fields(Counts))
"""The names of all counts, in the order in which people enter them."""


def faults(counts: Counts, votes: Mapping[str, int], *, options: Collection[str]) -> tuple[Reason, ...]:
    """Returns every contradiction between the counts.

    The reasons are ballot_negative, ballot_nobody, ballot_present_many, ballot_too_many, ballot_returned_many,
    ballot_sum, ballot_votes_sum and ballot_option.
    """
    numbers = {**counts.as_dict(), **votes}
    negative = tuple(name for name, number in numbers.items() if number < 0)
    if negative:
        return (Reason(code="ballot_negative", params={"list": negative}),)
    return (*_people(counts), *_papers(counts), *_votes(counts, votes, options))


def _people(counts: Counts) -> tuple[Reason, ...]:
    if counts.eligible < 1:
        return (Reason(code="ballot_nobody", params={"eligible": counts.eligible}),)
    if counts.present > counts.eligible:
        params = {"present": counts.present, "eligible": counts.eligible}
        return (Reason(code="ballot_present_many", params=params),)
    return ()


def _papers(counts: Counts) -> tuple[Reason, ...]:
    reasons = []
    if counts.issued > counts.present:
        params = {"issued": counts.issued, "present": counts.present}
        reasons.append(Reason(code="ballot_too_many", params=params))
    if counts.returned > counts.issued:
        params = {"returned": counts.returned, "issued": counts.issued}
        reasons.append(Reason(code="ballot_returned_many", params=params))
    if (total := counts.valid + counts.invalid) != counts.returned:
        params = {"returned": counts.returned, "valid": counts.valid, "invalid": counts.invalid, "sum": total}
        reasons.append(Reason(code="ballot_sum", params=params))
    return tuple(reasons)


def _votes(counts: Counts, votes: Mapping[str, int], options: Collection[str]) -> tuple[Reason, ...]:
    reasons = [Reason(code="ballot_option", params={"option": option}) for option in votes if option not in options]
    if (total := sum(votes.values())) != counts.valid:
        reasons.append(Reason(code="ballot_votes_sum", params={"sum": total, "valid": counts.valid}))
    return tuple(reasons)


def has_majority(yes: int, eligible: int) -> bool:
    """Returns whether more than half of all counted members, present or not, voted yes (Điều lệ Đảng, Article 9,
    point 5)."""
    return is_met(Needed(), yes, eligible)


def is_met(needed: Needed, number: int, whole: int) -> bool:
    """Returns whether `number` of `whole` is the share that is needed, compared exactly."""
    numerator, denominator = needed.share
    reached, asked = number * denominator, whole * numerator
    return reached > asked if needed.is_more else reached >= asked


def votes_needed(needed: Needed, whole: int) -> int:
    """Returns the least number of `whole` that is the share needed."""
    numerator, denominator = needed.share
    asked = whole * numerator
    return asked // denominator + 1 if needed.is_more else -(-asked // denominator)


def counted_of(counts: Counts, voters: Voters) -> int:
    """Returns the number that a share of votes is counted of."""
    match voters:
        case Voters.eligible:
            return counts.eligible
        case Voters.all:
            return counts.official
        case Voters.present:
            return counts.present
        case Voters.returned:
            return counts.returned
        case Voters.valid:
            return counts.valid


def is_quorate(rule: BallotRule, counts: Counts) -> bool:
    """Returns whether so many members took part that the round counts."""
    return rule.quorum is None or is_met(rule.quorum, counts.present, counted_of(counts, rule.quorum.of))


def standing(rule: BallotRule, round_: int, counts: Counts, votes: Mapping[str, int]) -> BallotStanding:
    """Returns how a round ended: the option with the most votes (other than AGAINST), and whether that option has the
    votes that it needs. No other option can have passed: each needs more than half."""
    level, yes = max(
        ((option, number) for option, number in votes.items() if option != AGAINST),
        key=lambda vote: vote[1],
        default=("", 0),
    )
    needed = rule.needed_for(level)
    whole = counted_of(counts, needed.of)
    passed = is_met(needed, yes, whole)
    outcome = BallotOutcome.passed if passed else BallotOutcome.no_majority
    if not is_quorate(rule, counts):
        outcome = BallotOutcome.no_quorum
    quorum = rule.quorum
    return BallotStanding(
        outcome=outcome,
        level=level,
        yes=yes,
        eligible=counts.eligible,
        round=round_,
        whole=whole,
        needed=votes_needed(needed, whole),
        present=counts.present,
        quorum=votes_needed(quorum, counted_of(counts, quorum.of)) if quorum else 0,
        is_usual=rule.is_usual,
    )


def in_order(rounds: Iterable[Held]) -> list[tuple[Counts, Votes]]:
    """Returns stored rounds as the rules count them, in their order."""
    return [(Counts.of(each), dict(each.votes)) for each in sorted(rounds, key=lambda each: each.round)]


def ended(rule: BallotRule, rounds: Sequence[tuple[Counts, Votes]]) -> BallotStanding:
    """Returns how a ballot stands after its last round; `exhausted` where none passed and no further round may be."""
    last = standing(rule, len(rounds), *rounds[-1])
    held = sum(is_quorate(rule, counts) for counts, _votes in rounds)
    is_over = rule.rounds.most is not None and held >= rule.rounds.most
    if last.outcome is BallotOutcome.passed or not is_over:
        return last
    return dataclasses.replace(last, outcome=BallotOutcome.exhausted)


def options_after(rule: BallotRule, rounds: Sequence[tuple[Counts, Votes]]) -> tuple[str, ...] | None:
    """Returns the options of the round after these; None where one of them passed or no further round may be.

    A round that too few took part in decides nothing, so that its options stand again.
    """
    options = rule.options
    for number, (_counts, votes) in enumerate(rounds, 1):
        found = ended(rule, rounds[:number])
        if found.outcome in (BallotOutcome.passed, BallotOutcome.exhausted):
            return None
        if found.outcome is BallotOutcome.no_majority and rule.rounds.between is Between.leading_two:
            options = leading(votes)
    return options


def leading(votes: Mapping[str, int]) -> tuple[str, ...]:
    """Returns the two options for a further round, or more options when several share the second place."""
    ranked = sorted(votes.values(), reverse=True)
    least = ranked[1] if len(ranked) > 1 else 0
    return tuple(option for option, number in votes.items() if number >= least)
