"""How many of a group may reach the level that the quota limits. Whole numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass

from grading.rules.levels import Level
from grading.rules.programmes.parts import Quota, QuotaBase, Rounding


@dataclass(frozen=True, kw_only=True)
class Room:
    """One group against the quota: `base` organisations are counted, `limit` may hold the level, `used` do."""

    base: int
    limit: int
    used: int

    @property
    def left(self) -> int:
        return max(self.limit - self.used, 0)

    @property
    def over(self) -> int:
        return max(self.used - self.limit, 0)


def base_count(base: QuotaBase, levels: Mapping[Level, int]) -> int:
    """Of how many the quota is a share: all at good or better, or those at good alone."""
    if base is QuotaBase.good_only:
        return levels.get(Level.GOOD, 0)
    return sum(number for level, number in levels.items() if level.good_or_better)


def limit(base: int, pct: int, rounding: Rounding) -> int:
    """`pct` (hundredths of a percent: 2000 is 20 %) of `base`, rounded."""
    share = base * pct
    match rounding:
        case Rounding.floor:
            return share // 10000
        case Rounding.half_up:
            return (share + 5000) // 10000
        case Rounding.ceiling:
            return -(-share // 10000)


def headroom(quota: Quota, levels: Mapping[Level, int], *, exceptional: bool = False) -> Room:
    """What is left in one group with so many units at each level. `exceptional` takes the higher share that a paper
    allows. Raises ValueError while the quota, or the higher share that is asked for, is not filled in."""
    pct = quota.exceptional_pct if exceptional else quota.pct
    if pct is None or quota.base is None or quota.rounding is None:
        raise ValueError("the issuer has not given the quota")
    base = base_count(quota.base, levels)
    return Room(base=base, limit=limit(base, pct, quota.rounding), used=levels.get(quota.level, 0))
