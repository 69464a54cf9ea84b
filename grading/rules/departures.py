"""Finds where a body's decision differs from the rules. The body may always decide so, but must write down why."""

from enum import StrEnum

from grading.rules.derivation import Derivation, Ending
from grading.rules.levels import RATINGS, Level


class Departure(StrEnum):
    """A difference between a decision and the rules. `unmatched`: no level's rules fit, and a body chose one. `above`,
    `below`: the decided level is above or below the level that the rules give. `passed_over`: the quota has no room,
    and a unit that stands behind this one in the order has the level that this one lost."""

    unmatched = "unmatched"
    above = "above"
    below = "below"
    passed_over = "passed_over"


def is_lowered_by_quota(derivation: Derivation, decided: Level, limited: Level | None) -> bool:
    """Returns whether the unit has the level below the `limited` one for which the rules would do."""
    if limited is None or derivation.ending is Ending.no_match:
        return False
    best = derivation.at_best or derivation.at_least
    return best is limited and decided is RATINGS[RATINGS.index(limited) + 1]


def departure(derivation: Derivation, decided: Level, *, limited: Level | None = None) -> Departure | None:
    """Returns how `decided` differs from the rules, or None when it agrees with them.

    `limited` is a level with no room left in the group: the body then decides the next lower level, and the quota is
    the reason. While a figure is missing, every level between the best and the least possible level agrees with the
    rules.
    """
    if derivation.ending is Ending.no_match:
        return Departure.unmatched
    # `at_best` is None when no level fits the best possible figures. Then `at_least` is the best possible level.
    best, least = derivation.at_best or derivation.at_least, derivation.at_least
    if best is None or decided.above(best):
        return Departure.above
    if is_lowered_by_quota(derivation, decided, limited):
        return None
    if least is not None and least.above(decided):
        return Departure.below
    return None
