"""The quota of a programme: the share of a group that may have a level, the groups, and the order within a group."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.levels import Level


class Rounding(StrEnum):
    floor = "floor"
    half_up = "half_up"
    ceiling = "ceiling"


class QuotaBase(StrEnum):
    """The number that the quota is a percentage of: all units at GOOD or better, or only those at GOOD."""

    good_or_better = "good_or_better"
    good_only = "good_only"


class Grouping(StrEnum):
    """The property that separates organisations into groups: the reviewing unit, or the function (type of cell)."""

    parent = "parent"
    similar_function = "similar_function"


class OrderBy(StrEnum):
    """The value that orders candidates when more of them reach the level than the quota allows."""

    score = "score"
    ballot = "ballot"


@dataclass(frozen=True, kw_only=True)
class Quota:
    """The quota for `level`; percentages are hundredths.

    None means that the issuer has not decided; only `exceptional_pct` may stay None. `min_one`: a group whose base is
    not 0 may always have one unit at the level.
    """

    level: Level
    pct: int | None = None
    base: QuotaBase | None = None
    group_by: tuple[Grouping, ...] | None = None
    rounding: Rounding | None = None
    exceptional_pct: int | None = None
    min_one: bool | None = False
    order: tuple[OrderBy, ...] = (OrderBy.score, OrderBy.ballot)
