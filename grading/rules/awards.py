"""On which grounds a result may be commended. An award is never automatic: this only says what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from grading.rules import streaks
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.honours import AwardRule
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of the programme for one result; `reasons` is empty where it may be taken."""

    rule: AwardRule
    reasons: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        return not self.reasons


def faults(rule: AwardRule, year: int, years: Mapping[int, str], *, unit: str = "") -> tuple[Reason, ...]:
    """award_level when the year's result is below what the ground asks; else streak_broken with the year that
    breaks the years running. `years` holds the unit's results by year, `year`'s own included."""
    outcome = years.get(year)
    if not streaks.reaches(outcome, rule.level):
        return (Reason(code="award_level", params={"unit": unit, "level": outcome or Level.NOT_RATED}),)
    return streaks.faults(years, year, rule.streak, level=rule.level, unit=unit)


def grounds(programme: Programme, year: int, years: Mapping[int, str], *, unit: str = "") -> tuple[Ground, ...]:
    """Every ground of the programme for a unit with these results, with what stands in its way."""
    return tuple(Ground(rule=rule, reasons=faults(rule, year, years, unit=unit)) for rule in programme.awards)


def achievement(rule: AwardRule, year: int, *, language: str = "vi") -> str:
    """The text of the achievement as the paper prints it."""
    template = rule.text.vi if language == "vi" else rule.text.en
    return template.format_map({"year": year, "from": year - rule.streak + 1, "to": year})
