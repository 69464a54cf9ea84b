"""Levels, and what each demands. Points and figures are whole hundredths."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.levels import Grade, Level
from grading.rules.programmes.parts.texts import Text


class Operator(StrEnum):
    """`every_…` and `any_…` look at the grades of all criteria of the named groups."""

    at_least = "at_least"
    more_than = "more_than"
    equal = "equal"
    at_most = "at_most"
    less_than = "less_than"
    every_at_least = "every_at_least"
    any_at_most = "any_at_most"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A second figure that must be found together with the first."""

    figure: str
    operator: Operator
    value: int | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a level demands, or a case that excludes all others. Exactly one of three: a `figure` against `value`
    (`also` another), the grades of `groups` against `grade`, or `judged`, a matter that a body weighs and no figure
    decides. `unless` names what a body may find that takes a case away."""

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
        """Whether the condition is made for units of this kind; without a list it is for all."""
        return not self.applies_to or unit_kind in self.applies_to


@dataclass(frozen=True, kw_only=True)
class LevelRule:
    """When a level is reached. `vetoes` are the cases that force this level, whatever else holds; `otherwise`: it is
    the level of every unit that reaches no other."""

    code: Level
    name: Text
    short: str
    min_points: int | None = None
    conditions: tuple[Condition, ...] = ()
    vetoes: tuple[Condition, ...] = ()
    vetoes_complete: bool | None = True
    otherwise: bool = False
