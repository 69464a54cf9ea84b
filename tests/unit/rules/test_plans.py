"""A scheme of several years: each year's target and the share at the end are met, missed or still coming."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.rules.frozen.programme import PROGRAMME
from grading.rules.plans import Standing, progress
from grading.rules.programmes.parts.plan import Counted, Plan, ShareTarget, YearTarget
from grading.rules.programmes.parts.texts import Text

PLAN = Plan(
    title=Text(vi="Đề án", en="Scheme"),
    source="thử nghiệm",
    years=(2022, 2025),
    targets=(YearTarget(year=2023, cells=3), YearTarget(year=2024, cells=3)),
    share=ShareTarget(by=2025, more_than=2500),
)


def cells(*ids: int) -> frozenset[int]:
    return frozenset(ids)


def test_a_year_is_met_missed_or_coming_and_a_year_without_a_target_is_untold() -> None:
    plan_progress = progress(PLAN, {2022: cells(1), 2023: cells(1, 2, 3), 2024: cells(4)}, 40, 2024)

    standings = {year.year: year.standing for year in plan_progress.years}

    assert standings == {
        2022: Standing.untold,
        2023: Standing.met,
        2024: Standing.coming,
        2025: Standing.untold,
    }


def test_a_year_that_is_over_without_its_number_is_missed() -> None:
    plan_progress = progress(PLAN, {2023: cells(1, 2)}, 40, 2025)

    assert [year.standing for year in plan_progress.years if year.year in {2023, 2024}] == [Standing.missed] * 2


def test_a_cell_counts_once_however_often_it_is_recognised() -> None:
    plan_progress = progress(PLAN, {2022: cells(1, 2), 2023: cells(2, 3), 2025: cells(1)}, 12, 2026)

    assert [year.ever for year in plan_progress.years] == [2, 3, 3, 3]
    assert plan_progress.share == 2500


@pytest.mark.parametrize(("number", "standing"), [(10, Standing.missed), (11, Standing.met)])
def test_exactly_a_quarter_is_not_more_than_a_quarter(number: int, standing: Standing) -> None:
    plan_progress = progress(PLAN, {2025: frozenset(range(number))}, 40, 2026)

    assert plan_progress.share_standing is standing


def test_the_share_is_still_coming_while_its_year_lasts() -> None:
    assert progress(PLAN, {}, 40, 2025).share_standing is Standing.coming


def test_a_scheme_without_cells_has_a_share_of_zero_and_misses_its_target() -> None:
    plan_progress = progress(PLAN, {}, 0, 2026)

    assert (plan_progress.share, plan_progress.share_standing) == (0, Standing.missed)


@given(st.dictionaries(st.integers(2020, 2027), st.frozensets(st.integers(1, 40))), st.integers(1, 60))
def test_a_number_that_was_once_reached_is_never_lost_again(titled: dict[int, frozenset[int]], more: int) -> None:
    before = progress(PLAN, titled, 60, 2026)
    after = progress(PLAN, {**titled, 2025: titled.get(2025, frozenset()) | {more}}, 60, 2026)

    reached = [year.ever for year in before.years]
    assert reached == sorted(reached)
    assert after.share >= before.share


def test_a_plan_counts_the_cells_that_it_names() -> None:
    carried = {2023: cells(1, 2, 3, 4)}

    of_titles = progress(PLAN, {2023: cells(1)}, 40, 2024, carried).years[1]
    of_work = progress(replace(PLAN, counts=Counted.carrying_out), {2023: cells(1)}, 40, 2024, carried).years[1]

    assert (of_titles.counted, of_titles.standing) == (1, Standing.missed)
    assert (of_work.counted, of_work.standing) == (4, Standing.met)
    assert of_work.ever == 1


def test_an_older_copy_of_a_programme_keeps_what_its_plan_and_its_attendance_counted() -> None:
    written = PROGRAMME.numbered({"year_work": {"source": "x"}, "plan": {"title": "x"}}, 4)

    older = PROGRAMME.upgraded({**written, "format": 3})

    assert older["year_work"]["attendance_base"] == "due_without_excused"
    assert older["plan"]["counts"] == "recognised"
