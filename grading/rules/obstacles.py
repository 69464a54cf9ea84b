"""Lists the obstacles between a unit and a level by a programme's rules: points, conditions, cases, missing figures."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from grading.rules.conditions import Examined, compares, reasons
from grading.rules.derivation import Derivation, Rung
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause
from grading.rules.programmes.parts.figures import MetricUnit
from workflows import Reason


def obstacles(
    programme: Programme, found: Derivation, levels: Collection[str], *, missing: Iterable[str] = ()
) -> tuple[Reason, ...]:
    """Returns why the unit does not have these levels, or does not have them yet.

    First come the reasons by level, highest level first: obstacle_points, share_short, figure_short, grades_short,
    obstacle_also. Then come the cases that force a lower level (obstacle_case_…). The figures that decide and are
    missing come last (obstacle_unset, obstacle_unknown). `missing` are the figures that would give points, and they
    decide where points are short. Values are hundredths. Criteria without a grade are not reported.
    """
    rungs = [rung for rung in found.rungs if rung.level in levels]
    against = [reason for rung in rungs for reason in _failing(programme, rung, found)]
    cases = [
        _case(programme, level, outcome)
        for level, outcome in found.forcing
        if any(found.place(other) < found.place(level) for other in levels)
    ]
    return (*against, *cases, *_unknown(rungs, missing if any(rung.points_short for rung in rungs) else ()))


def _failing(programme: Programme, rung: Rung, found: Derivation) -> Iterator[Reason]:
    """Yields the reasons of one level. Missing points are an obstacle only if the criteria that are still open cannot
    supply them."""
    if rung.points_short and (found.at_best is None or found.place(rung.level) < found.place(found.at_best)):
        params = {"level": rung.level, "value": found.points, "needed": rung.min_points}
        yield Reason(code="obstacle_points", params=params)
    for outcome in rung.failing:
        second = _second(outcome)
        yield from [_also(rung.level, second)] if second else reasons(programme, rung.level, (outcome,))


def _unknown(rungs: Iterable[Rung], giving_points: Iterable[str]) -> Iterator[Reason]:
    """Yields the missing values: thresholds that are not set (obstacle_unset) and unknown figures (obstacle_unknown).
    Each figure is named once in a reason, even if several levels look at the figure, or it gives points too."""
    outcomes = [outcome for rung in rungs for outcome in rung.unknown if outcome.condition.figure is not None]
    for is_unset in (True, False):
        figures = dict.fromkeys(_looked_at(each) for each in outcomes if (each.needed is None) is is_unset)
        figures |= {} if is_unset else dict.fromkeys(giving_points)
        if figures:
            yield Reason(code="obstacle_unset" if is_unset else "obstacle_unknown", params={"figure": tuple(figures)})


def _looked_at(outcome: Examined) -> str | None:
    condition = outcome.condition
    return condition.also.figure if condition.also and outcome.value is not None else condition.figure


def _second(outcome: Examined) -> Clause | None:
    """Returns the second clause of the condition when the first clause holds, because then the second one fails."""
    condition, value = outcome.condition, outcome.value
    if condition.also is None or condition.operator is None or value is None or outcome.needed is None:
        return None
    return condition.also if compares(Fraction(value), condition.operator, outcome.needed) else None


def _also(level: str, also: Clause) -> Reason:
    params = {"level": level, "figure": also.figure, "operator": also.operator, "needed": also.value}
    return Reason(code="obstacle_also", params=params)


def _case(programme: Programme, level: str, outcome: Examined) -> Reason:
    condition = outcome.condition
    if condition.figure is None:
        graded = {"level": level, "list": outcome.criteria, "grade": condition.grade}
        return Reason(code="obstacle_case_grades", params=graded)
    params = {"level": level, "figure": condition.figure, "value": outcome.value}
    is_share = programme.metric(condition.figure).unit is MetricUnit.percent
    return Reason(code="obstacle_case_share" if is_share else "obstacle_case_figure", params=params)
