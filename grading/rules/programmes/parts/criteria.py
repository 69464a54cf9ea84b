"""The groups of criteria to assess, each criterion on the four grades or by points."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.programmes.parts.giving import Departs, GivenBy
from grading.rules.programmes.parts.texts import Text


class Scale(StrEnum):
    """The scale of a criterion: the four grades, or points."""

    grade = "grade"
    points = "points"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion to assess. `max_points` is None on the grade scale, and while the issuer has not given it. The
    points of a criterion with `given_by` come from figures."""

    key: str
    number: str
    text: Text
    scale: Scale
    max_points: int | None = None
    evidence_min: int = 0
    figures: tuple[str, ...] = ()
    applies_to_types: tuple[str, ...] = ()
    given_by: GivenBy | None = None

    @property
    def is_typed(self) -> bool:
        """Returns whether a person may type its grade or points."""
        return self.given_by is None or self.given_by.departs is not Departs.never

    def concerns(self, cell_type: str) -> bool:
        """Returns whether the criterion applies to cells of this type; without a list it applies to every cell."""
        return not self.applies_to_types or cell_type in self.applies_to_types


@dataclass(frozen=True, kw_only=True)
class GroupGrade:
    """A grade of a whole group, from so many points (hundredths) on."""

    grade: str
    least: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of criteria; the self-assessment has one page for each group. `max_points` is the sum of their points if
    the regime fixes it. `grades` are the grades of the whole group by its points, highest first."""

    key: str
    number: str
    text: Text
    criteria: tuple[Criterion, ...]
    max_points: int | None = None
    grades: tuple[GroupGrade, ...] = ()

    def grade_place(self, grade: str) -> int:
        """Returns the place of a grade, counted from the highest. Raises ValueError for a grade that it has not."""
        return [each.grade for each in self.grades].index(grade)
