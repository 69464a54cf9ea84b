"""The conditions of levels and titles, and the cases that force a level. Values of figures are whole hundredths."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property
from typing import ClassVar

from grading.rules.levels import Grade
from grading.rules.programmes.parts.operands import Number, OtherFigure, OutcomeOf, PointsOf, UnitIs
from grading.rules.programmes.parts.texts import Text


class Operator(StrEnum):
    """The comparison of a clause. `every_…` and `any_…` look at the grades of all criteria of the named groups, and
    `number_…` count those with a grade."""

    at_least = "at_least"
    more_than = "more_than"
    equal = "equal"
    at_most = "at_most"
    less_than = "less_than"
    every_at_least = "every_at_least"
    any_at_most = "any_at_most"
    number_at_least = "number_at_least"
    number_at_most = "number_at_most"


class Join(StrEnum):
    """How a clause joins others: all of them hold, any one of them, at least so many (`count`), or the one does not."""

    all = "all"
    any = "any"
    at_least = "at_least"
    no = "not"


class Looks(StrEnum):
    """What a clause looks at."""

    figure = auto()
    figures = auto()  # one figure compared with another
    points = auto()
    grades = auto()
    group_grades = auto()
    outcome = auto()
    unit = auto()
    judged = auto()
    joined = auto()


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One test of a unit, or several of them that are joined; `looks` says which fields it uses.

    `figure` is compared with `value` or with another figure (`value_of`); the points of `points_of` with `value`; the
    grades of the criteria in `groups` with `grade`, or those of whole groups with `group_grade`, and `number` says how
    many. `outcome_of` and `unit_is` say the rest by themselves. `judged` is a matter that a body decides and no figure
    does. `join` joins `parts`, `count` of them where it says at least.
    """

    is_sparse: ClassVar[bool] = True

    operator: Operator | None = None
    figure: str | None = None
    value: int | None = None
    value_of: OtherFigure | None = None
    points_of: PointsOf | None = None
    groups: tuple[str, ...] = ()
    grade: Grade | None = None
    group_grade: str | None = None
    number: Number | None = None
    outcome_of: OutcomeOf | None = None
    unit_is: UnitIs | None = None
    judged: Text | None = None
    join: Join | None = None
    count: int | None = None
    parts: tuple["Clause", ...] = ()

    @cached_property
    def looks(self) -> Looks:
        if self.join is not None:
            return Looks.joined
        if self.figure is not None:
            return Looks.figure if self.value_of is None else Looks.figures
        others = (
            (self.judged, Looks.judged), (self.points_of, Looks.points), (self.group_grade, Looks.group_grades),
            (self.outcome_of, Looks.outcome), (self.unit_is, Looks.unit),
        )  # fmt: skip
        return next((looks for field, looks in others if field is not None), Looks.grades)

    @property
    def leaves(self) -> Iterator["Clause"]:
        """Yields every clause in it that joins no others, in the order of the file."""
        if self.join is None:
            yield self
        for part in self.parts:
            yield from part.leaves

    @cached_property
    def is_plain(self) -> bool:
        """Says whether it compares one figure with a number, or asks every or any criterion for a grade."""
        return self.looks is Looks.figure or (self.looks is Looks.grades and self.number is None)


@dataclass(frozen=True, kw_only=True)
class Condition(Clause):
    """A demand of a level, or a case that excludes all other levels: a clause with a key and a source.

    `unless` is the exception to a case that a body may find. `sentence` is what pages and papers say instead of the
    words that follow from the clause.
    """

    key: str
    source: str
    unless: Text | None = None
    applies_to: tuple[str, ...] = ()
    sentence: Text | None = None

    def concerns(self, unit_kind: str) -> bool:
        """Returns whether the condition applies to units of this kind; without a list it applies to all units."""
        return not self.applies_to or unit_kind in self.applies_to
