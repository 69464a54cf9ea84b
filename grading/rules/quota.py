"""How many of a group may reach the level that the quota limits. Whole numbers only."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from grading.rules.levels import Level
from grading.rules.programmes.parts import Quota, QuotaBase, Rounding
from workflows import Reason


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


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A unit's level, decided or about to be, within the group the quota is counted in."""

    unit: Hashable
    group: str
    level: Level


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


def batch_faults(quota: Quota, *, decided: Iterable[Choice], chosen: Iterable[Choice]) -> tuple[Reason, ...]:
    """quota_full for every group that the batch, together with all results already decided, puts over its limit.
    A unit in both counts as chosen now."""
    standing = {choice.unit: choice for choice in (*decided, *chosen)}
    groups: defaultdict[str, Counter[Level]] = defaultdict(Counter)
    for choice in standing.values():
        groups[choice.group][choice.level] += 1
    rooms = {group: headroom(quota, levels) for group, levels in groups.items()}
    return tuple(
        Reason(
            code="quota_full",
            params={
                "group": group, "level": quota.level, "max": room.limit, "used": room.used, "over": room.over,
            },
        )
        for group, room in rooms.items()
        if room.over
    )  # fmt: skip
