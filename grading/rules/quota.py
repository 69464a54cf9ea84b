"""How many units of a group may have the outcome that a quota limits: the share rounded, a small group, the rest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from grading.rules.ladder import LEGAL, UNDECIDED, Ladder, at_or_above, below, counting_as, given_titles, good_or_better
from grading.rules.levels import Level
from grading.rules.programmes.parts.quota import OLD_KEY, Grouping, Quota, QuotaBase, Rounding

Counts = Mapping[str, int]
"""The number of units by outcome; `UNDECIDED` counts those that have none yet."""


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
    """One group and its quota: the quota is a share of `base` organisations, `limit` may have the outcome, `used` have
    it. `most` may keep it: an organisation that loses it may enter the base and raise the limit."""

    base: int
    limit: int
    used: int
    most: int

    @property
    def left(self) -> int:
        return max(self.limit - self.used, 0)

    @property
    def over(self) -> int:
        """The organisations that must lose the outcome, so that the quota holds."""
        return max(self.used - self.most, 0)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One quota in one group, with its room."""

    quota: Quota
    group: QuotaGroup
    room: Room

    @property
    def key(self) -> str:
        """A short key for form fields and rows; for the one quota of an older programme it is that of the group."""
        return key_of(self.quota, self.group)


def key_of(quota: Quota, group: QuotaGroup) -> str:
    return group.key if quota.key == OLD_KEY else f"{quota.key}.{group.key}"


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


def limited(quota: Quota, ladder: Ladder = LEGAL) -> tuple[str, ...]:
    """Returns the outcomes that use the quota up."""
    return at_or_above(ladder, quota.of) if quota.or_better else (quota.of,)


def based_on(quota: Quota, ladder: Ladder = LEGAL) -> tuple[str, ...]:
    """Returns the outcomes that the share is counted of; none for a quota that is a number."""
    match quota.base:
        case None:
            return ()
        case QuotaBase.good_or_better:
            return good_or_better(ladder)
        case QuotaBase.good_only:
            return counting_as(ladder, Level.GOOD)
        case QuotaBase.took_part:
            return (*ladder, UNDECIDED)
        case QuotaBase.recognised:
            return given_titles(ladder)
    return (quota.base,)


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


def limit_of(quota: Quota, base: int, part: int, *, exceptional: bool = False) -> int:
    """Returns how many of a group may have the outcome, where the base counts `base` and `part` took part.

    `exceptional` takes the higher share that a paper allows. Raises ValueError while what to count is not filled in.
    """
    pct = quota.exceptional_pct if exceptional else quota.pct
    if quota.count is None and (pct is None or quota.base is None or quota.rounding is None):
        raise ValueError("the issuer has not given the quota")
    if quota.small is not None and part < quota.small.fewer_than:
        return quota.small.at_most
    if pct is None or quota.rounding is None:
        return quota.count or 0
    return max(limit(base, pct, quota.rounding), (quota.at_least or 0) if base else 0)


def headroom(quota: Quota, counts: Counts, *, exceptional: bool = False, ladder: Ladder = LEGAL) -> Room:
    """Returns the room in one group with these numbers of units by outcome."""
    used, base = _sum(counts, limited(quota, ladder)), _sum(counts, based_on(quota, ladder))
    part = _sum(counts, (*ladder, UNDECIDED))
    grows = enters_base(quota, ladder)
    most = next(
        kept
        for kept in range(used, -1, -1)
        if kept <= limit_of(quota, base + grows * (used - kept), part, exceptional=exceptional) or kept == 0
    )
    return Room(base=base, limit=limit_of(quota, base, part, exceptional=exceptional), used=used, most=most)


def enters_base(quota: Quota, ladder: Ladder = LEGAL) -> int:
    """Returns 1 where a unit that loses the outcome newly enters the base, -1 where it leaves the base, 0 else."""
    base, next_lower = based_on(quota, ladder), below(ladder, quota.of)
    return int(next_lower in base) - int(quota.of in base)


def measured(
    quota: Quota,
    groups: Mapping[QuotaGroup, Counts],
    exceptional: Collection[QuotaGroup] = (),
    ladder: Ladder = LEGAL,
) -> tuple[Measure, ...]:
    """Returns the room of every group of a batch; the groups of `exceptional` take the higher share."""
    return tuple(
        Measure(
            quota=quota,
            group=group,
            room=headroom(quota, counts, exceptional=group in exceptional, ladder=ladder),
        )
        for group, counts in groups.items()
    )


def _sum(counts: Counts, among: Sequence[str]) -> int:
    return sum(counts.get(outcome, 0) for outcome in among)
