"""The level that the rules of each regime give, at every band edge and with every condition failing alone."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from grading.rules.conditions import Standing
from grading.rules.derivation import Derivation, Ending, derive
from grading.rules.known import Known
from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Condition, Operator
from tests.unit.rules.regimes import BEST, best_of

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED
NO_MATCH = None


def level_of(programme: Programme, kind: str = "cell_grassroots", **changed: object) -> Level | None:
    return changed_from_best(programme, kind, changed).level


def changed_from_best(programme: Programme, kind: str, changed: Mapping[str, object]) -> Derivation:
    """Derives the level of a unit that meets everything but for these grades, points (whole) or figures (counts)."""
    grades, points, figures = best_of(programme)
    for key, value in changed.items():
        if isinstance(value, Grade):
            grades[key] = value
        elif any(criterion.key == key for criterion in programme.criteria):
            points[key] = int(str(value)) * 100
        elif value is None:
            figures.pop(key)
        else:
            figures[key] = int(str(value)) * 100
    return derive(programme, Known(grades=grades, points=points, figures=figures, unit_kind=kind))


@pytest.mark.parametrize("name", sorted(BEST))
@pytest.mark.parametrize("kind", ["cell_subordinate", "cell_grassroots", "committee_grassroots"])
def test_a_unit_that_meets_everything_reaches_the_highest_level(programmes, name, kind):
    assert level_of(programmes[name], kind) == EXCELLENT


R2019 = [
    ({"ideology": Grade.good}, GOOD),
    ({"results": Grade.good}, GOOD),
    ({"repairs": Grade.good}, EXCELLENT),
    ({"repairs": Grade.average}, GOOD),
    ({"ideology": Grade.average}, COMPLETED),
    ({"plans": Grade.average}, COMPLETED),
    ({"repairs": Grade.poor}, NOT_COMPLETED),
    ({"plans": Grade.poor}, NOT_COMPLETED),
    ({"inspection": Grade.poor}, NOT_COMPLETED),
    # 20 members: 16 of them good or better is 80 %, 15 is 75 %
    ({"members_excellent": 4, "members_good": 12, "members_completed": 4}, EXCELLENT),
    ({"members_excellent": 4, "members_good": 11, "members_completed": 5}, GOOD),
    ({"members_excellent": 4, "members_good": 6, "members_completed": 10}, GOOD),
    ({"members_excellent": 4, "members_good": 5, "members_completed": 11}, COMPLETED),
    ({"members_good": 15, "members_not_completed": 1}, COMPLETED),
    # more than 20 % of the members not completed forces the lowest level; 4 of 20 are not more
    ({"members_good": 12, "members_not_completed": 4}, COMPLETED),
    ({"members_good": 11, "members_not_completed": 5}, NOT_COMPLETED),
    # under half of the targets: 5 of 10 are half
    ({"targets_met": 5}, EXCELLENT),
    ({"targets_met": 4}, NOT_COMPLETED),
]


@pytest.mark.parametrize(("changed", "level"), R2019, ids=str)
def test_the_rules_of_2019_to_2022_give_the_level(programmes, changed, level):
    assert level_of(programmes["r2019"], **changed) == level


R2019_COMMITTEES = [
    ({"organisations_good_or_better": 8}, EXCELLENT),
    ({"organisations_good_or_better": 7}, GOOD),
    ({"organisations_good_or_better": 5}, GOOD),
    ({"organisations_good_or_better": 4}, COMPLETED),
    ({"organisations_completed_or_better": 9}, COMPLETED),
    ({"members_not_completed": 10}, EXCELLENT),
]


@pytest.mark.parametrize(("changed", "level"), R2019_COMMITTEES, ids=str)
def test_a_committee_of_2019_to_2022_is_rated_by_its_organisations(programmes, changed, level):
    assert level_of(programmes["r2019"], "committee_grassroots", **changed) == level


R2023 = [
    ({"ideology": Grade.good}, EXCELLENT),
    ({"ideology": Grade.average}, GOOD),
    ({"plans": Grade.good}, GOOD),
    ({"plans": Grade.average}, COMPLETED),
    ({"repairs": Grade.poor}, NOT_COMPLETED),
    ({"products": 0}, NO_MATCH),
    ({"leaders_disciplined": 1}, GOOD),
    ({"leaders_disciplined": 1, "leaders_not_remedied": 1}, NO_MATCH),
    ({"collective_disciplined": 1}, NOT_COMPLETED),
    ({"conclusions_against": 1}, NOT_COMPLETED),
    ({"targets_met": 5, "main_targets_missed": 1}, EXCELLENT),
    ({"targets_met": 4, "main_targets_missed": 0}, EXCELLENT),
    ({"targets_met": 4, "main_targets_missed": 1}, NOT_COMPLETED),
]


@pytest.mark.parametrize(("changed", "level"), R2023, ids=str)
def test_the_rules_of_2023_and_2024_give_the_level(programmes, changed, level):
    assert level_of(programmes["r2023"], **changed) == level


R2023_COMMITTEES = [
    ({"subordinates_disciplined": 1}, GOOD),
    ({"subordinates_disciplined": 1, "subordinates_not_remedied": 1}, NO_MATCH),
    ({"subordinates_disciplined": 2, "subordinates_not_remedied": 2}, NO_MATCH),
    ({"subordinates_disciplined": 3, "subordinates_not_remedied": 3}, NOT_COMPLETED),
    ({"corruption_not_remedied": 1}, NOT_COMPLETED),
]


@pytest.mark.parametrize(("changed", "level"), R2023_COMMITTEES, ids=str)
def test_a_committee_of_2023_and_2024_answers_for_its_organisations(programmes, changed, level):
    assert level_of(programmes["r2023"], "committee_grassroots", **changed) == level


R2025 = [
    # 90, 70 and 50 points; each at the edge and one below
    ({"tasks": 30}, EXCELLENT),
    ({"tasks": 29}, GOOD),
    ({"tasks": 10}, GOOD),
    ({"tasks": 9}, COMPLETED),
    ({"tasks": 0, "exceeded": 5}, COMPLETED),
    ({"tasks": 0, "exceeded": 4}, NOT_COMPLETED),
    # 20 tasks: 6 beyond what was required are 30 %
    ({"tasks_exceeded": 6}, EXCELLENT),
    ({"tasks_exceeded": 5}, GOOD),
    ({"subordinates_disciplined": 1}, GOOD),
    ({"leaders_disciplined": 1}, GOOD),
    ({"shortcomings_fixed": 2}, GOOD),
    ({"shortcomings_fixed": 0, "shortcomings_total": 0}, EXCELLENT),
    # late tasks: 4 of 20 are 20 %
    ({"tasks_on_time": 19, "tasks_late": 1}, COMPLETED),
    ({"tasks_on_time": 16, "tasks_late": 4}, COMPLETED),
    ({"tasks_on_time": 15, "tasks_late": 5}, NO_MATCH),
    ({"tasks_done": 19, "tasks_on_time": 19}, NO_MATCH),
    ({"tasks_done": 19, "tasks_on_time": 19, "tasks": 0, "exceeded": 0}, NOT_COMPLETED),
]


@pytest.mark.parametrize(("changed", "level"), R2025, ids=str)
def test_the_rules_from_2025_on_give_the_level(programmes, changed, level):
    assert level_of(programmes["demo-r2025"], **changed) == level


def test_if_no_level_fits_both_scales_are_kept_and_a_body_chooses(programmes):
    derivation = changed_from_best(programmes["demo-r2025"], "cell_grassroots", {"tasks_done": 19, "tasks_on_time": 19})

    assert (derivation.ending, derivation.level, derivation.by_points, derivation.by_conditions) == (
        Ending.no_match,
        None,
        EXCELLENT,
        None,
    )


def test_the_lower_of_points_and_conditions_is_the_level(programmes):
    derivation = changed_from_best(programmes["demo-r2025"], "cell_grassroots", {"tasks": 9})

    assert (derivation.by_points, derivation.by_conditions, derivation.level) == (COMPLETED, EXCELLENT, COMPLETED)
    assert (derivation.points, derivation.rung(GOOD).points_short) == (6900, 100)


def test_a_failing_condition_says_by_how_much_and_what_is_needed(programmes):
    derivation = changed_from_best(programmes["demo-r2025"], "cell_grassroots", {"tasks_exceeded": 5})

    (failing,) = derivation.rung(EXCELLENT).failing
    assert (failing.condition.key, failing.value, failing.needed, failing.short_by) == (
        "tasks_exceeded",
        2500,
        3000,
        500,
    )


def test_a_missing_figure_leaves_the_level_open_between_two_levels(programmes):
    derivation = changed_from_best(programmes["demo-r2025"], "cell_grassroots", {"tasks_exceeded": None})

    assert (derivation.ending, derivation.level, derivation.at_best, derivation.at_least) == (
        Ending.open,
        None,
        EXCELLENT,
        GOOD,
    )
    assert [outcome.condition.key for outcome in derivation.rung(EXCELLENT).unknown] == ["tasks_exceeded"]


def test_a_missing_figure_that_changes_nothing_leaves_nothing_open(programmes):
    derivation = changed_from_best(
        programmes["demo-r2025"], "cell_grassroots", {"tasks_exceeded": None, "leaders_disciplined": 1}
    )

    assert (derivation.ending, derivation.level) == (Ending.matched, GOOD)


def test_a_case_never_raises_a_unit_above_its_level_without_the_case(programmes):
    rules = programmes["demo-r2025"]
    disciplined = Condition(key="case", source="thử nghiệm", figure="leaders_disciplined",
                            operator=Operator.more_than, value=0)  # fmt: skip
    completed = replace(rules.outcome(COMPLETED), vetoes=(disciplined,))
    cased = replace(rules, outcomes=tuple(completed if rule.key == COMPLETED else rule for rule in rules.outcomes))

    derivation = changed_from_best(
        cased, "cell_grassroots", {"leaders_disciplined": 1, "tasks": 0, "exceeded": 0, "leadership": 0}
    )

    assert (derivation.forced, derivation.level) == (COMPLETED, NOT_COMPLETED)


def test_a_case_without_a_reported_figure_forces_nothing(programmes):
    derivation = changed_from_best(programmes["r2019"], "cell_grassroots", {"targets_met": None})

    assert (derivation.level, derivation.forced) == (EXCELLENT, None)
    assert {case.condition.key: case.standing for case in derivation.rung(NOT_COMPLETED).cases} == {
        "targets_under_half": Standing.unknown,
        "party_building_poor": Standing.fails,
        "members_not_completed": Standing.fails,
    }


def test_a_condition_that_a_body_judges_is_named_and_decides_nothing(programmes):
    derivation = changed_from_best(programmes["r2019"], "cell_grassroots", {})

    assert [outcome.condition.key for outcome in derivation.rung(EXCELLENT).judged] == [
        "same_level_good",
        "outstanding",
    ]
    assert derivation.level == EXCELLENT


@pytest.mark.parametrize("name", sorted(BEST))
def test_a_derivation_is_kept_as_text_and_read_again(programmes, name):
    derivation = changed_from_best(programmes[name], "cell_grassroots", {})

    assert Derivation.from_json(derivation.to_json()) == derivation
