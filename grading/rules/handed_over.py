"""The months of a year in which units were merged: those of the units before, joined with those of their successor."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from grading.rules.meetings import Counts, Meeting


@dataclass(frozen=True, kw_only=True)
class Months:
    """The records of one unit in a year: its regular meetings, its counts, and the quarters with a thematic meeting."""

    meetings: Sequence[Meeting] = ()
    counts: Sequence[Counts] = ()
    quarters: frozenset[int] = frozenset()


def joined(own: Months, before: Sequence[Months], first: int, *, own_stood: bool) -> Months:
    """Returns the months that a successor is rated on when its programme counts those of the units before it.

    A month before `first`, the first month after the merger, counts as held when every unit that stood then held its
    meeting: people are added, and of the points of each part the lowest count, so that no unit gains by a merger.
    `own_stood` says whether the successor is one of those units. From `first` on only its own months count.
    """
    parts = [*([own] if own_stood else []), *before]
    meetings = [_meeting(month, parts) for month in range(1, first)]
    return Months(
        meetings=[*filter(None, meetings), *(each for each in own.meetings if each.month >= first)],
        counts=[*(_counts(month, parts) for month in range(1, first)), *_from(first, own.counts)],
        quarters=_quarters(own, parts, first),
    )


def _meeting(month: int, parts: Sequence[Months]) -> Meeting | None:
    held = [each for part in parts for each in part.meetings if each.month == month]
    if len(held) < len(parts):
        return None
    return Meeting(
        month=month, due=sum(each.due for each in held), present=sum(each.present for each in held),
        excused=sum(each.excused for each in held), points=_lowest(held),
    )  # fmt: skip


def _lowest(held: Sequence[Meeting]) -> dict[str, int]:
    """Returns the lowest points of each part of the sheet; nothing while one of the meetings is not scored."""
    scored = [each.points for each in held]
    keys = frozenset.intersection(*(frozenset(points) for points in scored))
    return {key: min(points[key] for points in scored) for key in sorted(keys)} if all(scored) else {}


def _counts(month: int, parts: Sequence[Months]) -> Counts:
    found = [each for part in parts for each in part.counts if each.month == month]
    return Counts(
        month=month, deeds=_sum(found, lambda each: each.deeds), groups=_sum(found, lambda each: each.groups),
        followed=_sum(found, lambda each: each.followed),
    )  # fmt: skip


def _sum(found: Iterable[Counts], read: Callable[[Counts], int | None]) -> int | None:
    known = [number for each in found if (number := read(each)) is not None]
    return sum(known) if known else None


def _from(first: int, counts: Iterable[Counts]) -> list[Counts]:
    return [each for each in counts if each.month >= first]


def _quarters(own: Months, parts: Sequence[Months], first: int) -> frozenset[int]:
    """Returns the quarters with a thematic meeting. The quarter of the merger may have had it before or after."""
    held_by_all: Collection[int] = frozenset.intersection(*(part.quarters for part in parts)) if parts else ()
    return frozenset(
        quarter for quarter in range(1, 5)
        if (quarter * 3 - 2 < first and quarter in held_by_all) or (quarter * 3 >= first and quarter in own.quarters)
    )  # fmt: skip
