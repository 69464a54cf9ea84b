"""How the figures give the points of a criterion: by bands, so much for each, a proportion, or taken off the maximum.

Points, percentages and figures are whole hundredths.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class GivingKind(StrEnum):
    """The way in which points arise. `highest_of` and `sum_of` join several ways."""

    bands = "bands"
    each = "each"
    proportion = "proportion"
    taken_off = "taken_off"
    steps = "steps"
    by_level = "by_level"
    highest_of = "highest_of"
    sum_of = "sum_of"


class Departs(StrEnum):
    """Whether a person may type other points than the figures give."""

    with_reason = "with_reason"
    never = "never"


class Direction(StrEnum):
    """Whether steps count from their start upwards or downwards."""

    up = "up"
    down = "down"


@dataclass(frozen=True, kw_only=True)
class Span:
    """What lies between two ends. Each end is inside (`least`, `most`), just outside (`above`, `below`), or open."""

    least: int | None = None
    above: int | None = None
    most: int | None = None
    below: int | None = None

    def holds(self, value: Fraction) -> bool:
        return (
            (self.least is None or value >= self.least)
            and (self.above is None or value > self.above)
            and (self.most is None or value <= self.most)
            and (self.below is None or value < self.below)
        )


@dataclass(frozen=True, kw_only=True)
class Band(Span):
    """One row of a table: the points for a figure between two ends; None while the issuer has not given them."""

    points: int | None


@dataclass(frozen=True, kw_only=True)
class Case(Span):
    """The rows for the units of one size or kind: those whose other figure lies between the ends, or those of these
    types of cell."""

    types: tuple[str, ...] = ()
    rows: tuple[Band, ...]


@dataclass(frozen=True, kw_only=True)
class Counter:
    """A counted figure that takes points off: `each` for every one after the first `after`, or by `rows`. From
    `all_from` on it takes all that is left."""

    figure: str
    each: int | None = None
    after: int = 0
    rows: tuple[Band, ...] = ()
    all_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class Giving:
    """One way in which figures give points; `kind` says which fields it uses.

    `bands`: the points of the row that holds `figure`; with `cases` the rows are those of the case that holds the
    figure `by`, or the type of the cell. `each`: `points` for each of `figure` after the first `after`, at most `most`.
    `proportion`: `figure` of `of` times `points`, and `of_none` points where `of` is 0. `taken_off`: `points` less what
    each of `counters` takes, never below the least of the criterion. `steps`: `base` points up to `start`, and `points`
    more for each whole `step` from there in the `direction`, at most `most`; before the `floor` `below` points.
    `by_level`: the points of the unit's own level of the year. `highest_of`, `sum_of`: of `parts`; a sum is at least
    `least` and at most `most`. The maximum of the criterion stands for `points` (of a proportion or of what is taken
    off) and for `most` where they are None. `unset`: the rule holds a value that the issuer has still to give.
    """

    kind: GivingKind
    unset: bool = False
    figure: str | None = None
    rows: tuple[Band, ...] = ()
    by: str | None = None
    cases: tuple[Case, ...] = ()
    points: int | None = None
    after: int = 0
    of: str | None = None
    of_none: int | None = None
    counters: tuple[Counter, ...] = ()
    start: int = 0
    base: int = 0
    step: int = 0
    floor: int | None = None
    below: int = 0
    direction: Direction | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    parts: tuple["Giving", ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """The keys of the figures that it reads, in the order of the file."""
        own = [name for name in (self.figure, self.by, self.of) if name is not None]
        counted = [counter.figure for counter in self.counters]
        return (*own, *counted, *(name for part in self.parts for name in part.figures))

    @property
    def reads_level(self) -> bool:
        """Returns whether it reads the unit's own level of the year."""
        return self.kind is GivingKind.by_level or any(part.reads_level for part in self.parts)

    @property
    def reads_type(self) -> bool:
        """Returns whether its rows depend on the type of the cell."""
        return any(case.types for case in self.cases) or any(part.reads_type for part in self.parts)

    @property
    def is_unset(self) -> bool:
        """Returns whether the issuer has still to give a value of it."""
        return self.unset or any(part.is_unset for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class GivenBy:
    """The rule by which figures give the points of one criterion."""

    rule: Giving
    departs: Departs
