"""When a body that decides otherwise than the rules say writes down why. It may always decide so; bodies decide."""

from enum import StrEnum

from grading.rules.derivation import Derivation, Ending
from grading.rules.levels import RATINGS, Level


class Departure(StrEnum):
    """`unmatched`: no level's rules fit, and a body chose one. `above`, `below`: than what the rules give."""

    unmatched = "unmatched"
    above = "above"
    below = "below"


def departure(derivation: Derivation, decided: Level, *, limited: Level | None = None) -> Departure | None:
    """How `decided` departs from the rules; None where it does not. `limited` is a level that has no room left in the
    group: one below it is decided then, and the quota says why.

    While a figure is not there, every level between the two that remain is within the rules.
    """
    if derivation.ending is Ending.no_match:
        return Departure.unmatched
    # Where a better figure would fit nowhere, the lowest level that points lead to is the best there is.
    best, least = derivation.at_best or derivation.at_least, derivation.at_least
    if best is None or decided.above(best):
        return Departure.above
    if limited is not None and best is limited and decided is RATINGS[RATINGS.index(limited) + 1]:
        return None
    if least is not None and least.above(decided):
        return Departure.below
    return None
