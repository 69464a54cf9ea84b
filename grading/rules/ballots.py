"""The unit's secret ballot as counts: which members are counted, which counts disagree, and which option has passed."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from workflows import BallotOutcome, BallotStanding, Reason

# Votes for a title adopt the title; a majority against the title adopts nothing.
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
    return yes * 2 > eligible


def standing(round_: int, counts: Counts, votes: Mapping[str, int]) -> BallotStanding:
    """Returns how a round ended: the option with the most votes (other than AGAINST), and whether more than half of the
    counted members chose that option."""
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
    """Returns the two options for a further round, or more options when several share the second place."""
    ranked = sorted(votes.values(), reverse=True)
    least = ranked[1] if len(ranked) > 1 else 0
    return tuple(option for option, number in votes.items() if number >= least)
