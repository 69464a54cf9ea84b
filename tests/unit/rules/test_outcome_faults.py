"""Mistakes in the outcomes of a table: each is refused with its line and column, or prints another table."""

from pathlib import Path

import pytest

from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe

TABLES = Path("tests/programmes")
MISTAKES = [
    ("degree", "key: outstanding\n    name", "key: declined\n    name", "outcome_reserved", "declined\n    name"),
    ("degree", "within: recognised", "within: nothing", "within_lower", "nothing\n    min_points"),
    ("degree", "    within: recognised", "    counts_as: GOOD", "not_together", "GOOD\n    min_points"),
    ("degree", "min_points: 80", "min_points: 95", "thresholds_order", "95\n    min_each: 50"),
    ("degree", "min_points: 90", "min_points: 101", "threshold_total", "101\n    min_each"),
    ("degree", "groups: [life]", "groups: [live]", "group_unknown", "live]"),
    ("degree", "groups: [life]", "criteria: [live]", "criterion_unknown", "live]"),
    ("degree", "vi: Chi bộ 4 tốt tiêu biểu, en: Out", "en: Out", "required", "{en: Outstanding four-good"),
    ("degree", "    short: TB\n", "", "required", "key: outstanding\n    name"),
    ("degree", "not_above: [ballot]", "conditions_unmet: body_decides", "body_decides_title", "body_decides"),
    ("degree", "not_above: [ballot]", "not_above: [vote]", "choice", "vote]"),
    ("degree", "    min_each: 50\n", "    min_each: 150\n", "too_big", "150\n"),
    ("degree", "    min_points: 80\n", "    otherwise: true\n", "not_together", "true\n    min_each: 50"),
    ("degree", "operator: at_least, value: 1}", "operator: at_least, value: 1, applies_to: [cell_grassroots]}",
     "not_together", "[cell_grassroots]}"),
    ("school", "counts_as: GOOD, min_points: 80", "min_points: 80", "required", "{key: tot"),
    ("school", "{key: kha, name: {vi: Khá", "{key: kha, name: {vi: Tốt", "duplicate", "{vi: Tốt, en: Fair"),
    ("school", "short: K,", "short: T,", "duplicate", "T, counts_as: GOOD, min_points: 70"),
    ("school", "key: kha,", "key: tot,", "duplicate_item", "{key: tot, name: {vi: Khá"),
    ("school", "key: kha,", "key: COMPLETED,", "outcome_word", "GOOD, min_points: 70"),
    ("school", "key: kha,", "key: khá,", "pattern", "khá,"),
    ("school", "counts_as: EXCELLENT", "counts_as: COMPLETED", "levels_order", "- {key: xuat_sac"),
    ("school", "otherwise: true", "min_points: 10", "outcome_gap", "{key: chua_dat"),
    ("school", ", otherwise: true", "", "outcome_gap", "{key: chua_dat"),
    ("school", "min_points: 70", "min_points: 80", "thresholds_order", "80}\n  - {key: trung"),
    ("school", "min_points: 70", "otherwise: true", "otherwise_last", "true}\n  - {key: trung"),
    ("school", "min_points: 70", "requires_rating_at_least: GOOD", "not_together", "GOOD}\n  - {key: trung"),
    ("school", "quota: []", "quota: []\nnot_above: [ballot]", "not_above_ballot", "ballot]"),
    ("school", "outcome: kha}", "outcome: recognised}", "choice", "recognised}"),
    ("school", "outcome: kha}", "claim: kha, outcome: kha}", "not_together", "kha, outcome"),
    ("mobilisation", "claim: GOOD\n    outcome: GOOD", "claim: BEST\n    outcome: GOOD", "choice", "BEST"),
    ("mobilisation", "figure: late_reports", "figure: late", "metric_unknown", "late, operator"),
    ("mobilisation", "figure: warnings, op", "figure: warning, op", "metric_unknown", "warning, op"),
    ("mobilisation", "    short: HTXSNV\n", "    short: HTXSNV\n    caps: [{key: x, source: y, figure: warnings, "
     "operator: equal, value: 1}]\n", "caps_highest", "[{key: x"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "code", "at"), MISTAKES)
def test_a_mistake_in_an_outcome_is_named_with_its_line_and_column(
    tmp_path: Path, name: str, old: str, new: str, code: str, at: str
) -> None:
    text = (TABLES / f"own-{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    wrong = text.replace(old, new, 1)
    path = tmp_path / f"own-{name}.yaml"
    path.write_text(wrong, encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(path)

    before = wrong[: wrong.index(at)]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (code, place) in [(fault.code, (fault.line, fault.column)) for fault in caught.value.findings]


def test_unmet_conditions_mean_nothing_where_no_outcome_takes_points(tmp_path: Path) -> None:
    path = tmp_path / "r2019.yaml"
    text = Path("config/programmes/r2019.yaml").read_text(encoding="utf-8")
    path.write_text(text + "\nconditions_unmet: next_lower\n", encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(path)

    assert [fault.code for fault in caught.value.findings] == ["conditions_unmet_unscored"]


def test_points_mean_nothing_in_a_table_without_any(tmp_path: Path) -> None:
    path = tmp_path / "r2019.yaml"
    text = Path("config/programmes/r2019.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("    short: HTTNV\n", "    short: HTTNV\n    min_points: 50\n"), encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(path)

    assert "outcome_unscored" in [fault.code for fault in caught.value.findings]


@pytest.mark.parametrize("name", ["degree", "school", "mobilisation"])
def test_no_line_of_the_outcomes_can_be_taken_out_unnoticed(tmp_path: Path, name: str) -> None:
    """Each line below `outcomes` says something: without it the file is refused or prints another table."""
    text = (TABLES / f"own-{name}.yaml").read_text(encoding="utf-8")
    whole, path = describe(load(TABLES / f"own-{name}.yaml")), tmp_path / f"own-{name}.yaml"
    first, last = (text[: text.index(mark)].count("\n") for mark in ("\noutcomes:", "\nexamples:"))
    lines, unnoticed = text.split("\n"), []
    for number in range(first + 2, last):
        path.write_text("\n".join([*lines[:number], *lines[number + 1 :]]), encoding="utf-8")
        try:
            printed = describe(load(path))
        except ProgrammeError:
            continue
        if printed == whole and lines[number].strip():
            unnoticed.append(lines[number])

    assert unnoticed == []
