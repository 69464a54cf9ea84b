"""The quota of a programme: how many of a group may reach a level, who makes a group, and who goes first in it."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.levels import Level


class Rounding(StrEnum):
    floor = "floor"
    half_up = "half_up"
    ceiling = "ceiling"


class QuotaBase(StrEnum):
    """What the quota is a percentage of: all that reach GOOD, excellent ones included or not."""

    good_or_better = "good_or_better"
    good_only = "good_only"


class Grouping(StrEnum):
    """By what organisations are parted into groups: the unit that reviews them, or their function (type of cell)."""

    parent = "parent"
    similar_function = "similar_function"


class OrderBy(StrEnum):
    """By what candidates are ordered when more reach the level than fit."""

    score = "score"
    ballot = "ballot"


@dataclass(frozen=True, kw_only=True)
class Quota:
    """How many of a group may reach `level`; percentages in hundredths. None: the issuer has not said.
    `exceptional_pct` may stay None; `min_one`: a group with a base may always have one."""

    level: Level
    pct: int | None = None
    base: QuotaBase | None = None
    group_by: tuple[Grouping, ...] | None = None
    rounding: Rounding | None = None
    exceptional_pct: int | None = None
    min_one: bool | None = False
    order: tuple[OrderBy, ...] = (OrderBy.score, OrderBy.ballot)
