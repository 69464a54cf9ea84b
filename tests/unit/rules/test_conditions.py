"""Conditions of the levels of 2019 to 2022, and the obstacles between a cell and a title."""

import dataclasses
from collections.abc import Mapping

import pytest

from grading.rules import scoring
from grading.rules.conditions import Examined, Standing, examine, figure_value, reasons
from grading.rules.demands import Asked
from grading.rules.known import Known
from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme
from grading.rules.titles import demands_of
from workflows import Reason

ALL_EXCELLENT = dict.fromkeys(
    ("ideology", "organisation", "leadership", "inspection", "plans", "results", "repairs"), Grade.excellent
)
MEMBERS = {
    "members_rated": 2000,
    "members_excellent": 300,
    "members_good": 1500,
    "members_completed": 200,
    "members_not_completed": 0,
}


def outcomes(
    programme: Programme, level: Level, grades: Mapping[str, Grade], figures: Mapping[str, int]
) -> dict[str, Examined]:
    examined = examine(
        programme,
        programme.outcome(level).conditions,
        Known(grades=grades, figures=figures, unit_kind="cell_subordinate"),
    )
    return {outcome.condition.key: outcome for outcome in examined}


def test_a_cell_that_meets_everything_may_be_excellent(rating: Programme) -> None:
    outcome_by_key = outcomes(rating, Level.EXCELLENT, ALL_EXCELLENT | {"repairs": Grade.good}, MEMBERS)

    assert {key: outcome.standing for key, outcome in outcome_by_key.items()} == {
        "results_excellent": Standing.holds,
        "others_good": Standing.holds,
        "members_all_completed": Standing.holds,
        "members_mostly_good": Standing.holds,
        "same_level_good": Standing.judged,
        "outstanding": Standing.judged,
    }


def test_a_committee_is_asked_about_its_organisations_not_its_members(rating: Programme) -> None:
    examined = examine(
        rating, rating.outcome(Level.GOOD).conditions, Known(grades={}, figures={}, unit_kind="committee_grassroots")
    )

    assert [outcome.condition.key for outcome in examined if outcome.condition.figure] == [
        "organisations_all_completed",
        "organisations_half_good",
    ]


def test_grades_that_fail_are_named_by_their_criteria(rating: Programme) -> None:
    grades = ALL_EXCELLENT | {"organisation": Grade.good, "results": Grade.average}

    outcome = outcomes(rating, Level.EXCELLENT, grades, MEMBERS)["results_excellent"]

    assert (outcome.standing, outcome.criteria) == (Standing.fails, ("I.2", "II.2"))
    (reason,) = reasons(rating, Level.EXCELLENT, (outcome,))
    assert (reason.code, reason.params["list"]) == ("grades_short", ("I.2", "II.2"))


def test_a_share_that_fails_says_by_how_much(rating: Programme) -> None:
    figures = MEMBERS | {"members_good": 1290, "members_completed": 410}

    outcome = outcomes(rating, Level.EXCELLENT, ALL_EXCELLENT, figures)["members_mostly_good"]

    assert (outcome.standing, outcome.value, outcome.needed, outcome.short_by) == (Standing.fails, 7950, 8000, 50)
    (reason,) = reasons(rating, Level.EXCELLENT, (outcome,))
    assert reason.code == "share_short"
    assert (reason.params["value"], reason.params["needed"]) == (7950, 8000)


def test_a_figure_that_fails_is_named_with_what_is_asked_of_it(rating: Programme) -> None:
    figures = MEMBERS | {"members_good": 1290, "members_completed": 410}

    found = outcomes(rating, Level.EXCELLENT, ALL_EXCELLENT, figures)["members_mostly_good"]

    (reason,) = reasons(rating, Level.EXCELLENT, (found,))
    assert (reason.params["level"], reason.params["figure"], reason.params["operator"]) == (
        Level.EXCELLENT,
        found.condition.figure,
        found.condition.operator,
    )


def test_a_share_just_below_the_threshold_is_neither_met_nor_shown_as_met(rating: Programme) -> None:
    figures = {"members_rated": 3_000_000, "members_excellent": 0, "members_good": 2_399_900}

    outcome = outcomes(rating, Level.EXCELLENT, ALL_EXCELLENT, figures)["members_mostly_good"]

    assert (outcome.standing, outcome.value) == (Standing.fails, 7999)


def test_a_share_far_from_the_threshold_is_rounded_as_papers_round(rating: Programme) -> None:
    figures = {"members_rated": 2200, "members_excellent": 0, "members_good": 2100}

    outcome = outcomes(rating, Level.EXCELLENT, ALL_EXCELLENT, figures)["members_mostly_good"]

    assert (outcome.standing, outcome.value) == (Standing.holds, 9545)  # 21/22 is 95,4545…


def test_a_condition_on_unknown_values_neither_holds_nor_fails(rating: Programme) -> None:
    outcome_by_key = outcomes(rating, Level.EXCELLENT, {"ideology": Grade.excellent}, {})

    assert outcome_by_key["members_mostly_good"].standing is Standing.unknown
    assert outcome_by_key["results_excellent"].standing is Standing.unknown
    assert outcome_by_key["results_excellent"].criteria == ("I.2", "I.3", "I.4", "II.1", "II.2")


def test_one_grade_too_low_fails_before_the_others_are_known(rating: Programme) -> None:
    outcome_by_key = outcomes(rating, Level.COMPLETED, {"plans": Grade.poor}, {})

    assert (outcome_by_key["all_average"].standing, outcome_by_key["all_average"].criteria) == (
        Standing.fails,
        ("II.1",),
    )


