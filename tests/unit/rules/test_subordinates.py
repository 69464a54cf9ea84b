"""The figures that a committee takes from the organisations below, and the units that a programme is for."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from grading.rules.programmes.saying.organisations import counted_words
from grading.rules.subordinates import Standing, counts, figures_of

PROGRAMMES = Path(__file__).resolve().parents[3] / "config" / "programmes"
BELOW = [
    Standing(level=Level.EXCELLENT, titles=frozenset({"four_good"})),
    Standing(level=Level.GOOD),
    Standing(level=Level.COMPLETED, titles=frozenset({"five_good"})),
    Standing(level=Level.NOT_COMPLETED),
    Standing(level=Level.NOT_RATED),
    Standing(),
]


def test_organisations_are_counted_from_a_level_up():
    programme = load(PROGRAMMES / "r2019.yaml")

    counted = counts(programme.counted, BELOW)

    assert counted == {
        "organisations_rated": 400,
        "organisations_good_or_better": 200,
        "organisations_completed_or_better": 300,
    }


def test_all_organisations_are_counted_whether_rated_or_not():
    programme = load(PROGRAMMES / "r2023.yaml")

    counted = counts(programme.counted, BELOW)

    assert counted == {"subordinates_total": 600}


def test_organisations_are_counted_from_a_level_down_where_they_are_rated():
    programme = load(PROGRAMMES / "r2019.yaml")
    rated = next(metric for metric in programme.counted if metric.key == "organisations_rated")
    weak = [replace(rated, key=level, least=None, most=level) for level in (Level.NOT_COMPLETED, Level.COMPLETED)]

    assert counts(weak, BELOW) == {"NOT_COMPLETED": 100, "COMPLETED": 200}
    assert [counted_words(metric) for metric in weak] == [
        "đếm tổ chức trực thuộc ở mức “Không hoàn thành nhiệm vụ”",
        "đếm tổ chức trực thuộc ở mức “Hoàn thành nhiệm vụ” trở xuống",
    ]


@pytest.mark.parametrize("name", ["r2019", "r2023", "r2025"])
def test_a_regime_is_for_cells_and_the_committees_above_them(name):
    programme = load(PROGRAMMES / f"{name}.yaml")

    scope = set(programme.scope)

    committees = {"committee_section", "committee_grassroots", "committee_upper"}
    assert scope == committees | {"cell_subordinate", "cell_grassroots"}
    assert "đảng bộ cơ sở" in describe(programme)


def test_a_copy_stored_before_there_was_a_scope_is_for_cells():
    stored = json.loads(load(PROGRAMMES / "r2019.yaml").to_json())
    del stored["format"], stored["scope"]

    programme = Programme.from_json(json.dumps(stored))

    assert programme.scope == ("cell_subordinate", "cell_grassroots")


def test_the_counts_are_shown_with_their_shares_and_nothing_else():
    programme = load(PROGRAMMES / "r2019.yaml")
    values = {"members": 900} | counts(programme.counted, BELOW)

    shown = {metric.key: value for metric, value in figures_of(programme, values)}

    assert shown["organisations_rated"] == 400
    assert shown["organisations_good_or_better_pct"] == 5000
    assert "members" not in shown


def test_a_share_of_no_organisation_is_not_shown():
    programme = load(PROGRAMMES / "r2019.yaml")

    shown = [metric.key for metric, _value in figures_of(programme, counts(programme.counted, []))]

    assert "organisations_good_or_better_pct" not in shown
