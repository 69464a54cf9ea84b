"""The demands of an outcome: total points, points of each criterion, rating, conditions. Each is met, unmet, unknown or
judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from grading.rules import giving, scoring, streaks
from grading.rules.conditions import Examined, Standing
from grading.rules.known import Known
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.outcomes import MinEach, OutcomeRule
from workflows import Reason


class Asked(StrEnum):
    """The subject of a demand."""

    total = "total"
    criterion = "criterion"
    rating = "rating"
    figure = "figure"


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One demand of an outcome on one unit.

    `value` and `needed` are points (hundredths) for the total and for a criterion. `level` and `needed_level` are the
    unit's level of `year` (None before it is decided) and the lowest that will do. `outcome` is that of a condition,
    and `is_share` says that it measures a percentage. `missing` are the figures that would give the points.
    """

    about: Asked
    standing: Standing
    value: int = 0
    needed: int = 0
    criterion: str = ""
    """The number of the criterion."""
    level: Level | None = None
    needed_level: Level | None = None
    year: int | None = None
    outcome: Examined | None = None
    is_share: bool = False
    missing: tuple[str, ...] = ()

    @property
    def reason(self) -> Reason | None:
        """Says why the demand does not hold or is not known yet: recognition_total, recognition_each,
        recognition_rating, recognition_unrated, recognition_share and recognition_figure, each with the present and the
        needed value, recognition_unknown for a missing figure, recognition_grades with the criteria, and
        recognition_condition and recognition_open with what other conditions lack. None where it holds or a body judges
        it."""
        if self.standing in (Standing.holds, Standing.judged):
            return None
        match self.about:
            case Asked.total:
                return Reason(code="recognition_total", params={"value": self.value, "needed": self.needed})
            case Asked.criterion:
                return self._of_a_criterion()
            case Asked.rating:
                return self._of_a_rating()
            case _:
                return self._of_a_condition()

    def _of_a_criterion(self) -> Reason:
        if self.missing:
            return Reason(code="recognition_unknown", params={"figure": self.missing})
        params = {"criterion": self.criterion, "value": self.value, "needed": self.needed}
        return Reason(code="recognition_each", params=params)

    def _of_a_rating(self) -> Reason:
        if self.level is None:
            return Reason(code="recognition_unrated", params={"year": self.year, "needed": self.needed_level})
        return Reason(code="recognition_rating", params={"level": self.level, "needed": self.needed_level})

    def _of_a_condition(self) -> Reason:
        assert self.outcome is not None
        condition = self.outcome.condition
        if not condition.is_plain:
            lacks = {"lacking": self.outcome.stood}
            fails = self.standing is Standing.fails
            return Reason(code="recognition_condition" if fails else "recognition_open", params=lacks)
        if condition.figure is None:
            params: dict[str, object] = {"grade": condition.grade, "list": self.outcome.criteria}
            return Reason(code="recognition_grades", params=params)
        if self.outcome.value is None:
            return Reason(code="recognition_unknown", params={"figure": condition.figure})
        params = {"figure": condition.figure, "operator": condition.operator}
        params |= {"needed": self.outcome.needed, "value": self.outcome.value}
        return Reason(code="recognition_share" if self.is_share else "recognition_figure", params=params)


def of_rule(
    programme: Programme, rule: OutcomeRule, points: Mapping[str, int], known: Known
) -> tuple[Demand, ...]:  # fmt: skip
    """Returns what one outcome demands of the points of each criterion and of the rating, in the order of the
    programme.

    `points` are the typed points joined with those that the figures give; a criterion without points leaves its demand
    unknown. A threshold that the issuer has not given is not applied.
    """
    needed = rule.requires_rating_at_least
    found = [demand for each in rule.min_each for demand in _shares(programme, each, points, known)]
    if needed is not None and needed is not Level.NOT_RATED:
        found.append(_rating(known.year, Level(known.rating) if known.rating else None, needed))
    return tuple(found)


def of_condition(programme: Programme, outcome: Examined) -> Demand:
    """Returns a condition of an outcome among its demands."""
    figure = outcome.condition.figure
    is_share = figure is not None and programme.metric(figure).unit is MetricUnit.percent
    return Demand(about=Asked.figure, standing=outcome.standing, outcome=outcome, is_share=is_share)


def of_total(total: int, ends: tuple[int, int], needed: int) -> Demand:
    """Returns the demand on the total, which ends between the two `ends` once every criterion has its points."""
    worst, best = ends
    standing = Standing.unknown if worst < needed <= best else _standing(total >= needed)
    return Demand(about=Asked.total, standing=standing, value=total, needed=needed)


def _shares(programme: Programme, rule: MinEach, points: Mapping[str, int], known: Known) -> list[Demand]:
    if rule.pct is None:
        return []
    given = giving.given(programme, known)
    missing = {key: each.missing for key, each in given.items() if key not in points}
    return [
        _each(each, points, rule.pct, missing.get(each.key, ()))
        for each in _named(programme, rule)
        if each.key not in given or not given[each.key].does_not_apply
    ]


def _named(programme: Programme, rule: MinEach) -> tuple[Criterion, ...]:
    """Returns the criteria of the rule that can have any points: a bonus makes up for none of them."""
    asked = scoring.with_minimum(programme)
    if not rule.groups and not rule.criteria:
        return asked
    within = {each.key for each in programme.criteria_in(rule.groups)} | {*rule.criteria}
    return tuple(each for each in asked if each.key in within)


def _each(criterion: Criterion, points: Mapping[str, int], share: int, missing: tuple[str, ...]) -> Demand:
    """Returns the demand for `share` (hundredths of a percent) of the criterion's own maximum. `missing` are the
    figures that would give its points."""
    most, value = criterion.max_points or 0, points.get(criterion.key, 0)
    needed = -(-most * share // 10000)
    standing = _standing(value >= needed) if criterion.key in points or not needed else Standing.unknown
    return Demand(
        about=Asked.criterion, standing=standing, value=value, needed=needed, criterion=criterion.number,
        missing=missing,
    )  # fmt: skip


def _rating(year: int | None, level: Level | None, needed: Level) -> Demand:
    standing = Standing.unknown if level is None else _standing(streaks.reaches(level, needed))
    return Demand(about=Asked.rating, standing=standing, level=level, needed_level=needed, year=year)


def _standing(holds: bool) -> Standing:
    return Standing.holds if holds else Standing.fails
