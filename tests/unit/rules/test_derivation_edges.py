"""Levels where the rules of a programme leave something out: bands, points, conditions, or more than one case."""

from dataclasses import replace

import pytest

from grading.rules.derivation import Derivation, Ending, derive
from grading.rules.known import Known
from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Condition, Operator
from tests.unit.rules.regimes import best_of

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED


def with_rule(programme: Programme, code: Level, **changed: object) -> Programme:
    """The programme with something else in the rule of one level."""
    levels = (replace(rule, **changed) if rule.key == code else rule for rule in programme.outcomes)
    return replace(programme, outcomes=tuple(levels))


def without_maximum(programme: Programme, key: str) -> Programme:
    groups = (
        replace(group, criteria=tuple(replace(each, max_points=None) if each.key == key else each
                                      for each in group.criteria))
        for group in programme.groups
    )  # fmt: skip
    return replace(programme, groups=tuple(groups))


def best_but(programme: Programme, *, grades=None, points=None, figures=None, lacking=()) -> Derivation:
    """A cell that meets everything, with these instead (points and figures in hundredths) and some not known yet."""
    best = [
        given | (changed or {}) for given, changed in zip(best_of(programme), (grades, points, figures), strict=True)
    ]
    known = [{key: value for key, value in given.items() if key not in lacking} for given in best]
    return derive(programme, Known(grades=known[0], points=known[1], figures=known[2], unit_kind="cell_grassroots"))


@pytest.mark.parametrize("band", [None, 100], ids=["the lowest level has no band", "its band begins above nothing"])
def test_a_total_below_every_band_gives_no_level(programmes, band):
    banded = with_rule(programmes["demo-r2025"], NOT_COMPLETED, min_points=band)

    found = best_but(banded, points=dict.fromkeys(best_of(banded)[1], 0))

    assert (found.by_points, found.by_conditions, found.level) == (None, EXCELLENT, None)
    assert found.ending is Ending.no_match


def test_a_level_without_a_band_lacks_no_points(programmes):
    banded = with_rule(programmes["demo-r2025"], NOT_COMPLETED, min_points=None)

    found = best_but(banded, points={"tasks": 0})

    assert found.rung(NOT_COMPLETED).points_short == 0


def test_points_beyond_a_band_are_no_shortage(programmes):
    found = best_but(programmes["demo-r2025"])

    assert [rung.points_short for rung in found.rungs] == [0, 0, 0, 0]


def test_bands_decide_nothing_where_no_criterion_has_points(programmes):
    banded = with_rule(programmes["r2019"], EXCELLENT, min_points=9000)

    found = best_but(banded)

    assert (found.points, found.by_points, found.level) == (None, None, EXCELLENT)


def test_points_not_given_yet_may_still_bring_a_unit_up_to_their_maximum(programmes):
    found = best_but(programmes["demo-r2025"], lacking=("tasks",))

    assert (found.ending, found.at_best, found.at_least) == (Ending.open, EXCELLENT, COMPLETED)


@pytest.mark.parametrize(("total", "best"), [(7000, GOOD), (6999, COMPLETED)])
def test_a_criterion_whose_maximum_nobody_has_given_promises_no_points(programmes, total, best):
    rules = without_maximum(programmes["demo-r2025"], "leadership")
    points = dict.fromkeys(best_of(rules)[1], 0) | {"tasks": total}

    found = best_but(rules, points=points, lacking=("leadership",))

    assert (found.ending, found.level) == (Ending.matched, best)


def test_what_is_not_known_yet_does_not_count_among_the_conditions_that_hold(programmes):
    found = best_but(programmes["demo-r2025"], lacking=("tasks_exceeded",))

    assert found.by_conditions == GOOD


def test_a_level_that_asks_nothing_of_a_unit_is_reached_by_its_conditions(programmes):
    asking_nothing = with_rule(programmes["r2019"], COMPLETED, conditions=())

    found = best_but(asking_nothing, grades={"plans": Grade.poor})

    assert found.by_conditions == COMPLETED


def test_of_two_cases_the_one_that_forces_the_lower_level_decides(programmes):
    disciplined = Condition(key="case", source="thử nghiệm", figure="leaders_disciplined",
                            operator=Operator.more_than, value=0)  # fmt: skip
    rules = programmes["demo-r2025"]
    for code in (COMPLETED, NOT_COMPLETED):
        rules = with_rule(rules, code, vetoes=(disciplined,))

    found = best_but(rules, figures={"leaders_disciplined": 100})

    assert (found.forced, found.level) == (NOT_COMPLETED, NOT_COMPLETED)


def test_a_derivation_names_every_case_that_forces_a_level(programmes):
    found = best_but(programmes["r2019"], figures={"targets_met": 400})

    assert [(level, case.condition.key) for level, case in found.forcing] == [(NOT_COMPLETED, "targets_under_half")]
