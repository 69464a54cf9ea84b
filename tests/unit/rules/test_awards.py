"""Grounds of awards, and the years running that the grounds require."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.rules.awards import Worth, achievement, faults, grounds, needs_issuer_reason, worth
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.awards import BasePay, StreakBase
from grading.rules.streaks import History, Origin, Record, inherited, length
from grading.rules.streaks import faults as streak_faults

DAY = date(2022, 12, 26)
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


def test_a_later_year_is_not_part_of_the_streak() -> None:
    assert streak_faults(FIVE | {2023: "NOT_COMPLETED"}, 2022, 5) == ()


def test_a_good_cell_has_no_ground(rating: Programme) -> None:
    award_grounds = grounds(rating, 2022, History.of(FIVE | {2022: "GOOD"}), unit="Chi bộ 01")

    assert [[reason.code for reason in ground.reasons] for ground in award_grounds] == [
        ["award_level"],
        ["award_level"],
    ]
    assert dict(award_grounds[0].reasons[0].params) == {"unit": "Chi bộ 01", "level": "GOOD"}


def test_one_excellent_year_opens_the_award_of_the_year_only(rating: Programme) -> None:
    open_by_key = {ground.rule.key: ground.is_open for ground in grounds(rating, 2022, History.of({2022: "EXCELLENT"}))}

    assert open_by_key == {"Y": True, "F": False}


def test_five_excellent_years_open_both_awards(rating: Programme) -> None:
    assert all(ground.is_open for ground in grounds(rating, 2022, History.of(FIVE)))


def test_a_unit_without_a_result_is_named_as_not_rated(rating: Programme) -> None:
    (reason,) = faults(rating.award("Y"), 2022, History.of({}))

    assert reason.params["level"] is Level.NOT_RATED


def test_the_text_of_the_achievement_names_the_years(rating: Programme) -> None:
    assert (
        achievement(rating.award("Y"), 2022, DAY) == "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu năm 2022"
    )
    assert (
        achievement(rating.award("F"), 2022, DAY)
        == "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu 5 năm liền (2018 - 2022)"
    )
    assert achievement(rating.award("F"), 2022, DAY, language="en").endswith("five years running (2018 - 2022)")


def test_the_text_depends_on_the_day_of_the_decision_not_on_the_year_graded(rating: Programme) -> None:
    before, after = date(2021, 9, 27), date(2021, 9, 28)

    assert achievement(rating.award("Y"), 2020, before) == "Đạt tiêu chuẩn “Trong sạch, vững mạnh” tiêu biểu năm 2020"
    assert "Hoàn thành xuất sắc nhiệm vụ" in achievement(rating.award("Y"), 2020, after)


def test_a_streak_of_awards_needs_the_award_of_each_earlier_year(rating: Programme) -> None:
    rule = replace(rating.award("F"), streak_base=StreakBase.award)

    assert faults(rule, 2022, History.of(FIVE, awarded=range(2018, 2022))) == ()
    (reason,) = faults(rule, 2022, History.of(FIVE, awarded=(2018, 2021)), unit="Chi bộ 01")
    assert (reason.code, dict(reason.params)) == ("streak_unawarded", {"n": 5, "year": 2020, "unit": "Chi bộ 01"})


def test_a_body_that_the_source_does_not_name_is_asked_for_a_reason(regime: Programme) -> None:
    assert needs_issuer_reason(regime.award("Y"), "committee_upper")
    assert not needs_issuer_reason(regime.award("Y"), "committee_grassroots")
    assert not needs_issuer_reason(replace(regime.award("Y"), given_by=()), "committee_upper")


def test_an_award_is_worth_its_coefficient_and_an_amount_if_base_pay_is_known(rating: Programme) -> None:
    paid = replace(rating, base_pay=(BasePay(since=date(2024, 7, 1), amount=2_340_000),))

    assert worth(paid, paid.award("Y"), date(2024, 6, 30)) == Worth(times=60, amount=None)
    assert worth(paid, paid.award("Y"), date(2024, 7, 1)) == Worth(times=60, amount=1_404_000)
    assert worth(paid, paid.award("F"), date(2025, 1, 1)) == Worth(times=150, amount=3_510_000)
    assert worth(paid, paid.award("Y"), date(2015, 10, 26)) is None


# --- mergers: units 2 and 3 became unit 1 in 2021, and unit 4 became unit 3 in 2019

OUT_OF = {1: [Origin(unit_id=2, year=2021), Origin(unit_id=3, year=2021)], 3: [Origin(unit_id=4, year=2019)]}


def merged(**changed: Mapping[int, str]) -> Record:
    """Returns the record of unit 1 if all units were always excellent, except for these changes (u2 is unit 2)."""
    years = {
        "u1": {2021: "EXCELLENT", 2022: "EXCELLENT"},
        "u2": dict.fromkeys(range(2018, 2021), "EXCELLENT"),
        "u3": {2019: "EXCELLENT", 2020: "EXCELLENT"},
        "u4": {2018: "EXCELLENT"},
    } | changed
    return inherited(1, {int(name[1:]): Record(levels=levels) for name, levels in years.items()}, OUT_OF)


def test_years_before_a_merger_count_when_all_merged_units_reached_them() -> None:
    assert length(merged().levels, 2022) == 5


@pytest.mark.parametrize(
    ("changed", "years"),
    [
        ({"u2": {2018: "EXCELLENT", 2019: "GOOD", 2020: "EXCELLENT"}}, 3),
        ({"u2": {2018: "EXCELLENT", 2019: "EXCELLENT"}}, 2),
        ({"u4": {}}, 4),
        ({"u1": {2020: "GOOD", 2021: "EXCELLENT", 2022: "EXCELLENT"}}, 2),
    ],
)
def test_a_merged_unit_that_did_not_reach_a_year_breaks_the_year_for_all(
    changed: dict[str, dict[int, str]], years: int
) -> None:
    assert length(merged(**changed).levels, 2022) == years


def test_a_unit_does_not_inherit_results_from_after_it_came_out_of_another() -> None:
    records = {2: Record(levels=FIVE, awarded=frozenset(FIVE))}

    record = inherited(1, records, {1: [Origin(unit_id=2, year=2020)]})

    assert set(record.levels) == set(record.awarded) == {2018, 2019, 2020}


def test_a_merger_breaks_the_years_unless_the_issuer_says_it_does_not(rating: Programme) -> None:
    history = History(own=Record(levels={2022: "EXCELLENT"}), through_mergers=Record(levels=FIVE))

    open_, breaks = replace(rating.award("F"), merger_breaks=False), replace(rating.award("F"), merger_breaks=True)

    assert faults(open_, 2022, history) == ()
    assert [reason.code for reason in faults(breaks, 2022, history)] == ["streak_broken"]
    assert [reason.code for reason in faults(replace(breaks, merger_breaks=None), 2022, history)] == ["streak_broken"]


YEARS = st.dictionaries(st.integers(2010, 2022), st.sampled_from(["EXCELLENT", "GOOD", "NOT_RATED"]))


@given(years=YEARS, older=st.dictionaries(st.integers(2000, 2009), st.sampled_from(["EXCELLENT", "GOOD"])))
def test_a_longer_history_never_shortens_a_streak(years: dict[int, str], older: dict[int, str]) -> None:
    assert length(years | older, 2022) >= length(years, 2022)


@given(own=YEARS, first=YEARS, second=YEARS, year=st.integers(2010, 2023))
def test_inherited_years_never_shorten_a_streak_and_never_exceed_a_predecessor(
    own: dict[int, str], first: dict[int, str], second: dict[int, str], year: int
) -> None:
    records = {1: Record(levels=own), 2: Record(levels=first), 3: Record(levels=second)}

    record = inherited(1, records, {1: [Origin(unit_id=2, year=year), Origin(unit_id=3, year=year)]})

    assert length(record.levels, 2022) >= length(own, 2022)
    for inherited_year in record.levels.keys() - own.keys():
        assert inherited_year <= year
        assert Level(record.levels[inherited_year]).at_most(Level(first[inherited_year]))
        assert Level(record.levels[inherited_year]).at_most(Level(second[inherited_year]))


@given(own=YEARS)
def test_units_that_came_out_of_each_other_still_have_a_record(own: dict[int, str]) -> None:
    circle = {1: [Origin(unit_id=2, year=2020)], 2: [Origin(unit_id=1, year=2020)]}

    assert inherited(1, {1: Record(levels=own)}, circle).levels == own
