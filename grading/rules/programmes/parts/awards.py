"""The awards of a programme: grounds, texts by the decision's date, who gives them, and what they are worth."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from grading.rules.levels import Level
from grading.rules.programmes.parts.texts import Text


class StreakBase(StrEnum):
    """By what a year counts towards years running: the level reached, or the award of that year given."""

    rating = "rating"
    award = "award"


@dataclass(frozen=True, kw_only=True)
class EarlierText:
    """The text of decisions issued before a day; the oldest stands first."""

    before: date
    source: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """From a day on an award is worth `times` (hundredths) the base pay."""

    since: date
    times: int
    source: str


@dataclass(frozen=True, kw_only=True)
class BasePay:
    """From a day on the base pay is `amount`, in whole đồng."""

    since: date
    amount: int


@dataclass(frozen=True, kw_only=True)
class AwardRule:
    """A ground for an award: `level` held `streak` years running. The texts take {year}, {from} and {to}. `given_by`
    are the kinds of unit that may give it, nobody named where the source names none. `streak_base` and `merger_breaks`
    (whether a merger ends the years running) are None while the issuer has not said."""

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
        """What a decision issued on that day says."""
        return next((each.text for each in self.earlier if day < each.before), self.text)

    def times_on(self, day: date) -> int | None:
        """How often the base pay it is worth that day, in hundredths."""
        return next((each.times for each in reversed(self.coefficients) if each.since <= day), None)
