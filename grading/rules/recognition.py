"""The demands of a title: total points, points of each criterion, rating, figures. Each is met, unmet or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from grading.rules import conditions, giving, scoring, streaks
from grading.rules.conditions import Examined, Standing
from grading.rules.known import Known
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.figures import MetricUnit
from workflows import Reason


class Asked(StrEnum):
    """The subject of a demand."""

    total = "total"
    criterion = "criterion"
    rating = "rating"
    figure = "figure"


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One demand of a title on one unit. `reason` says why it does not hold or is not known yet; None where it holds.

    `value` and `needed` are points (hundredths) for the total and for a criterion. `level` and `needed_level` are the
    unit's level of the year (None before it is decided) and the lowest that will do. `outcome` is that of a figure.
    """

    about: Asked
    standing: Standing
    reason: Reason | None
    value: int = 0
    needed: int = 0
    criterion: str = ""
    """The number of the criterion."""
    level: Level | None = None
    needed_level: Level | None = None
    outcome: Examined | None = None


def demands(programme: Programme, known: Known) -> tuple[Demand, ...]:
    """Returns every demand of the title, met or not, in the order of the programme; empty for a rating.

    The codes of reasons are recognition_total, recognition_each, recognition_rating, recognition_unrated,
    recognition_share and recognition_figure, each with the present and the needed value, and recognition_unknown for a
    missing figure. The typed points are joined with those that the figures give; a criterion without points leaves its
    demand unknown. A threshold that the issuer has not given is not applied.
    """
    rule = programme.recognition
    if rule is None:
        return ()
    found: list[Demand] = []
    points = giving.merged(programme, known.points, known.figures)
    missing = {each.criterion.key: each.missing for each in giving.lacking(programme, points, known.figures)}
    if rule.min_total is not None:
        found.append(_total(programme, points, rule.min_total))
    if rule.min_each is not None:
        found += [
            _each(each, points, rule.min_each, missing.get(each.key, ()))
            for each in programme.criteria
            if each.max_points is not None
        ]
    needed = rule.requires_rating_at_least
    if needed is not None and needed is not Level.NOT_RATED:
        found.append(_rating(known.year, Level(known.rating) if known.rating else None, needed))
    rules = [condition for condition in rule.conditions if condition.value is not None]
    return (*found, *(_figure(programme, each) for each in conditions.examine(programme, rules, known)))


def _total(programme: Programme, points: Mapping[str, int], needed: int) -> Demand:
    total = scoring.total(programme, points)
    to_come = sum(each.max_points or 0 for each in programme.criteria if each.key not in points)
    reason = Reason(code="recognition_total", params={"value": total, "needed": needed})
    standing = Standing.unknown if total < needed <= total + to_come else _standing(total >= needed)
    return _told(Demand(about=Asked.total, standing=standing, reason=reason, value=total, needed=needed))


def _each(criterion: Criterion, points: Mapping[str, int], share: int, missing: tuple[str, ...]) -> Demand:
    """Returns the demand for `share` (hundredths of a percent) of the criterion's own maximum. `missing` are the
    figures that would give its points."""
    most, value = criterion.max_points or 0, points.get(criterion.key, 0)
    needed = -(-most * share // 10000)
    params = {"criterion": criterion.number, "value": value, "needed": needed}
    standing = _standing(value >= needed) if criterion.key in points or not needed else Standing.unknown
    reason = Reason(code="recognition_each", params=params)
    if missing:
        reason = Reason(code="recognition_unknown", params={"figure": missing})
    return _told(
        Demand(
            about=Asked.criterion,
            standing=standing,
            reason=reason,
            value=value,
            needed=needed,
            criterion=criterion.number,
        )
    )


def _rating(year: int | None, level: Level | None, needed: Level) -> Demand:
    if level is None:
        standing = Standing.unknown
        reason = Reason(code="recognition_unrated", params={"year": year, "needed": needed})
    else:
        standing = _standing(streaks.reaches(level, needed))
        reason = Reason(code="recognition_rating", params={"level": level, "needed": needed})
    return _told(Demand(about=Asked.rating, standing=standing, reason=reason, level=level, needed_level=needed))


def _figure(programme: Programme, outcome: Examined) -> Demand:
    condition = outcome.condition
    if outcome.value is None:
        reason = Reason(code="recognition_unknown", params={"figure": condition.figure})
        return _told(Demand(about=Asked.figure, standing=outcome.standing, reason=reason, outcome=outcome))
    params: dict[str, object] = {"figure": condition.figure, "operator": condition.operator}
    params |= {"needed": outcome.needed, "value": outcome.value}
    percent = programme.metric(condition.figure or "").unit is MetricUnit.percent
    reason = Reason(code="recognition_share" if percent else "recognition_figure", params=params)
    return _told(Demand(about=Asked.figure, standing=outcome.standing, reason=reason, outcome=outcome))


def _standing(holds: bool) -> Standing:
    return Standing.holds if holds else Standing.fails


def _told(demand: Demand) -> Demand:
    """Returns the demand without the reason why it does not hold, if it holds."""
    return replace(demand, reason=None) if demand.standing is Standing.holds else demand
