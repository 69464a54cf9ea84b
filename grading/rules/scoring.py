"""Arithmetic of one layer's assessment: the total of the points (hundredths), and grades by criterion key.

The total is made here alone: ordinary groups with their caps, what does not apply, bonus, malus and the limits of the
whole. Points are the merged ones (`giving.merged`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from grading.rules.applying import Waived, maximum_without, waived
from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.applying import Otherwise, Within
from grading.rules.programmes.parts.criteria import Criterion, Group, GroupKind, Over, Scale
from grading.rules.rounding import half_up

_NOTHING = Known()


@dataclass(frozen=True, kw_only=True)
class GroupTotal:
    """What a group counts (hundredths), out of how many: what a unit like this one can reach in the group alone.

    A malus counts below 0. No bonus is part of another group.
    """

    points: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Total:
    """The total of a unit (hundredths). `of` is what percentages are taken of: the points of the table without those
    that are left out; None without points. While criteria are open, the total ends between `worst` and `best`."""

    points: int
    of: int | None
    worst: int
    best: int


def total(programme: Programme, points: Mapping[str, int], known: Known = _NOTHING) -> int:
    """Returns the total; a criterion without points counts as 0."""
    if programme.is_plain:
        return sum(points.get(criterion.key, 0) for criterion in programme.criteria)
    return _total(programme, points, waived(programme, known))


def totals(programme: Programme, points: Mapping[str, int], known: Known = _NOTHING) -> Total:
    """Returns the total with what it is out of, and the range in which it ends once every criterion has its points."""
    if programme.is_plain:
        points_now = total(programme, points)
        open_points = sum(each.max_points or 0 for each in programme.criteria if each.key not in points)
        return Total(points=points_now, of=programme.points_total, worst=points_now, best=points_now + open_points)
    left = waived(programme, known)
    ends = (_filled(programme, points, left, is_best=is_best) for is_best in (False, True))
    worst, best = (_total(programme, end, left) for end in ends)
    return Total(points=_total(programme, points, left), of=_out_of(programme, left), worst=worst, best=best)


def reach(programme: Programme, points: Mapping[str, int], known: Known) -> Total | None:
    """Returns the total as `totals` does; None for a rating that is not graded by points, while a title counts a table
    without points as 0."""
    if all(criterion.scale is not Scale.points for criterion in programme.criteria):
        return Total(points=0, of=programme.points_total, worst=0, best=0) if programme.gives_title else None
    return totals(programme, points, known)


def group_range(programme: Programme, key: str, points: Mapping[str, int], known: Known) -> Total:
    """Returns what one group counts by itself, with the range in which it ends. Raises KeyError for an unknown one."""
    left = waived(programme, known)
    ends = (_filled(programme, points, left, is_best=is_best) for is_best in (False, True))
    worst, best = (_of_group(programme.group(key), end, left) for end in ends)
    now = group_total(programme, key, points, known)
    return Total(points=now.points, of=now.of, worst=worst, best=best)


def criterion_range(programme: Programme, key: str, points: Mapping[str, int], known: Known) -> Total:
    """Returns the points of one criterion, with the range in which they end. Raises KeyError for an unknown one."""
    left = waived(programme, known)
    ends = (_filled(programme, points, left, is_best=is_best) for is_best in (False, True))
    worst, best = (end.get(key, 0) for end in ends)
    return Total(points=points.get(key, 0), of=programme.criterion(key).max_points, worst=worst, best=best)


def group_total(programme: Programme, key: str, points: Mapping[str, int], known: Known = _NOTHING) -> GroupTotal:
    """Returns what one group counts by itself. Raises KeyError for a group that the programme does not have."""
    group, left = programme.group(key), waived(programme, known)
    return GroupTotal(points=_of_group(group, points, left), of=_reach(group, left, Within.group))


def counted(programme: Programme, points: Mapping[str, int], known: Known = _NOTHING) -> dict[str, int]:
    """Returns what each criterion counts (hundredths): less than its points where its group is scaled down to its
    maximum. The parts add up to the group exactly: the largest remainders are rounded up."""
    found = dict(points)
    for group in programme.groups:
        present = {each.key: points[each.key] for each in group.criteria if each.key in points}
        if group.over is Over.scaled_down and group.cap is not None and sum(present.values()) > group.cap:
            found |= _scaled_down(present, group.cap)
    return found


def with_minimum(programme: Programme) -> tuple[Criterion, ...]:
    """Returns the criteria of which a table may ask a share of their maximum: those of the ordinary groups that can
    have any points."""
    ordinary = (group for group in programme.groups if group.kind is GroupKind.ordinary)
    return tuple(each for group in ordinary for each in group.criteria if (each.max_points or 0) > 0)


def grade_counts(programme: Programme, grades: Mapping[str, Grade]) -> dict[Grade, int]:
    """Returns the number of criteria of the programme with each grade, highest grade first."""
    counts = Counter(grades[criterion.key] for criterion in programme.criteria if criterion.key in grades)
    return {grade: counts[grade] for grade in Grade}


def _total(programme: Programme, points: Mapping[str, int], left: Mapping[str, Waived]) -> int:
    found = {kind: 0 for kind in GroupKind}
    for group in programme.groups:
        found[group.kind] += _of_group(group, points, left)
    ordinary = _over_table(programme, found[GroupKind.ordinary], left)
    limits, whole = programme.total_limits, ordinary + found[GroupKind.bonus] + found[GroupKind.malus]
    if limits is not None and limits.most is not None:
        whole = min(whole, limits.most)
    return max(whole, (limits.least or 0) if limits else 0)


def _of_group(group: Group, points: Mapping[str, int], left: Mapping[str, Waived]) -> int:
    """Returns what the group counts: within its cap, and scaled up for what does not apply in it."""
    found = sum(points.get(each.key, 0) for each in group.criteria)
    if group.kind is GroupKind.malus:
        return found if group.cap is None else max(found, -group.cap)
    found = found if group.cap is None else min(found, group.cap)
    rest, whole = _reach(group, left), _reach(group, left, Within.group)
    return half_up(Fraction(found * whole, rest)) if found > 0 and 0 < rest < whole else found


def _over_table(programme: Programme, found: int, left: Mapping[str, Waived]) -> int:
    """Returns the points of the ordinary groups, scaled up for what does not apply in the whole table. A group of
    which nothing is left cannot be scaled by itself, so the rest of the table stands for it; where nothing is left of
    the table, it counts in full."""
    if not left:
        return found
    ordinary = [group for group in programme.groups if group.kind is GroupKind.ordinary]
    rest = sum(_reach(group, left, Within.group) for group in ordinary if _reach(group, left))
    whole = sum(_reach(group, left, Within.group, Within.table) for group in ordinary)
    if not rest:
        return whole
    return half_up(Fraction(found * whole, rest)) if found > 0 and rest < whole else found


def _reach(group: Group, left: Mapping[str, Waived], *ways: Otherwise | Within) -> int:
    """Returns the most that a unit can reach in the group, with what does not apply in one of these ways."""
    most = maximum_without(group, left, *ways)
    return most if group.cap is None else min(most, group.cap)


def _out_of(programme: Programme, left: Mapping[str, Waived]) -> int | None:
    if programme.points_total is None:
        return None
    ordinary = [group for group in programme.groups if group.kind is GroupKind.ordinary]
    ways = (Within.group, Within.table)
    lost = sum(_reach(group, left, *ways, Otherwise.left_out) - _reach(group, left, *ways) for group in ordinary)
    return programme.points_total - lost


def _filled(
    programme: Programme, points: Mapping[str, int], left: Mapping[str, Waived], *, is_best: bool
) -> dict[str, int]:
    """Returns the points with those of the open criteria at the end of their range that is best or worst."""
    found = dict(points)
    for group in programme.groups:
        for each in group.criteria:
            out = left.get(each.key)
            if each.scale is Scale.points and each.key not in points and (out is None or out.missing):
                ends = (each.fewest, each.max_points or 0)
                if group.kind is GroupKind.malus:
                    ends = (-ends[1], -ends[0])
                found[each.key] = ends[is_best]
    return found


def _scaled_down(points: Mapping[str, int], cap: int) -> dict[str, int]:
    whole = sum(points.values())
    found = {key: value * cap // whole for key, value in points.items()}
    rest = sorted(points, key=lambda key: -(points[key] * cap % whole))[: cap - sum(found.values())]
    return {key: value + (key in rest) for key, value in found.items()}
