"""How many units of a group may have the level that the quota limits: the share rounded, a small group, the rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from grading.rules.levels import Level
from grading.rules.programmes.parts.quota import Grouping, Quota, QuotaBase, Rounding


@dataclass(frozen=True, kw_only=True)
class QuotaGroup:
    """The organisations that share one quota: those of one unit, of one function, or both.

    A field is None when the programme does not separate groups by it. `parent_name` does not distinguish groups.
    """

    parent_id: int | None = None
    function: str | None = None
    parent_name: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """A short key for addresses, form fields and rows: 12, hamlet, 12-hamlet."""
        return "-".join(str(part) for part in (self.parent_id, self.function) if part is not None)


@dataclass(frozen=True, kw_only=True)
class Room:
    """One group and its quota: the quota is a share of `base` organisations, `limit` may have the level, `used` have
    it."""

    base: int
    limit: int
    used: int

    @property
    def left(self) -> int:
        return max(self.limit - self.used, 0)

    @property
    def over(self) -> int:
        return max(self.used - self.limit, 0)


def group_of(
    group_by: Collection[Grouping], *, parent_id: int, parent_name: str, cell_type: str, kind: str
) -> QuotaGroup:
    """Returns the group of one organisation. Its function is its type of cell, or its kind if it has no type."""
    by_parent = Grouping.parent in group_by
    return QuotaGroup(
        parent_id=parent_id if by_parent else None,
        parent_name=parent_name if by_parent else "",
        function=(cell_type or kind) if Grouping.similar_function in group_by else None,
    )


def base_count(base: QuotaBase, levels: Mapping[Level, int]) -> int:
    """Returns the number that the quota is a share of: all units at good or better, or only those at good."""
    if base is QuotaBase.good_only:
        return levels.get(Level.GOOD, 0)
    return sum(number for level, number in levels.items() if level.good_or_better)


def limit(base: int, pct: int, rounding: Rounding) -> int:
    """Returns `pct` (hundredths of a percent: 2000 is 20 %) of `base`, rounded."""
    share = base * pct
    match rounding:
        case Rounding.floor:
            return share // 10000
        case Rounding.half_up:
            return (share + 5000) // 10000
        case Rounding.ceiling:
            return -(-share // 10000)


def headroom(quota: Quota, levels: Mapping[Level, int], *, exceptional: bool = False) -> Room:
    """Returns the room in one group with these numbers of units by level.

    `exceptional` takes the higher share that a paper allows. Raises ValueError while the share to take is not filled
    in.
    """
    pct = quota.exceptional_pct if exceptional else quota.pct
    if pct is None or quota.base is None or quota.rounding is None:
        raise ValueError("the issuer has not given the quota")
    base = base_count(quota.base, levels)
    most = limit(base, pct, quota.rounding)
    if quota.min_one and base:
        most = max(most, 1)
    return Room(base=base, limit=most, used=levels.get(quota.level, 0))


def rooms(
    quota: Quota, groups: Mapping[QuotaGroup, Mapping[Level, int]], exceptional: Collection[QuotaGroup] = ()
) -> dict[QuotaGroup, Room]:
    """Returns the room of every group of a batch; the groups of `exceptional` take the higher share."""
    return {group: headroom(quota, levels, exceptional=group in exceptional) for group, levels in groups.items()}
