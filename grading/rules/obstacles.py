"""What stands between a unit and a level by the rules of a programme: points, conditions, cases, what is not known."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from grading.rules.conditions import Outcome, compares, reasons
from grading.rules.derivation import Derivation, Rung
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts import Clause, MetricUnit
from workflows import Reason


def obstacles(programme: Programme, found: Derivation, levels: Collection[Level]) -> tuple[Reason, ...]:
    """Why the unit does not have these levels, or not yet, highest first: obstacle_points, share_short, figure_short,
    grades_short, obstacle_also; then the cases that force a lower level (obstacle_case_…). What nobody knows is
    obstacle_unknown_figure, obstacle_unknown_grades, obstacle_unset. Values are hundredths."""
    return tuple(
        reason for rung in found.rungs if rung.level in levels for reason in _of_rung(programme, rung, found.points)
    ) + tuple(
        _case(programme, level, outcome)
        for level, outcome in found.forcing
        if any(other.above(level) for other in levels)
    )


def _of_rung(programme: Programme, rung: Rung, points: int | None) -> Iterator[Reason]:
    if rung.points_short:
        params = {"level": rung.level, "value": points, "needed": rung.min_points}
        yield Reason(code="obstacle_points", params=params)
    for outcome in rung.failing:
        second = _second(outcome)
        yield from [_also(rung.level, second)] if second else reasons(programme, rung.level, (outcome,))
    for outcome in rung.unknown:
        yield _unknown(rung.level, outcome)


def _second(outcome: Outcome) -> Clause | None:
    """The second figure of the condition, where it is what fails: the first one holds."""
    condition, value = outcome.condition, outcome.value
    if condition.also is None or condition.operator is None or value is None or outcome.needed is None:
        return None
    return condition.also if compares(Fraction(value), condition.operator, outcome.needed) else None


def _also(level: Level, also: Clause) -> Reason:
    params = {"level": level, "figure": also.figure, "operator": also.operator, "needed": also.value}
    return Reason(code="obstacle_also", params=params)


def _case(programme: Programme, level: Level, outcome: Outcome) -> Reason:
    condition = outcome.condition
    if condition.figure is None:
        graded = {"level": level, "list": outcome.criteria, "grade": condition.grade}
        return Reason(code="obstacle_case_grades", params=graded)
    params = {"level": level, "figure": condition.figure, "value": outcome.value}
    code = "obstacle_case_share" if _is_share(programme, condition.figure) else "obstacle_case_figure"
    return Reason(code=code, params=params)


def _unknown(level: Level, outcome: Outcome) -> Reason:
    condition = outcome.condition
    if condition.figure is None:
        return Reason(code="obstacle_unknown_grades", params={"level": level, "list": outcome.criteria})
    if outcome.needed is None:
        return Reason(code="obstacle_unset", params={"level": level, "figure": condition.figure})
    also = condition.also if outcome.value is not None else None
    return Reason(code="obstacle_unknown_figure", params={"level": level, "figure": (also or condition).figure})


def _is_share(programme: Programme, figure: str) -> bool:
    return programme.metric(figure).unit is MetricUnit.percent
