"""Outcomes of a table's own: degrees of a title, more levels than four, caps, and what older files say read on."""

from dataclasses import replace
from pathlib import Path

import pytest

from grading.rules.derivation import Derivation, derive
from grading.rules.known import Known
from grading.rules.levels import Level
from grading.rules.obstacles import obstacles
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from grading.rules.rehearsal import Filed, Turn, replay
from grading.rules.titles import demands_of
from tests.outcomes import changed
from tests.shipped import shipped

TABLES = Path("tests/programmes")
DEGREE, SCHOOL, CAPPED = (load(TABLES / f"own-{name}.yaml") for name in ("degree", "school", "mobilisation"))
NOTHING = dict.fromkeys(("rows_at_zero", "reprimands", "warnings", "dismissed", "late_reports"), 0)


def mobilised(claim: str = "EXCELLENT", **figures: int) -> Derivation:
    points = {"organising": 960, "doing": 8640}
    return derive(CAPPED, Known(points=points, figures=NOTHING | figures, claim=claim))


@pytest.mark.parametrize("programme", [DEGREE, SCHOOL, CAPPED], ids=lambda programme: programme.key)
def test_a_table_with_outcomes_of_its_own_comes_back_equal_from_its_stored_copy(programme: Programme) -> None:
    assert Programme.from_json(programme.to_json()) == programme


def test_a_degree_holds_the_title_within_which_it_lies() -> None:
    assert DEGREE.holders_of("recognised") == ("outstanding", "recognised")
    assert DEGREE.holders_of("outstanding") == ("outstanding",)
    assert DEGREE.ladder == ("outstanding", "recognised", "declined")


def test_a_degree_asks_for_what_the_title_asks_and_for_more() -> None:
    known = Known(points={"tasks": 4000, "meetings": 3000, "unity": 2500}, figures={"models": 0}, rating="GOOD")

    unmet = [demand.reason.code for demand in demands_of(DEGREE, known, "outstanding") if demand.reason]

    assert unmet == ["recognition_each", "recognition_figure"]
    assert [demand.reason for demand in demands_of(DEGREE, known) if demand.reason] == []


def test_an_outcome_of_a_table_counts_as_its_legal_level_and_an_imported_one_as_itself() -> None:
    assert [SCHOOL.counts_as(key) for key in ("kha", "chua_dat", "GOOD", "nothing")] == [
        Level.GOOD, Level.NOT_COMPLETED, Level.GOOD, None,
    ]  # fmt: skip


def test_a_share_of_the_total_is_a_threshold_in_points() -> None:
    assert SCHOOL.points_needed["trung_binh"] == 5000


def test_whoever_reaches_no_other_outcome_has_the_one_for_all_others() -> None:
    found = derive(SCHOOL, Known(points={"education": 0, "support": 0, "management": 0}))

    assert (found.by_points, found.level) == (None, "chua_dat")


@pytest.mark.parametrize(
    ("figures", "claim", "codes"),
    [
        ({"reprimands": 100}, "EXCELLENT", ["obstacle_cap_figure"]),
        ({"late_reports": 100}, "EXCELLENT", ["obstacle_lowered_figure"]),
        ({}, "GOOD", ["obstacle_claim"]),
        ({}, "EXCELLENT", []),
    ],
)
def test_what_limits_a_unit_is_named_among_the_obstacles(figures, claim, codes) -> None:
    found = mobilised(claim, **figures)

    assert [reason.code for reason in obstacles(CAPPED, found, ["EXCELLENT"])] == codes


def test_a_derivation_keeps_what_limited_it() -> None:
    found = Derivation.from_json(mobilised("GOOD", reprimands=100, late_reports=100).to_json())

    assert [level for level, _case in found.capping] == ["GOOD"]
    assert [case.condition.key for case in found.lowered_by] == ["late"]
    assert found.claimed == "GOOD"


def test_a_rehearsal_compares_two_ladders_by_the_legal_level() -> None:
    five = replace(SCHOOL, groups=CAPPED.groups, metrics=CAPPED.metrics)
    unit = Filed(
        unit_id=1, decided="GOOD", grades={}, points={"organising": 800, "doing": 6700}, figures=NOTHING,
        unit_kind="cell_subordinate", claim="GOOD",
    )  # fmt: skip

    falls = replay(CAPPED, five, unit)
    same = replay(CAPPED, five, replace(unit, decided="COMPLETED", points={"organising": 700, "doing": 5800}))

    assert (falls.own.level, falls.other.level, falls.decided, falls.turn) == ("COMPLETED", "kha", "tot", Turn.rises)
    assert (same.own.level, same.other.level) == ("NOT_COMPLETED", "trung_binh")


