"""The awards of a programme: grounds, texts by the decision's date, givers, and worth."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from grading.rules.levels import Level
from grading.rules.programmes.parts.texts import Text


class StreakBase(StrEnum):
    """The reason why a year counts towards a streak: the unit reached the level, or received the award of that year."""

    rating = "rating"
    award = "award"


@dataclass(frozen=True, kw_only=True)
class EarlierText:
    """The text of decisions issued before a day. The oldest text comes first in the file."""

    before: date
    source: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """The worth of an award from a day on: `times` (hundredths) the base pay."""

    since: date
    times: int
    source: str


@dataclass(frozen=True, kw_only=True)
class BasePay:
    """The base pay from a day on, in whole đồng."""

    since: date
    amount: int


@dataclass(frozen=True, kw_only=True)
class AwardRule:
    """A ground for an award: the unit held `level` in `streak` consecutive years.

    The texts take {year}, {from} and {to}. `given_by` are the kinds of unit that may give the award; it is empty when
    the source names none. `streak_base` and `merger_breaks` (whether a merger ends the streak) are None while the
    issuer has not decided.
    """

    key: str
    form: str
    level: Level
    streak: int
    source: str
    text: Text
    earlier: tuple[EarlierText, ...] = ()
    given_by: tuple[str, ...] = ()
    streak_base: StreakBase | None = StreakBase.rating
    merger_breaks: bool | None = True
    coefficients: tuple[Coefficient, ...] = ()

    def text_on(self, day: date) -> Text:
        """Returns the text for a decision issued on that day."""
        return next((each.text for each in self.earlier if day < each.before), self.text)

    def times_on(self, day: date) -> int | None:
        """Returns how many times the base pay the award is worth on that day, in hundredths, or None."""
        return next((each.times for each in reversed(self.coefficients) if each.since <= day), None)
