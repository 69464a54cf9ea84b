"""The grounds on which a result may be commended. An award is never automatic: this module only lists the obstacles."""

from dataclasses import dataclass
from datetime import date

from grading.rules import streaks
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.awards import AwardRule, StreakBase
from grading.rules.streaks import History
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of the programme for one result; `reasons` is empty when an award may be given on this ground."""

    rule: AwardRule
    reasons: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, kw_only=True)
class Worth:
    """The money of an award: `times` is the multiple of the base pay (hundredths), `amount` is the sum in đồng.

    `amount` is None when the base pay of the day is not known.
    """

    times: int
    amount: int | None


def faults(rule: AwardRule, year: int, history: History, *, unit: str = "") -> tuple[Reason, ...]:
    """Returns why the ground does not apply to the unit's result of `year`.

    The reason is award_level when the year's result is below the level that the ground asks for. Without that fault
    it is streak_broken or streak_unawarded, with the year that breaks the streak. `history` includes the result of
    `year` itself.
    """
    record = history.record(merger_breaks=rule.merger_breaks)
    outcome = record.levels.get(year)
    if not streaks.reaches(outcome, rule.level):
        return (Reason(code="award_level", params={"unit": unit, "level": outcome or Level.NOT_RATED}),)
    if rule.streak_base is StreakBase.award:
        return streaks.award_faults(record.awarded, year, rule.streak, unit=unit)
    return streaks.faults(record.levels, year, rule.streak, level=rule.level, unit=unit)


def grounds(programme: Programme, year: int, history: History, *, unit: str = "") -> tuple[Ground, ...]:
    """Returns every ground of the programme for a unit with this history, with the obstacles of each ground."""
    return tuple(Ground(rule=rule, reasons=faults(rule, year, history, unit=unit)) for rule in programme.awards)


def needs_issuer_reason(rule: AwardRule, issuer_kind: str) -> bool:
    """Returns whether the rule's source lets only other kinds of unit give this award.

    Practice differs from the source, so this is a warning and never blocks an award.
    """
    return bool(rule.given_by) and issuer_kind not in rule.given_by


def achievement(rule: AwardRule, year: int, day: date, *, language: str = "vi") -> str:
    """Returns the text of the achievement that the paper of a decision of that day prints."""
    text = rule.text_on(day)
    template = text.vi if language == "vi" else text.en
    return template.format_map({"year": year, "from": year - rule.streak + 1, "to": year})


def worth(programme: Programme, rule: AwardRule, day: date) -> Worth | None:
    """Returns what an award of that day is worth, or None when the programme does not say."""
    times = rule.times_on(day)
    if times is None:
        return None
    pay = next((each.amount for each in reversed(programme.base_pay) if each.since <= day), None)
    return Worth(times=times, amount=None if pay is None else pay * times // 100)
