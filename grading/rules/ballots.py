"""The unit's secret ballot as counts: who is counted, whether the counts agree, whether an option has passed."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from workflows import BallotOutcome, BallotStanding, Reason

# A title is adopted by votes for it; a majority against it adopts nothing.
AGAINST = "against"


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


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Numbers of members and of ballot papers. `away`: in another organisation for the time; `exempt`: exempt and
    absent; `excused`: absent for a reason that the convener accepts."""

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
        """Members that count for the majority (Quy định 24-QĐ/TW, 2021, 9.3.2)."""
        return self.official - self.away - self.exempt - self.suspended - self.prosecuted - self.excused


COUNTED = tuple(field.name for field in dataclasses.fields(Counts))
"""The names of all the counts, in the order in which they are taken."""


def faults(counts: Counts, votes: Mapping[str, int], *, options: Collection[str]) -> tuple[Reason, ...]:
    """Everything in which the counts contradict themselves: ballot_negative, ballot_nobody, ballot_present_many,
    ballot_too_many, ballot_returned_many, ballot_sum, ballot_votes_sum, ballot_option."""
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
    found = []
    if counts.issued > counts.present:
        params = {"issued": counts.issued, "present": counts.present}
        found.append(Reason(code="ballot_too_many", params=params))
    if counts.returned > counts.issued:
        params = {"returned": counts.returned, "issued": counts.issued}
        found.append(Reason(code="ballot_returned_many", params=params))
    if (total := counts.valid + counts.invalid) != counts.returned:
        params = {"returned": counts.returned, "valid": counts.valid, "invalid": counts.invalid, "sum": total}
        found.append(Reason(code="ballot_sum", params=params))
    return tuple(found)


def _votes(counts: Counts, votes: Mapping[str, int], options: Collection[str]) -> tuple[Reason, ...]:
    found = [Reason(code="ballot_option", params={"option": option}) for option in votes if option not in options]
    if (total := sum(votes.values())) != counts.valid:
        found.append(Reason(code="ballot_votes_sum", params={"sum": total, "valid": counts.valid}))
    return tuple(found)


def has_majority(yes: int, eligible: int) -> bool:
    """More than half of all members counted, present or not (Điều lệ Đảng, Article 9, point 5)."""
    return yes * 2 > eligible


def standing(round_: int, counts: Counts, votes: Mapping[str, int]) -> BallotStanding:
    """How a round ended: the option with more than half of those counted, or the one that came closest."""
    level, yes = max(
        ((option, number) for option, number in votes.items() if option != AGAINST),
        key=lambda vote: vote[1],
        default=("", 0),
    )
    passed = has_majority(yes, counts.eligible)
    return BallotStanding(
        outcome=BallotOutcome.passed if passed else BallotOutcome.no_majority,
        level=level,
        yes=yes,
        eligible=counts.eligible,
        round=round_,
    )


def leading(votes: Mapping[str, int]) -> tuple[str, ...]:
    """The two options that a further round is held between; more where the second place is shared."""
    ranked = sorted(votes.values(), reverse=True)
    least = ranked[1] if len(ranked) > 1 else 0
    return tuple(option for option, number in votes.items() if number >= least)
