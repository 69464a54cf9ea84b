"""The examples of a programme: each is played when the file is read; a table that gives anything else is refused."""

from pathlib import Path

import pytest

from grading.rules.examples import play
from grading.rules.programmes.parts.outcomes import NO_LEVEL
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from tests.shipped import shipped
from tests.unit.rules.test_programme_faults import folder as folder

WITH_EXAMPLES = ("r2019", "r2025", "demo-r2025", "demo-four-good")


def refused(folder: Path, name: str, old: str, new: str) -> list[str]:
    """Returns the faults of a shipped file with one change."""
    path = folder / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProgrammeError) as caught:
        load(path)
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.findings]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_rules_of_a_shipped_file_give_what_its_examples_expect(name: str) -> None:
    programme = shipped(name)

    played = [play(programme, example) for example in programme.examples]

    assert len(played) >= 2
    assert [each.outcome for each in played] == [example.outcome for example in programme.examples]


def test_a_changed_threshold_is_refused_with_the_example_and_the_condition_in_the_way(folder: Path) -> None:
    faults = refused(folder, "r2025", "value: 30\n", "value: 40\n")

    (fault,) = [each for each in faults if "a_third_exceeded" in each]
    assert "theo bộ tiêu chí là GOOD, ví dụ ghi EXCELLENT" in fault
    assert "Chưa đạt EXCELLENT: tasks_exceeded (30; mức quy định 40)." in fault


def test_an_example_without_enough_points_is_told_how_many_it_has(folder: Path) -> None:
    faults = refused(folder, "demo-r2025", "every_pct: 90", "every_pct: 89")

    assert ["min_points (89; mức quy định 90)" in fault for fault in faults] == [True]


def test_a_title_that_one_criterion_bars_names_its_number(folder: Path) -> None:
    faults = refused(folder, "demo-four-good", "outcome: declined", "outcome: recognised")

    assert ["Chưa đạt recognised: III (14; mức quy định 15)." in fault for fault in faults] == [True]


def test_a_missing_figure_leaves_the_outcome_open_and_is_said(folder: Path) -> None:
    faults = refused(folder, "r2025", "      tasks_exceeded: 3\n", "")

    assert ["là open, ví dụ ghi EXCELLENT" in fault for fault in faults] == [True]
    assert "tasks_exceeded (chưa có số liệu; mức quy định 30)" in faults[0]


@pytest.mark.parametrize(("votes", "told"), [("EXCELLENT: 10, GOOD: 10", "không phương án nào"), ("GOOD: 12", "GOOD")])
def test_votes_that_carry_another_option_are_refused(folder: Path, votes: str, told: str) -> None:
    faults = refused(folder, "demo-r2025", "EXCELLENT: 11, GOOD: 9", votes)

    assert [f"phương án được thông qua là {told}; ví dụ ghi EXCELLENT." in fault for fault in faults] == [True]


def test_what_a_file_extends_keeps_its_examples_to_itself() -> None:
    own, regime = shipped("demo-r2025"), shipped("r2025")

    assert {example.key for example in own.examples}.isdisjoint(example.key for example in regime.examples)


def test_an_issuers_change_that_an_example_of_the_regime_would_contradict_is_read(folder: Path) -> None:
    path = folder / "demo-r2025-other.yaml"
    path.write_text(
        "extends: r2025\nkey: demo-r2025-other\nlevels:\n  - code: EXCELLENT\n    conditions:\n"
        "      - key: tasks_exceeded\n        value: {value: 50, source: Hướng dẫn của tỉnh}\n",
        encoding="utf-8",
    )

    assert load(path).examples == ()


def test_the_printed_table_says_each_example_with_its_outcome() -> None:
    lines = describe(shipped("r2025")).splitlines()

    at = lines.index("Ví dụ (đã thử theo bộ tiêu chí này)")
    assert lines[at + 1].endswith("mọi hạn chế đã khắc phục: Hoàn thành xuất sắc nhiệm vụ")
    assert "Nhiệm vụ hoàn thành vượt mức yêu cầu 3" in lines[at + 2]


def test_every_outcome_is_printed_in_words() -> None:
    programme, title = shipped("r2025"), shipped("demo-four-good")

    printed = "\n".join((describe(programme), describe(title)))

    assert {NO_LEVEL, "recognised"} <= {each.outcome for each in programme.examples + title.examples}
    assert "không khớp mức nào, tập thể xem xét, quyết định" in printed
    assert "không đủ điều kiện công nhận" in printed
