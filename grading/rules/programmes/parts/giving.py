"""How the figures give the points of a criterion: by bands, so much for each, a proportion, or taken off the maximum.

Points, percentages and figures are whole hundredths.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class GivingKind(StrEnum):
    """The way in which points arise. `highest_of` and `sum_of` join several ways."""

    bands = "bands"
    each = "each"
    proportion = "proportion"
    taken_off = "taken_off"
    highest_of = "highest_of"
    sum_of = "sum_of"


class Departs(StrEnum):
    """Whether a person may type other points than the figures give."""

    with_reason = "with_reason"
    never = "never"


@dataclass(frozen=True, kw_only=True)
class Band:
    """One row of a table: the points for a figure between two ends. Each end is in the row (`least`, `most`), just
    outside (`above`, `below`), or open."""

    points: int
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

    `bands`: the points of the row that holds `figure`. `each`: `points` for each of `figure` after the first `after`,
    at most `most`. `proportion`: `figure` of `of` times `points`, and `of_none` points where `of` is 0. `taken_off`:
    `points` less what each of `counters` takes, never below 0. `highest_of`, `sum_of`: of `parts`; a sum is at least
    `least` and at most `most`. The maximum of the criterion stands for `points` (except of `each`) and for `most` where
    they are None.
    """

    kind: GivingKind
    figure: str | None = None
    rows: tuple[Band, ...] = ()
    points: int | None = None
    after: int = 0
    of: str | None = None
    of_none: int | None = None
    counters: tuple[Counter, ...] = ()
    parts: tuple["Giving", ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """The keys of the figures that it reads, in the order of the file."""
        own = [name for name in (self.figure, self.of) if name is not None]
        counted = [counter.figure for counter in self.counters]
        return (*own, *counted, *(name for part in self.parts for name in part.figures))


@dataclass(frozen=True, kw_only=True)
class GivenBy:
    """The rule by which figures give the points of one criterion."""

    rule: Giving
    departs: Departs
