"""The conditions of levels and titles, and the cases that force a level. Values of figures are whole hundredths."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.levels import Grade
from grading.rules.programmes.parts.texts import Text


class Operator(StrEnum):
    """The comparison of a condition. `every_…` and `any_…` look at the grades of all criteria of the named groups."""

    at_least = "at_least"
    more_than = "more_than"
    equal = "equal"
    at_most = "at_most"
    less_than = "less_than"
    every_at_least = "every_at_least"
    any_at_most = "any_at_most"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A second comparison that must hold together with the first one."""

    figure: str
    operator: Operator
    value: int | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A demand of a level, or a case that excludes all other levels.

    A condition is exactly one of three: it compares `figure` with `value` (and `also` a second figure), or the grades
    of `groups` with `grade`, or it is `judged`, a matter that a body decides and no figure does. `unless` is the
    exception to a case that a body may find.
    """

    key: str
    source: str
    operator: Operator | None = None
    figure: str | None = None
    value: int | None = None
    groups: tuple[str, ...] = ()
    grade: Grade | None = None
    judged: Text | None = None
    also: Clause | None = None
    unless: Text | None = None
    applies_to: tuple[str, ...] = ()

    def concerns(self, unit_kind: str) -> bool:
        """Returns whether the condition applies to units of this kind; without a list it applies to all units."""
        return not self.applies_to or unit_kind in self.applies_to
