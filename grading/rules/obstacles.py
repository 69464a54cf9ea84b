"""Lists the obstacles between a unit and a level by a programme's rules: points, conditions, cases, missing figures."""

from collections.abc import Collection, Iterable, Iterator

from grading.rules.conditions import Examined, Standing, reasons
from grading.rules.demands import Asked, Demand
from grading.rules.derivation import Derivation, Rung
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Looks
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.standings import open_leaves
from workflows import Reason


def obstacles(
    programme: Programme, found: Derivation, levels: Collection[str], *, missing: Iterable[str] = ()
) -> tuple[Reason, ...]:
    """Returns why the unit does not have these levels, or does not have them yet.

    First come the reasons by level, highest level first: obstacle_points, share_short, figure_short, grades_short,
    condition_short. Then come the cases that force a lower level (obstacle_case_…). The figures that decide and are
    missing come last (obstacle_unset, obstacle_unknown, obstacle_open). `missing` are the figures that would give
    points, and they decide where points are short. Values are hundredths. Criteria without a grade are not reported.
    """
    rungs = [rung for rung in found.rungs if rung.level in levels]
    against = [reason for rung in rungs for reason in _failing(programme, rung, found)]
    cases = [
        _case(programme, level, outcome)
        for level, outcome in found.forcing
        if any(found.place(other) < found.place(level) for other in levels)
    ]
    limits = [*_limits(programme, found, levels)] if levels else []
    unknown = _unknown(rungs, missing if any(rung.points_short for rung in rungs) else ())
    return (*against, *cases, *limits, *unknown, *_open(rungs))


def _failing(programme: Programme, rung: Rung, found: Derivation) -> Iterator[Reason]:
    """Yields the reasons of one level. Missing points are an obstacle only if the criteria that are still open cannot
    supply them."""
    if rung.points_short and (found.at_best is None or found.place(rung.level) < found.place(found.at_best)):
        params = {"level": rung.level, "value": found.points, "needed": rung.min_points}
        yield Reason(code="obstacle_points", params=params)
    for demand in rung.demands:
        if demand.about is Asked.criterion and demand.standing is Standing.fails:
            yield each_short(rung.level, demand)
        elif demand.about is Asked.rating and demand.reason is not None:
            yield demand.reason
    yield from reasons(programme, rung.level, rung.failing)


def _unknown(rungs: Iterable[Rung], giving_points: Iterable[str]) -> Iterator[Reason]:
    """Yields the missing values: thresholds that are not set (obstacle_unset), unknown figures (obstacle_unknown), and
    what else a condition waits for (obstacle_open). Each figure is named once in a reason, even if several levels look
    at the figure, or it gives points too."""
    leaves = [leaf for rung in rungs for outcome in rung.unknown for leaf in open_leaves(outcome.condition, outcome)]
    figures = [leaf for leaf in leaves if leaf.clause.looks is Looks.figure]
    for is_unset in (True, False):
        keys = dict.fromkeys(each.clause.figure for each in figures if (each.found.needed is None) is is_unset)
        keys |= {} if is_unset else dict.fromkeys(giving_points)
        if keys:
            yield Reason(code="obstacle_unset" if is_unset else "obstacle_unknown", params={"figure": tuple(keys)})


def _open(rungs: Iterable[Rung]) -> Iterator[Reason]:
    """Yields once what the conditions wait for that is neither a figure nor a grade."""
    leaves = [leaf for rung in rungs for outcome in rung.unknown for leaf in open_leaves(outcome.condition, outcome)]
    others = {Looks.figure, Looks.grades}
    waiting = dict.fromkeys(leaf for leaf in leaves if leaf.clause.looks not in others)
    yield from (Reason(code="obstacle_open", params={"lacking": leaf}) for leaf in waiting)


def each_short(level: str, demand: Demand) -> Reason:
    """Returns the reason for a criterion without the points that an outcome asks of each."""
    params = {"level": level, "criterion": demand.criterion, "value": demand.value, "needed": demand.needed}
    return Reason(code="each_short", params=params)


def _limits(programme: Programme, found: Derivation, levels: Collection[str]) -> Iterator[Reason]:
    """Yields what keeps the unit below the highest of these levels although it reaches it: caps, cases that lower by
    one step, its own claim."""
    highest = min(map(found.place, levels))
    yield from (_cap(programme, level, case) for level, case in found.capping if found.place(level) > highest)
    yield from (_lowering(programme, case) for case in found.lowered_by)
    if found.claimed is not None and found.place(found.claimed) > highest:
        yield Reason(code="obstacle_claim", params={"level": found.claimed})


def _case(programme: Programme, level: str, outcome: Examined) -> Reason:
    condition = outcome.condition
    if not condition.is_plain:
        return Reason(code="obstacle_case", params={"level": level, "demand": condition})
    if condition.figure is None:
        graded = {"level": level, "list": outcome.criteria, "grade": condition.grade}
        return Reason(code="obstacle_case_grades", params=graded)
    params = {"level": level, "figure": condition.figure, "value": outcome.value}
    is_share = _is_share(programme, condition.figure)
    return Reason(code="obstacle_case_share" if is_share else "obstacle_case_figure", params=params)


def _cap(programme: Programme, level: str, outcome: Examined) -> Reason:
    condition = outcome.condition
    if not condition.is_plain:
        return Reason(code="obstacle_cap", params={"level": level, "demand": condition})
    if condition.figure is None:
        graded = {"level": level, "list": outcome.criteria, "grade": condition.grade}
        return Reason(code="obstacle_cap_grades", params=graded)
    params = {"level": level, "figure": condition.figure, "value": outcome.value}
    is_share = _is_share(programme, condition.figure)
    return Reason(code="obstacle_cap_share" if is_share else "obstacle_cap_figure", params=params)


def _lowering(programme: Programme, outcome: Examined) -> Reason:
    condition = outcome.condition
    if not condition.is_plain:
        return Reason(code="obstacle_lowered", params={"demand": condition})
    if condition.figure is None:
        graded = {"list": outcome.criteria, "grade": condition.grade}
        return Reason(code="obstacle_lowered_grades", params=graded)
    params = {"figure": condition.figure, "value": outcome.value}
    is_share = _is_share(programme, condition.figure)
    return Reason(code="obstacle_lowered_share" if is_share else "obstacle_lowered_figure", params=params)


def _is_share(programme: Programme, figure: str) -> bool:
    return programme.metric(figure).unit is MetricUnit.percent
