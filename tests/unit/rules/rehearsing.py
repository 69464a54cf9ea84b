"""Filed units and changed programmes for rehearsals."""

from dataclasses import replace

from grading.rules.levels import Level
from grading.rules.rehearsal import Filed
from tests.unit.rules.regimes import best_of

EXCELLENT = Level.EXCELLENT


def filed(programme, *, decided=EXCELLENT, unit_id=1, parent_id=9, grades=(), points=(), figures=()) -> Filed:
    """Returns the file of a cell that meets every demand, except for the given changes."""
    best_grades, best_points, best_figures = best_of(programme)
    return Filed(
        unit_id=unit_id, decided=decided, grades=best_grades | dict(grades), points=best_points | dict(points),
        figures=best_figures | dict(figures), unit_kind="cell_subordinate", parent_id=parent_id,
    )  # fmt: skip


def with_level(programme, code, **changed):
    levels = tuple(replace(rule, **changed) if rule.key == code else rule for rule in programme.outcomes)
    return replace(programme, outcomes=levels)


def stricter(programme, key, value, code=EXCELLENT):
    """Returns the programme with another threshold in one condition of a level."""
    conditions = tuple(
        replace(condition, value=value) if condition.key == key else condition
        for condition in programme.outcome(code).conditions
    )
    return with_level(programme, code, conditions=conditions)


def codes(reasons):
    return [(reason.code, reason.params["level"]) for reason in reasons]


def share(programme) -> str:
    """Returns the key of a condition of the highest level that looks at a figure."""
    return next(condition.key for condition in programme.outcome(EXCELLENT).conditions if condition.value)
