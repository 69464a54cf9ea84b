"""The arithmetic of one ladder of outcomes: which of them points and conditions reach, and what limits it.

Outcomes are places from the highest, 0; None is no outcome.
"""

from collections.abc import Sequence
from typing import NamedTuple

from grading.rules.conditions import Standing

_GOOD = frozenset({Standing.holds, Standing.judged})
_MAYBE = _GOOD | {Standing.unknown}


class Step(NamedTuple):
    """One outcome with all that decides whether it is reached: the points that it takes (hundredths), how its
    conditions stand, and whether it takes everybody who reaches no other."""

    needed: int | None
    standings: frozenset[Standing]
    otherwise: bool = False


class Limits(NamedTuple):
    """The limits of the outcome that is reached: the cases that force one or cap it, the steps by which it is lowered,
    and what the unit claimed. `is_claimed` is false while it is not known yet what the unit claims."""

    forced: int | None = None
    capped: int | None = None
    steps_down: int = 0
    claimed: int | None = None
    is_claimed: bool = True


def reached(
    steps: Sequence[Step], total: int | None, limits: Limits, *, body_decides: bool, unknown_holds: bool
) -> int | None:
    """Returns the outcome with this total of points, or None where no outcome's rules fit.

    `unknown_holds` says how a condition counts that is not known yet: as holding, for the best possible outcome.
    """
    free = _free(steps, total, body_decides=body_decides, unknown_holds=unknown_holds)
    if free is None:
        return limits.forced
    lowest = len(steps) - 1
    floor = lowest if not limits.is_claimed and not unknown_holds else 0
    limiting = (limits.forced, limits.capped, limits.claimed)
    return max(min(free + limits.steps_down, lowest), floor, *(place for place in limiting if place is not None))


def by_points(steps: Sequence[Step], total: int | None) -> int | None:
    """Returns the highest outcome whose points the total reaches, or None where no outcome takes points or the total
    reaches none.

    The points are necessary but not sufficient: conditions are examined separately.
    """
    if total is None:
        return None
    return next((place for place, step in enumerate(steps) if step.needed is not None and total >= step.needed), None)


def by_conditions(steps: Sequence[Step], *, unknown_holds: bool) -> int | None:
    """Returns the highest outcome whose conditions all hold; a condition that a body judges counts as holding.

    A lowest outcome without conditions is not reached by default: only points, cases or `otherwise` lead there.
    """
    lowest, good = len(steps) - 1, _MAYBE if unknown_holds else _GOOD
    for place, step in enumerate(steps):
        is_reachable = bool(step.standings) or place != lowest
        if step.otherwise or (is_reachable and step.standings <= good):
            return place
    return None


def _free(steps: Sequence[Step], total: int | None, *, body_decides: bool, unknown_holds: bool) -> int | None:
    """Returns the lower of the outcomes by points and by conditions, before anything limits it."""
    points = by_points(steps, total)
    if points == len(steps) - 1:
        return points
    if points is not None and body_decides:
        return points if steps[points].standings <= (_MAYBE if unknown_holds else _GOOD) else None
    conditions = by_conditions(steps, unknown_holds=unknown_holds)
    is_below_all = total is not None and points is None and any(step.needed is not None for step in steps)
    if is_below_all and steps[-1].otherwise:
        return len(steps) - 1
    if conditions is None or is_below_all:
        return None
    return conditions if points is None else max(points, conditions)
