"""What a clause looks at beside one figure: another figure, points, numbers, outcomes, the unit itself."""

from dataclasses import dataclass
from enum import StrEnum, auto

RATING = "rating"
"""The name of the unit's rating among its outcomes; every other name is the model of a title."""
RECOGNISED = "recognised"
"""The outcome of a unit that received a title."""
DECLINED = "declined"
TOTAL = "total"
"""The name of the points of all criteria together."""


class Year(StrEnum):
    """The year that is read: the one that is rated, or the one before it."""

    this = auto()
    last = auto()


class Measure(StrEnum):
    """How points are measured: as points, as a percentage of the maximum, or only whether a criterion has 0."""

    points = auto()
    percent = auto()
    none_at_zero = auto()


@dataclass(frozen=True, kw_only=True)
class OtherFigure:
    """The figure with which a figure is compared: `times` percent (hundredths) of it, and `plus` in its own unit
    (hundredths)."""

    figure: str
    year: Year = Year.this
    times: int = 10000
    plus: int = 0


@dataclass(frozen=True, kw_only=True)
class PointsOf:
    """The points of each of `of`: groups or criteria by key, or the total. With `none_at_zero` they are groups."""

    of: tuple[str, ...]
    measure: Measure = Measure.points


@dataclass(frozen=True, kw_only=True)
class Number:
    """So many of them: at least, at most, or both."""

    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, kw_only=True)
class OutcomeOf:
    """The unit's own outcomes: of its rating or of a title (`of`, a model), in each of the years, counted back from the
    one that is rated (0). Each is `at_least` that level, or that the title was received."""

    of: str
    at_least: str
    years_ago: tuple[int, ...] = (0,)


@dataclass(frozen=True, kw_only=True)
class UnitIs:
    """What the unit is: one of the types of cell, one of the kinds of unit, or registered for the title."""

    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    registered: bool | None = None
