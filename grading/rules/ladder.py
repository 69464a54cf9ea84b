"""The ladder of outcomes by their keys, the best first, and what on it counts as which legal level."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from grading.rules.levels import RATINGS, Level
from grading.rules.programmes.parts.outcomes import DECLINED

UNDECIDED = ""
"""The key, in counts by outcome, of the units that take part and have no outcome yet."""


class Ladder(tuple[str, ...]):
    """The keys of all that a unit can be given, the best first. `levels` are the legal levels that they count as."""

    levels: Mapping[str, Level]

    def __new__(cls, keys: Iterable[str], levels: Mapping[str, Level]) -> Self:
        made = super().__new__(cls, keys)
        made.levels = levels
        return made


LEGAL = Ladder([level.value for level in RATINGS], {level.value: level for level in RATINGS})
"""The four legal levels, where a table names no outcomes of its own."""


def below(ladder: Sequence[str], outcome: str) -> str | None:
    """Returns the next lower outcome; None for the lowest one and for an outcome that is not on the ladder."""
    following = dict(zip(ladder, ladder[1:], strict=False))
    return following.get(outcome)


def at_or_above(ladder: Sequence[str], outcome: str) -> tuple[str, ...]:
    """Returns the outcome with all that are better."""
    return tuple(ladder[: list(ladder).index(outcome) + 1])


def good_or_better(ladder: Ladder) -> tuple[str, ...]:
    return tuple(key for key in ladder if key in ladder.levels and ladder.levels[key].good_or_better)


def counting_as(ladder: Ladder, level: Level) -> tuple[str, ...]:
    return tuple(key for key in ladder if ladder.levels.get(key) is level)


def given_titles(ladder: Sequence[str]) -> tuple[str, ...]:
    """Returns the outcomes that give a title."""
    return tuple(outcome for outcome in ladder if outcome != DECLINED)
