"""Who goes first in a group when more reach the level that the quota limits than fit: by score, then by the vote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from grading.rules.levels import Grade
from grading.rules.programmes.parts.quota import OrderBy


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One organisation by its dossier: total points (hundredths) or criteria by grade, and its own ballot: `yes` of
    `eligible` for what it asks. None: nothing is known of it, which comes last."""

    dossier_id: int
    points: int | None = None
    grades: Mapping[Grade, int] = field(default_factory=dict)
    yes: int | None = None
    eligible: int = 0

    @property
    def share(self) -> Fraction:
        """Of the ballot; -1 where there was none."""
        return Fraction(self.yes, self.eligible) if self.yes is not None and self.eligible else Fraction(-1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in the order from 1; equal ones share it, and the meeting votes between them."""

    number: int
    candidate: Candidate
    is_shared: bool = False


def ordered(candidates: Iterable[Candidate], by: Sequence[OrderBy]) -> tuple[Place, ...]:
    """The candidates of one group, the first at the head; equal ones in the order they came in."""
    found = sorted(candidates, key=lambda each: _rank(each, by), reverse=True)
    ranks = [_rank(each, by) for each in found]
    return tuple(
        Place(number=ranks.index(rank) + 1, candidate=each, is_shared=ranks.count(rank) > 1)
        for each, rank in zip(found, ranks, strict=True)
    )


def _rank(candidate: Candidate, by: Sequence[OrderBy]) -> tuple[Fraction, ...]:
    """Higher goes first."""
    grades = (candidate.grades.get(Grade.excellent, 0), candidate.grades.get(Grade.good, 0))
    numbers: Mapping[OrderBy, tuple[Fraction | int, ...]] = {
        OrderBy.score: (-1 if candidate.points is None else candidate.points, *grades),
        OrderBy.ballot: (candidate.share,),
    }
    return tuple(Fraction(number) for each in by for number in numbers[each])
