"""The levels of an organisation's rating and the grades of one criterion: two different scales."""

from collections.abc import Mapping
from enum import StrEnum


class Level(StrEnum):
    """The level of an organisation, the same in every regime since 2018, highest first."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD"
    COMPLETED = "COMPLETED"
    NOT_COMPLETED = "NOT_COMPLETED"
    NOT_RATED = "NOT_RATED"

    def at_least(self, other: "Level") -> bool:
        """Returns whether this level is `other` or better; NOT_RATED reaches only NOT_RATED."""
        return _RANK[self] >= _RANK[other]

    def at_most(self, other: "Level") -> bool:
        return _RANK[self] <= _RANK[other]

    def above(self, other: "Level") -> bool:
        return _RANK[self] > _RANK[other]

    @property
    def good_or_better(self) -> bool:
        return self.at_least(Level.GOOD)


class Grade(StrEnum):
    """The grade for how well a unit fulfilled one criterion (2018-2024), highest first."""

    excellent = "excellent"
    good = "good"
    average = "average"
    poor = "poor"

    def at_least(self, other: "Grade") -> bool:
        return _GRADE_RANK[self] >= _GRADE_RANK[other]

    def at_most(self, other: "Grade") -> bool:
        return _GRADE_RANK[self] <= _GRADE_RANK[other]


_RANK: Mapping[Level, int] = {level: rank for rank, level in enumerate(reversed(Level))}
_GRADE_RANK: Mapping[Grade, int] = {grade: rank for rank, grade in enumerate(reversed(Grade))}

# The levels that a rating can give. NOT_RATED is a mark on the roster; nobody votes on it.
RATINGS: tuple[Level, ...] = (Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED)
