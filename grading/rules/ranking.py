"""Orders the units of a group when more of them reach the limited level than the quota allows: by score, then votes."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from fractions import Fraction

from grading.rules.levels import Grade
from grading.rules.programmes.parts.quota import OrderBy


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One organisation by its dossier: total points (hundredths) or number of criteria by grade, and its own ballot.

    In the ballot, `yes` of `eligible` members voted for what the unit asks for. None means that the value is not
    known; an unknown value comes last.
    """

    dossier_id: int
    points: int | None = None
    grades: Mapping[Grade, int] = field(default_factory=dict)
    yes: int | None = None
    eligible: int = 0

    @property
    def share(self) -> Fraction:
        """The share of yes votes in the ballot; -1 without a ballot."""
        return Fraction(self.yes, self.eligible) if self.yes is not None and self.eligible else Fraction(-1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in the order, from 1; equal candidates share a place, and the meeting votes between them."""

    number: int
    candidate: Candidate
    is_shared: bool = False


def ordered(candidates: Iterable[Candidate], by: Sequence[OrderBy]) -> tuple[Place, ...]:
    """Returns the candidates of one group, best first; equal candidates keep their order."""
    by_rank = sorted(candidates, key=lambda each: _rank(each, by), reverse=True)
    ranks = [_rank(each, by) for each in by_rank]
    return tuple(
        Place(number=ranks.index(rank) + 1, candidate=each, is_shared=ranks.count(rank) > 1)
        for each, rank in zip(by_rank, ranks, strict=True)
    )


def passed_over(places: Sequence[Place], taken: Set[int]) -> set[int]:
    """Returns the dossiers of those that stand before one of the `taken` (by dossier) without being taken themselves.
    Equal candidates pass nobody over: the meeting votes between them."""
    last = max((place.number for place in places if place.candidate.dossier_id in taken), default=0)
    before = {place.candidate.dossier_id for place in places if place.number < last}
    return before - taken


def _rank(candidate: Candidate, by: Sequence[OrderBy]) -> tuple[Fraction, ...]:
    """Returns the candidate's sort key; a higher key goes first."""
    grades = (candidate.grades.get(Grade.excellent, 0), candidate.grades.get(Grade.good, 0))
    numbers: Mapping[OrderBy, tuple[Fraction | int, ...]] = {
        OrderBy.score: (-1 if candidate.points is None else candidate.points, *grades),
        OrderBy.ballot: (candidate.share,),
    }
    return tuple(Fraction(number) for each in by for number in numbers[each])
