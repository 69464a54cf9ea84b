"""Lists the obstacles between a unit and a title: total points, points of each criterion, rating, figures."""

from collections.abc import Mapping

from grading.rules import scoring, streaks
from grading.rules.conditions import Outcome, Standing, of_rules
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.recognition import Recognition
from workflows import Reason


def faults(
    programme: Programme, points: Mapping[str, int], *, rating: str | None, figures: Mapping[str, int] | None = None
) -> tuple[Reason, ...]:
    """Returns the demands of the title that the unit does not meet.

    The codes are recognition_total, recognition_each, recognition_rating, recognition_share and recognition_figure,
    each with the present and the needed value (points and figures in hundredths), and recognition_unknown for a
    missing figure. `rating` is the unit's level of the year or None; `figures` are by metric. A threshold that the
    issuer has not given is not applied.
    """
    rule = programme.recognition
    if rule is None:
        return ()
    reasons: list[Reason] = []
    total = scoring.total(programme, points)
    if rule.min_total is not None and total < rule.min_total:
        reasons.append(Reason(code="recognition_total", params={"value": total, "needed": rule.min_total}))
    reasons += _each(programme, points, rule.min_each)
    needed = rule.requires_rating_at_least
    if needed is not None and needed is not Level.NOT_RATED and not streaks.reaches(rating, needed):
        reasons.append(Reason(code="recognition_rating", params={"level": rating or Level.NOT_RATED, "needed": needed}))
    return (*reasons, *_figures(programme, rule, figures or {}))


def _figures(programme: Programme, rule: Recognition, figures: Mapping[str, int]) -> list[Reason]:
    rules = [condition for condition in rule.conditions if condition.value is not None]
    return [_short(programme, outcome) for outcome in of_rules(programme, rules, figures=figures) if _is_short(outcome)]


def _is_short(outcome: Outcome) -> bool:
    return outcome.standing is not Standing.holds


def _short(programme: Programme, outcome: Outcome) -> Reason:
    condition = outcome.condition
    params: dict[str, object] = {"figure": condition.figure, "operator": condition.operator, "needed": outcome.needed}
    if outcome.value is None:
        return Reason(code="recognition_unknown", params={"figure": condition.figure})
    percent = programme.metric(condition.figure or "").unit is MetricUnit.percent
    return Reason(
        code="recognition_share" if percent else "recognition_figure", params=params | {"value": outcome.value}
    )


def _each(programme: Programme, points: Mapping[str, int], min_each: int | None) -> list[Reason]:
    """Returns a reason for each criterion below `min_each` (hundredths of a percent) of its own maximum."""
    reasons = []
    for criterion in programme.criteria:
        value, most = points.get(criterion.key, 0), criterion.max_points
        if min_each is not None and most is not None and value * 10000 < most * min_each:
            needed = -(-most * min_each // 10000)
            params = {"criterion": criterion.number, "value": value, "needed": needed}
            reasons.append(Reason(code="recognition_each", params=params))
    return reasons
