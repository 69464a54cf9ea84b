"""Section `members_decided`: the counts that a unit only proposes and that others decide later."""

import json
from pathlib import Path

import pytest

from grading.rules.conditions import figures_read
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from tests.shipped import missing

PROGRAMMES = Path("config/programmes")
LEVELS = ("members_excellent", "members_good", "members_completed", "members_not_completed")


@pytest.mark.parametrize("name", ["r2019", "r2023", "r2025", "demo-giong-rieng-r2019", "demo-r2025"])
def test_members_levels_are_decided_later_under_every_regime(name: str) -> None:
    programme = load(PROGRAMMES / f"{name}.yaml")

    assert tuple(metric.key for metric in programme.decided_later) == LEVELS
    assert programme.members_decided
    assert programme.members_decided.needed is False
    assert not [path for path in missing(programme) if "members_decided" in path]


def test_a_title_has_no_counts_that_are_decided_later() -> None:
    assert load(PROGRAMMES / "demo-four-good.yaml").decided_later == ()


def test_a_copy_stored_before_the_section_existed_has_no_counts_decided_later() -> None:
    stored = json.loads(load(PROGRAMMES / "r2019.yaml").to_json())
    del stored["format"], stored["members_decided"]
    for rule in stored["consistency"]:
        del rule["within_pct"], rule["within_count"]

    assert Programme.from_json(json.dumps(stored)).decided_later == ()


def test_proposing_one_level_again_proposes_all_levels_again() -> None:
    programme = load(PROGRAMMES / "r2019.yaml")

    assert programme.proposed_with({"members_good"}) == set(LEVELS)
    assert programme.proposed_with({"members_official"}) == {"members_official"}


def test_an_issuer_may_say_that_a_vote_waits_for_the_decided_counts(tmp_path: Path) -> None:
    (tmp_path / "r2019.yaml").write_bytes((PROGRAMMES / "r2019.yaml").read_bytes())
    own = "extends: r2019\nkey: mine\nmembers_decided:\n  needed: {value: true, source: Hướng dẫn số 1}\n"
    (tmp_path / "mine.yaml").write_text(own, encoding="utf-8")

    programme = load(tmp_path / "mine.yaml")

    assert programme.members_decided
    assert programme.members_decided.needed is True
    assert "Phải nhập số đã quyết định trước khi biểu quyết: có" in describe(programme)


def test_an_open_value_is_among_the_values_that_the_issuer_must_give(tmp_path: Path) -> None:
    text = (PROGRAMMES / "r2019.yaml").read_text(encoding="utf-8")
    metrics = f"metrics: [{', '.join(LEVELS)}]"
    (tmp_path / "r2019.yaml").write_text(text.replace(metrics, f"{metrics}\n  needed: null"), encoding="utf-8")

    assert "/members_decided/needed" in missing(load(tmp_path / "r2019.yaml"))


def test_a_limit_that_the_issuer_has_not_given_is_among_the_values_the_issuer_must_give(tmp_path: Path) -> None:
    for file in PROGRAMMES.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    text = (tmp_path / "demo-r2025.yaml").read_text(encoding="utf-8")
    limit = text[text.index("within_pct: {") : text.index("}", text.index("within_pct: {")) + 1]
    (tmp_path / "demo-r2025.yaml").write_text(text.replace(limit, "within_pct: null"), encoding="utf-8")

    programme = load(tmp_path / "demo-r2025.yaml")

    assert missing(programme) == ("/consistency/members_year_on_year/within_pct",)
    assert "Số đảng viên: so với năm trước, cho phép chênh chưa quy định" in describe(programme)


def test_the_printed_programme_says_how_far_a_figure_may_be_from_last_years() -> None:
    assert "Số đảng viên: so với năm trước, cho phép chênh 20%" in describe(load(PROGRAMMES / "demo-r2025.yaml"))


def test_conditions_read_the_operands_of_the_shares_that_they_name() -> None:
    figures = figures_read(load(PROGRAMMES / "r2019.yaml"))

    assert {*LEVELS, "members_rated", "targets_met", "targets_total", "targets_met_pct"} <= figures
    assert "members_official" not in figures
