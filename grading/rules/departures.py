"""Finds where a body's decision differs from the rules. The body may always decide so, but must write down why."""

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


def is_lowered_by_quota(derivation: Derivation, decided: str, limited: str | None) -> bool:
    """Returns whether the unit has the outcome below the `limited` one for which the rules would do."""
    if limited is None or derivation.ending is Ending.no_match:
        return False
    best = derivation.at_best or derivation.at_least
    return best == limited and derivation.place(decided) == derivation.place(limited) + 1


def departure(derivation: Derivation, decided: str, *, limited: str | None = None) -> Departure | None:
    """Returns how `decided` differs from the rules, or None when it agrees with them.

    `limited` is an outcome with no room left in the group: the body then decides the next lower one, and the quota is
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
    if is_lowered_by_quota(derivation, decided, limited):
        return None
    if least is not None and derivation.place(least) < place:
        return Departure.below
    return None
