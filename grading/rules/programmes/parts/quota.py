"""The quotas of a programme: how many of a group may have an outcome, the groups, and the order within a group."""

from dataclasses import dataclass
from enum import StrEnum

OLD_KEY = "quota"
"""The key of the one quota of a file that writes `quota`."""


class Rounding(StrEnum):
    floor = "floor"
    half_up = "half_up"
    ceiling = "ceiling"


class QuotaBase(StrEnum):
    """The number that a quota is a percentage of, where it is no single outcome: all units at GOOD or better, only
    those at GOOD, all that took part, or those that were given a title."""

    good_or_better = "good_or_better"
    good_only = "good_only"
    took_part = "took_part"
    recognised = "recognised"


class Grouping(StrEnum):
    """The property that separates organisations into groups: the reviewing unit, or the function (type of cell)."""

    parent = "parent"
    similar_function = "similar_function"


class OrderBy(StrEnum):
    """The value that orders candidates when more of them reach the outcome than the quota allows."""

    score = "score"
    ballot = "ballot"


@dataclass(frozen=True, kw_only=True)
class Small:
    """The limit of a small group, in place of the share or the number: where fewer than so many took part, at most
    so many have the outcome."""

    fewer_than: int
    at_most: int


@dataclass(frozen=True, kw_only=True)
class Quota:
    """How many units of a group may have the outcome `of`, or that one or a better one.

    Either a share (`pct` of `base`, percentages are hundredths) or a number (`count`). `base` is a member of QuotaBase
    or the key of an outcome. None means that the issuer has not decided; `exceptional_pct` and `small` may stay None.
    `at_least`: a group whose base is not 0 may always have so many.
    """

    key: str = OLD_KEY
    of: str
    or_better: bool = False
    pct: int | None = None
    count: int | None = None
    base: str | None = None
    group_by: tuple[Grouping, ...] | None = None
    rounding: Rounding | None = None
    at_least: int | None = 0
    small: Small | None = None
    exceptional_pct: int | None = None
    order: tuple[OrderBy, ...] = (OrderBy.score, OrderBy.ballot)
    source: str | None = None

    @property
    def is_given(self) -> bool:
        """Returns whether the issuer has said all that the quota needs to be counted."""
        is_share = None not in (self.pct, self.base, self.rounding)
        return self.group_by is not None and (is_share or self.count is not None)