@pytest.mark.parametrize(
    ("grades", "figures", "applying"),
    [
        (ALL_EXCELLENT, MEMBERS | {"targets_met": 1900, "targets_total": 4000}, ["targets_under_half"]),
        (ALL_EXCELLENT, MEMBERS | {"targets_met": 2000, "targets_total": 4000}, []),
        (ALL_EXCELLENT | {"inspection": Grade.poor}, MEMBERS, ["party_building_poor"]),
        (ALL_EXCELLENT | {"repairs": Grade.poor}, MEMBERS, []),
        (ALL_EXCELLENT, MEMBERS | {"members_not_completed": 401}, ["members_not_completed"]),
        (ALL_EXCELLENT, MEMBERS | {"members_not_completed": 400}, []),
    ],
)
def test_only_a_case_that_applies_forces_the_lowest_level(
    rating: Programme, grades: dict[str, Grade], figures: dict[str, int], applying: list[str]
) -> None:
    cases = examine(
        rating,
        rating.outcome(Level.NOT_COMPLETED).vetoes,
        Known(grades=grades, figures=figures, unit_kind="cell_subordinate"),
    )

    assert [case.condition.key for case in cases if case.standing is Standing.holds] == applying


def test_a_reported_share_is_used_while_its_operands_are_unknown(rating: Programme) -> None:
    assert figure_value(rating, "targets_met_pct", {"targets_met_pct": 4500}) == 4500
    assert figure_value(rating, "targets_met_pct", {"targets_met": 100, "targets_total": 0}) is None
    assert figure_value(rating, "households_per_member_mean", {
        "households_assigned": 276700, "members_assigned_households": 16000,
    }) == pytest.approx(1729.375)  # fmt: skip


def test_grades_are_counted_over_the_criteria_of_the_programme(rating: Programme) -> None:
    grades = ALL_EXCELLENT | {"plans": Grade.good, "unknown": Grade.poor}

    counted = scoring.grade_counts(rating, grades)

    assert counted == {Grade.excellent: 6, Grade.good: 1, Grade.average: 0, Grade.poor: 0}


POINTS = {"political_tasks": 2800, "meeting_quality": 1850, "unity_discipline": 2400, "cadres_members": 2300}


def test_points_add_up(four_good: Programme) -> None:
    assert scoring.total(four_good, POINTS) == 9350
    assert scoring.total(four_good, {}) == 0


def test_a_cell_with_enough_points_and_rating_may_be_recognised(four_good: Programme) -> None:
    found = demands_of(four_good, Known(points=POINTS, year=2022, rating="GOOD"))

    assert [(demand.about, demand.criterion, demand.standing, demand.reason) for demand in found] == [
        (Asked.total, "", Standing.holds, None),
        *((Asked.criterion, number, Standing.holds, None) for number in ("I", "II", "III", "IV")),
        (Asked.rating, "", Standing.holds, None),
    ]


def test_every_obstacle_to_a_title_is_named(four_good: Programme) -> None:
    points = POINTS | {"meeting_quality": 1199, "cadres_members": 1500}

    found = demands_of(four_good, Known(points=points, year=2022, rating="COMPLETED"))

    obstacles = [demand for demand in found if demand.standing is not Standing.holds]
    assert {demand.standing for demand in obstacles} == {Standing.fails}
    assert [(demand.reason.code, dict(demand.reason.params)) for demand in obstacles if demand.reason] == [
        ("recognition_total", {"value": 7899, "needed": 8000}),
        ("recognition_each", {"criterion": "II", "value": 1199, "needed": 1200}),
        ("recognition_rating", {"level": "COMPLETED", "needed": Level.GOOD}),
    ]


def test_a_cell_without_a_rating_lacks_the_rating_a_title_asks_for(four_good: Programme) -> None:
    demand = demands_of(four_good, Known(points=POINTS, year=2022))[-1]

    assert (demand.about, demand.standing, demand.level) == (Asked.rating, Standing.unknown, None)
    assert demand.reason == Reason(code="recognition_unrated", params={"year": 2022, "needed": Level.GOOD})


def test_what_is_not_scored_yet_is_unknown_and_not_unmet(four_good: Programme) -> None:
    points = {key: value for key, value in POINTS.items() if key != "meeting_quality"}

    demands = demands_of(four_good, Known(points=points, year=2022, rating="GOOD"))

    found = {demand.criterion or demand.about: demand for demand in demands}

    assert (found[Asked.total].standing, found["II"].standing) == (Standing.unknown, Standing.unknown)
    assert found["II"].reason is not None
    assert found["I"].standing is Standing.holds


def test_a_total_that_no_score_to_come_can_reach_is_unmet(four_good: Programme) -> None:
    found = demands_of(four_good, Known(points={"political_tasks": 0}, year=2022, rating="GOOD"))

    assert (found[0].about, found[0].standing) == (Asked.total, Standing.fails)


def test_a_criterion_without_points_of_its_own_asks_for_no_share_of_them(four_good: Programme) -> None:
    groups = tuple(
        dataclasses.replace(group, criteria=tuple(
            dataclasses.replace(each, max_points=None) for each in group.criteria
        ))
        for group in four_good.groups
    )  # fmt: skip
    programme = dataclasses.replace(four_good, groups=groups)

    found = demands_of(programme, Known(points=POINTS, year=2022, rating="GOOD"))

    assert [demand.about for demand in found] == [Asked.total, Asked.rating]


def test_a_rating_has_no_obstacle_to_a_title(rating: Programme) -> None:
    assert demands_of(rating, Known(year=2022)) == ()
