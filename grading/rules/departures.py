"""Finds where a body's decision differs from the rules. The body may always decide so, but must write down why."""

from collections.abc import Collection
from enum import StrEnum

from grading.rules.derivation import Derivation, Ending


class Departure(StrEnum):
    """A difference between a decision and the rules. `unmatched`: no outcome's rules fit, and a body chose one.
    `above`, `below`: the decided outcome is above or below the one that the rules give. `passed_over`: the quota has no
    room, and a unit that stands behind this one in the order has the outcome that this one lost."""

    unmatched = "unmatched"
    above = "above"
    below = "below"
    passed_over = "passed_over"


def is_lowered_by_quota(derivation: Derivation, decided: str, full: Collection[str]) -> bool:
    """Returns whether the unit has an outcome to which the `full` ones above it lower it: each of them down to the
    next, from the one for which the rules would do."""
    if derivation.ending is Ending.no_match:
        return False
    start = derivation.place(derivation.at_best or derivation.at_least)
    lowered = derivation.rungs[start : derivation.place(decided)]
    return bool(lowered) and all(rung.level in full for rung in lowered)


def departure(derivation: Derivation, decided: str, *, full: Collection[str] = ()) -> Departure | None:
    """Returns how `decided` differs from the rules, or None when it agrees with them.

    `full` are the outcomes with no room left in the group: the body then decides the next lower one, and the quota is
    the reason. While a figure is missing, every outcome between the best and the least possible one agrees with the
    rules.
    """
    if derivation.ending is Ending.no_match:
        return Departure.unmatched
    # `at_best` is None when no outcome fits the best possible figures. Then `at_least` is the best possible one.
    best, least = derivation.at_best or derivation.at_least, derivation.at_least
    place = derivation.place(decided)
    if best is None or place < derivation.place(best):
        return Departure.above
    if is_lowered_by_quota(derivation, decided, full):
        return None
    if least is not None and derivation.place(least) < place:
        return Departure.below
    return None
