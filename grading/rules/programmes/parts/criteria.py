"""The groups of criteria to assess, each criterion on the four grades or by points."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.programmes.parts.applying import AppliesWhen
from grading.rules.programmes.parts.choosing import Typed
from grading.rules.programmes.parts.giving import Departs, GivenBy
from grading.rules.programmes.parts.texts import Text


class Scale(StrEnum):
    """The scale of a criterion: the four grades, or points."""

    grade = "grade"
    points = "points"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion to assess. `max_points` is None on the grade scale, and while the issuer has not given it. The
    points of a criterion with `given_by` come from figures. `least` is the fewest points that it may have, below 0
    where it takes off; None stands for 0."""

    key: str
    number: str
    text: Text
    scale: Scale
    max_points: int | None = None
    evidence_min: int = 0
    figures: tuple[str, ...] = ()
    applies_to_types: tuple[str, ...] = ()
    given_by: GivenBy | None = None
    least: int | None = None
    typed: Typed | None = None
    applies_when: AppliesWhen | None = None

    @property
    def is_typed(self) -> bool:
        """Returns whether a person may type its grade or points."""
        return self.given_by is None or self.given_by.departs is not Departs.never

    @property
    def fewest(self) -> int:
        """The fewest points (hundredths) that it may have."""
        return self.least or 0

    @property
    def takes_off(self) -> bool:
        """Returns whether it can only take off. A person then types how much, without a minus, and that is stored."""
        return self.max_points == 0 and self.fewest < 0

    def concerns(self, cell_type: str) -> bool:
        """Returns whether the criterion applies to cells of this type; without a list it applies to every cell."""
        return not self.applies_to_types or cell_type in self.applies_to_types

    def takes(self, points: int) -> bool:
        """Returns whether a person may type these points: in the range, on a step, and one of the options."""
        if self.takes_off:
            if points < 0:
                return False
            points = -points
        if points < self.fewest or (self.max_points is not None and points > self.max_points):
            return False
        if self.typed is None:
            return True
        if self.typed.step is not None:
            return (points - self.fewest) % self.typed.step == 0
        return any(option.points == points for option in self.typed.options)


class GroupKind(StrEnum):
    """How the points of a group count: within the total, on top of it, or taken off it."""

    ordinary = "ordinary"
    bonus = "bonus"
    malus = "malus"


class Over(StrEnum):
    """What becomes of points above the maximum of their group: the excess is lost, or every criterion of the group
    counts with the same share of its points. The group counts the same either way."""

    cut = "cut"
    scaled_down = "scaled_down"


@dataclass(frozen=True, kw_only=True)
class GroupGrade:
    """A grade of a whole group, from so many points (hundredths) on."""

    grade: str
    least: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of criteria; the self-assessment has one page for each group. `max_points` is the sum of their points if
    the regime fixes it; with `over` they may add up to more. `grades` are the grades of the whole group by its points,
    highest first. `most` is what a bonus or malus counts at most."""

    key: str
    number: str
    text: Text
    criteria: tuple[Criterion, ...]
    max_points: int | None = None
    grades: tuple[GroupGrade, ...] = ()
    kind: GroupKind = GroupKind.ordinary
    most: int | None = None
    over: Over | None = None

    @property
    def cap(self) -> int | None:
        """The points (hundredths) above which the group counts nothing more; None without such a limit."""
        if self.kind is not GroupKind.ordinary:
            return self.most
        return self.max_points if self.over else None

    def grade_place(self, grade: str) -> int:
        """Returns the place of a grade, counted from the highest. Raises ValueError for a grade that it has not."""
        return [each.grade for each in self.grades].index(grade)


@dataclass(frozen=True, kw_only=True)
class TotalLimits:
    """What the total counts at most and at least (hundredths); None leaves it open, but it is never below 0."""

    most: int | None = None
    least: int | None = None
