"""Grounds of awards and the years running that they ask for."""

import pytest

from grading.rules.awards import achievement, faults, grounds
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.streaks import faults as streak_faults
from grading.rules.streaks import length

FIVE = dict.fromkeys(range(2018, 2023), "EXCELLENT")


def test_five_excellent_years_are_five_years_running() -> None:
    assert length(FIVE, 2022) == 5
    assert streak_faults(FIVE, 2022, 5) == ()


@pytest.mark.parametrize(
    ("years", "broken", "level"),
    [
        (FIVE | {2020: "GOOD"}, 2020, "GOOD"),
        (FIVE | {2020: "GOOD", 2018: "GOOD"}, 2020, "GOOD"),
        ({year: level for year, level in FIVE.items() if year != 2018}, 2018, None),
        (FIVE | {2022: "NOT_RATED"}, 2022, "NOT_RATED"),
        ({}, 2022, None),
    ],
)
def test_a_broken_streak_names_the_latest_year_that_breaks_it(
    years: dict[int, str], broken: int, level: str | None
) -> None:
    (reason,) = streak_faults(years, 2022, 5, unit="Chi bộ 01")

    assert reason.code == "streak_broken"
    assert dict(reason.params) == {"n": 5, "year": broken, "unit": "Chi bộ 01", "level": level}


def test_a_later_year_is_no_part_of_the_streak() -> None:
    assert streak_faults(FIVE | {2023: "NOT_COMPLETED"}, 2022, 5) == ()


def test_a_good_cell_has_no_ground(rating: Programme) -> None:
    found = grounds(rating, 2022, FIVE | {2022: "GOOD"}, unit="Chi bộ 01")

    assert [[reason.code for reason in ground.reasons] for ground in found] == [["award_level"], ["award_level"]]
    assert dict(found[0].reasons[0].params) == {"unit": "Chi bộ 01", "level": "GOOD"}


def test_one_excellent_year_opens_the_award_of_the_year_only(rating: Programme) -> None:
    found = {ground.rule.key: ground.is_open for ground in grounds(rating, 2022, {2022: "EXCELLENT"})}

    assert found == {"Y": True, "F": False}


def test_five_excellent_years_open_both(rating: Programme) -> None:
    assert all(ground.is_open for ground in grounds(rating, 2022, FIVE))


def test_a_unit_without_a_result_is_said_to_be_not_rated(rating: Programme) -> None:
    (reason,) = faults(rating.award("Y"), 2022, {})

    assert reason.params["level"] is Level.NOT_RATED


def test_the_text_of_the_achievement_names_the_years(rating: Programme) -> None:
    assert achievement(rating.award("Y"), 2022) == "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu năm 2022"
    assert (
        achievement(rating.award("F"), 2022)
        == "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu 5 năm liền (2018 - 2022)"
    )
    assert achievement(rating.award("F"), 2022, language="en").endswith("five years running (2018 - 2022)")
