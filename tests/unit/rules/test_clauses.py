"""Clauses of conditions: trees of four standings, points and numbers that are still open, and what is said to lack."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from grading.rules.clauses import look
from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Condition, Join, Operator
from grading.rules.programmes.parts.operands import Measure, Number, OtherFigure, OutcomeOf, PointsOf, UnitIs, Year
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.reading.loading import load
from grading.rules.standings import ORDER, Standing

TABLES = Path("tests/programmes")
HOLDS, FAILS, UNKNOWN, JUDGED = Standing.holds, Standing.fails, Standing.unknown, Standing.judged
LISTS, MATRIX, GROUPS, SHARES, DIPLOMA, SAFE = (
    load(TABLES / f"own-{name}.yaml")
    for name in ("five-lists", "matrix", "group-grades", "shares", "emulation", "safe-area")
)
PARTS: Mapping[Standing, Clause] = {
    HOLDS: Clause(figure="deeds", operator=Operator.at_least, value=100),
    FAILS: Clause(figure="deeds", operator=Operator.at_least, value=300),
    UNKNOWN: Clause(figure="papers", operator=Operator.at_least, value=100),
    JUDGED: Clause(judged=Text(vi="gương mẫu", en="exemplary")),
}
"""One clause of each standing, for a unit with two good deeds."""
TWO_DEEDS = Known(figures={"deeds": 200})


def joined(join: Join, *standings: Standing, count: int | None = None) -> Clause:
    return Clause(join=join, count=count, parts=tuple(PARTS[standing] for standing in standings))


def condition_of(programme: Programme, key: str) -> Condition:
    rules = [rule for outcome in programme.outcomes for rule in (*outcome.conditions, *outcome.vetoes)]
    return next(rule for rule in rules if rule.key == key)


# --- trees


@pytest.mark.parametrize("standings", list(product(ORDER, repeat=3)))
def test_so_many_of_a_list_stand_as_every_completion_of_it_does(standings):
    """What is unknown is tried as both; what a body judges counts as holding, and marks what holds only with it."""
    for count in (1, 2, 3):
        found = look(LISTS, joined(Join.at_least, *standings, count=count), TWO_DEEDS).standing

        completions = set(product(*((FAILS, HOLDS) if each is UNKNOWN else (each,) for each in standings)))
        good = {sum(each in (HOLDS, JUDGED) for each in completion) >= count for completion in completions}
        bare = all(sum(each is HOLDS for each in completion) >= count for completion in completions)
        expected = UNKNOWN if len(good) == 2 else FAILS if good == {False} else HOLDS if bare else JUDGED
        assert found is expected


def test_all_and_any_are_the_ends_of_so_many():
    for standings in product(ORDER, repeat=3):
        every = look(LISTS, joined(Join.all, *standings), TWO_DEEDS).standing
        one = look(LISTS, joined(Join.any, *standings), TWO_DEEDS).standing

        assert every is look(LISTS, joined(Join.at_least, *standings, count=3), TWO_DEEDS).standing
        assert one is look(LISTS, joined(Join.at_least, *standings, count=1), TWO_DEEDS).standing


@pytest.mark.parametrize(("inner", "outer"), [(HOLDS, FAILS), (FAILS, HOLDS), (UNKNOWN, UNKNOWN), (JUDGED, JUDGED)])
def test_the_opposite_of_what_is_not_known_is_not_known(inner, outer):
    assert look(LISTS, joined(Join.no, inner), TWO_DEEDS).standing is outer


# --- points


def points(of: str, operator: Operator, value: int, measure: Measure = Measure.points) -> Clause:
    return Clause(points_of=PointsOf(of=(of,), measure=measure), operator=operator, value=value)


@pytest.mark.parametrize(
    ("clause", "standing"),
    [
        (points("total", Operator.at_least, 4500), HOLDS),
        (points("total", Operator.at_least, 6000), UNKNOWN),  # 40 points, and up to 45 to come
        (points("total", Operator.at_least, 8500), UNKNOWN),
        (points("total", Operator.at_least, 8501), FAILS),
        (points("total", Operator.less_than, 4500), FAILS),
        (points("total", Operator.at_most, 8500), HOLDS),
        (points("total", Operator.equal, 9000), FAILS),
        (points("total", Operator.equal, 8500), UNKNOWN),
        (points("service", Operator.more_than, 4000), HOLDS),
        (points("service", Operator.at_least, 7500, Measure.percent), HOLDS),
        (points("service", Operator.at_least, 7501, Measure.percent), FAILS),
        (points("staff", Operator.at_least, 5000, Measure.percent), UNKNOWN),
    ],
)
def test_open_points_count_as_all_that_they_may_become(clause, standing):
    """Of 100 points, 45 are given: 40 of 40 and 5 of 20, so that the first group has 75 % of its maximum."""
    known = Known(points={"results": 4000, "time": 500})

    assert look(SHARES, clause, known).standing is standing


def test_a_row_with_no_points_at_all_fails_and_an_open_one_is_not_known():
    clause = condition_of(SHARES, "none_at_zero")

    found = [
        look(SHARES, clause, Known(points=given))
        for given in ({"staff": 1, "rooms": 0}, {"staff": 1}, {"staff": 1, "rooms": 1})
    ]

    assert [each.standing for each in found] == [FAILS, UNKNOWN, HOLDS]
    assert [each.criteria for each in found] == [("II.2",), ("II.2",), ()]


# --- grades


@pytest.mark.parametrize(
    ("grades", "number", "standing"),
    [
        ({"conduct": Grade.excellent, "six_teachings": Grade.excellent}, Number(at_least=2), HOLDS),
        ({"conduct": Grade.excellent}, Number(at_least=2), UNKNOWN),
        ({"conduct": Grade.good}, Number(at_least=2), FAILS),
        ({"conduct": Grade.excellent}, Number(at_least=1), HOLDS),
        ({"conduct": Grade.excellent}, Number(at_most=1), UNKNOWN),
        ({"conduct": Grade.good}, Number(at_most=1), HOLDS),
        ({"conduct": Grade.excellent, "six_teachings": Grade.excellent}, Number(at_least=1, at_most=1), FAILS),
    ],
)
def test_criteria_with_a_grade_are_counted_and_open_ones_may_still_get_it(grades, number, standing):
    operator = Operator.number_at_least
    clause = Clause(groups=("conduct",), grade=Grade.excellent, operator=operator, number=number)

    assert look(MATRIX, clause, Known(grades=grades)).standing is standing


def test_points_to_come_may_only_raise_the_grade_of_a_group():
    clause = Clause(groups=("business",), group_grade="B", operator=Operator.every_at_least)

    found = [
        look(GROUPS, clause, Known(points=given)).standing
        for given in ({"growth": 20000}, {"growth": 10000}, {"growth": 9999}, {"growth": 10000, "result": 9999})
    ]

    assert found == [HOLDS, UNKNOWN, FAILS, FAILS]


# --- another figure, outcomes, the unit itself


@pytest.mark.parametrize(("last", "standing"), [(300, HOLDS), (299, FAILS), (None, UNKNOWN)])
def test_a_share_of_the_figure_of_the_year_before_is_compared_exactly(last, standing):
    other = OtherFigure(figure="serious", year=Year.last, times=3334, plus=100)
    clause = Clause(figure="serious", operator=Operator.at_most, value_of=other)
    known = Known(figures={"serious": 200}, before={} if last is None else {"serious": last})

    assert look(SAFE, clause, known).standing is standing


def test_an_outcome_that_nobody_recorded_is_not_known():
    asked = OutcomeOf(of="rating", at_least="GOOD", years_ago=(1, 2))

    found = [
        look(SAFE, Clause(outcome_of=asked), Known(outcomes=outcomes)).standing
        for outcomes in (
            {("rating", 1): "EXCELLENT", ("rating", 2): "GOOD"},
            {("rating", 1): "EXCELLENT"},
            {("rating", 1): "COMPLETED"},
        )
    ]

    assert found == [HOLDS, UNKNOWN, FAILS]


def test_a_unit_without_a_type_a_kind_or_a_registration_is_not_known():
    clauses = [
        Clause(unit_is=UnitIs(types=("police",))),
        Clause(unit_is=UnitIs(kinds=("committee_upper",))),
        Clause(unit_is=UnitIs(registered=True)),
    ]
    told = Known(cell_type="police", unit_kind="committee_grassroots", registered=True)

    assert [look(SAFE, clause, Known()).standing for clause in clauses] == [UNKNOWN] * 3
    assert [look(SAFE, clause, told).standing for clause in clauses] == [HOLDS, FAILS, HOLDS]