def test_a_rehearsal_of_a_title_says_who_would_lose_it_and_why() -> None:
    stricter = changed(DEGREE, "recognised", min_points=9600)
    unit = Filed(
        unit_id=1, decided="recognised", grades={}, points={"tasks": 3500, "meetings": 3000, "unity": 3000},
        figures={"models": 0}, unit_kind="cell_subordinate", year=2022, rating="GOOD", claim="outstanding",
    )  # fmt: skip

    same, falls = replay(DEGREE, DEGREE, unit), replay(DEGREE, stricter, unit)

    assert (same.turn, same.expected) == (Turn.same, "recognised")
    assert (falls.turn, falls.expected) == (Turn.falls, "declined")
    assert [(reason.code, reason.params["level"]) for reason in falls.lost] == [("obstacle_points", "recognised")]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("not_above: [ballot]", "not_above: [claim]", "Không cao hơn mức tự đề nghị"),
        ("    within: recognised\n", "", "Chi bộ 4 tốt tiêu biểu (TB, từ 90 điểm)"),
        ("groups: [life]", "criteria: [unity]", "Tiêu chí II.2 từ 90% điểm tối đa"),
    ],
)
def test_another_rule_prints_another_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    text = (TABLES / "own-degree.yaml").read_text(encoding="utf-8").partition("\nexamples:")[0]
    assert old in text
    (tmp_path / "own-degree.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    printed = describe(load(tmp_path / "own-degree.yaml"))

    assert line in printed
    assert line not in describe(DEGREE)


def test_levels_and_a_title_of_older_files_are_read_as_outcomes(tmp_path: Path) -> None:
    (tmp_path / "r2025.yaml").write_text(_in_levels("r2025"), encoding="utf-8")
    (tmp_path / "own-degree.yaml").write_text(OLD_TITLE, encoding="utf-8")

    rating, title = load(tmp_path / "r2025.yaml"), load(tmp_path / "own-degree.yaml")

    assert rating.outcomes == shipped("r2025").outcomes
    (rule,) = title.outcomes
    assert (rule.key, rule.name.vi, rule.min_points, rule.min_each[0].pct) == ("recognised", "Chi bộ 4 tốt", 8000, 5000)
    assert (rule.requires_rating_at_least, rule.unset) == (Level.GOOD, ())


def test_an_issuer_may_fill_in_what_an_older_file_calls_otherwise(tmp_path: Path) -> None:
    (tmp_path / "four-good.yaml").write_bytes(Path("config/programmes/four-good.yaml").read_bytes())
    (tmp_path / "mine.yaml").write_text(
        "extends: four-good\nkey: mine\nrecognition:\n  min_total: {value: 70, source: Hướng dẫn}\n", encoding="utf-8"
    )

    programme = load(tmp_path / "mine.yaml")

    assert programme.outcomes[0].min_points == 7000
    assert [each.path for each in programme.filled] == ["/outcomes/recognised/min_points"]


def test_an_issuer_puts_a_degree_above_the_title(tmp_path: Path) -> None:
    (tmp_path / "four-good.yaml").write_bytes(Path("config/programmes/four-good.yaml").read_bytes())
    (tmp_path / "mine.yaml").write_text(
        "extends: four-good\nkey: mine\noutcomes:\n"
        "  - {key: best, name: {vi: Tiêu biểu, en: Best}, short: TB, within: recognised, min_points: 95}\n"
        "  - {key: recognised, min_points: {value: 70, source: Hướng dẫn}}\n",
        encoding="utf-8",
    )

    assert load(tmp_path / "mine.yaml").ladder == ("best", "recognised", "declined")


def test_without_a_rule_of_its_own_an_outcome_is_changed_by_key() -> None:
    assert changed(SCHOOL, "kha", min_points=7500).points_needed["kha"] == 7500


def _in_levels(name: str) -> str:
    """Returns a shipped file as it was written before there were outcomes."""
    text = Path(f"config/programmes/{name}.yaml").read_text(encoding="utf-8").replace("\noutcomes:\n", "\nlevels:\n")
    for level in ("EXCELLENT", "GOOD", "COMPLETED", "NOT_COMPLETED"):
        text = text.replace(f"  - key: {level}\n    counts_as: {level}\n", f"  - code: {level}\n")
    assert "counts_as" not in text
    return text


def _old_title() -> str:
    text = (TABLES / "own-degree.yaml").read_text(encoding="utf-8")
    head = text.partition("\noutcomes:")[0].replace("[outstanding, recognised, against]", "[for, against]")
    head = head.replace("asked: [members_official, models]", "asked: [members_official]")
    return head + "\n  min_total: 80\n  min_each: 50\n  requires_rating_at_least: GOOD\n"


OLD_TITLE = _old_title()
