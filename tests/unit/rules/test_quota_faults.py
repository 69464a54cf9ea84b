"""Every mistake in the quotas has a sentence with line and column; what differs prints differently."""

import shutil
from pathlib import Path

import pytest

from grading.rules.programme import Programme
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from tests.unit.rules.quota_mistakes import MISTAKES

TABLE = Path("tests/programmes/own-quotas.yaml").read_text(encoding="utf-8")


def faults_of(folder: Path, changed: str) -> list[tuple[str, int, int, str]]:
    path = folder / "own-quotas.yaml"
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(ProgrammeError) as caught:
        load(path)
    return [(fault.code, fault.line, fault.column, fault.sentence) for fault in caught.value.findings]


def printed(folder: Path, changed: str) -> str:
    path = folder / "own-quotas.yaml"
    path.write_text(changed, encoding="utf-8")
    return describe(load(path))


@pytest.mark.parametrize(("old", "new", "code", "at", "words"), MISTAKES)
def test_a_mistake_is_named_with_its_line_column_and_words(tmp_path, old, new, code, at, words):
    assert old in TABLE
    changed = TABLE.replace(old, new, 1)

    found = faults_of(tmp_path, changed)

    start = changed.index(at)
    place = (changed.count("\n", 0, start) + 1, start - changed.rfind("\n", 0, start))
    said = [sentence for fault, line, column, sentence in found if (fault, line, column) == (code, *place)]
    assert said, found
    assert any(words in sentence for sentence in said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pct: 20", "pct: 15"),
        ("base: GOOD", "base: good_or_better"),
        ("base: GOOD", "base: took_part"),
        ("base: GOOD", "base: COMPLETED"),
        ("rounding: floor", "rounding: ceiling"),
        ("group_by: [parent]", "group_by: [parent, similar_function]"),
        ("fewer_than: 5", "fewer_than: 6"),
        ("at_most: 1", "at_most: 2"),
        ("    small: {fewer_than: 5, at_most: 1}\n", ""),
        ("exceptional_pct: 25", "exceptional_pct: 30"),
        ("count: 3", "count: 4"),
        ("or_better: true, ", ""),
        ("at_least: 2", "at_least: 1"),
        ("mục 4", "mục 5"),
        ("of: EXCELLENT, count: 3,", "of: EXCELLENT, count: 3, order: [ballot],"),
        ("    small", "    order: [ballot, score]\n    small"),
        ("majority: {of: present, at_least: 2/3}", "majority: {of: returned, at_least: 2/3}"),
        ("majority: {of: present, at_least: 2/3}", "majority: {of: present, more_than: 66}"),
        ("at_least: 90", "more_than: 89"),
        ("at_least: 90", "at_least: 89"),
        ("quorum: {of: eligible", "quorum: {of: all"),
        ("base: [good]", "base: [good, completed]"),
        ("pct: 50", "pct: 40"),
        ("      at_least: 1\n", ""),
        ("      small: {fewer_than: 5, at_most: 2}\n", ""),
        ("exceeding: refused", "exceeding: with_reason"),
        ("mục 6", "mục 7"),
        ("most: 2", "most: 3"),
        (", between: all", ""),
    ],
)
def test_two_rules_that_differ_print_differently(tmp_path, old, new):
    assert old in TABLE

    changed = printed(tmp_path, TABLE.replace(old, new, 1))

    assert changed != printed(tmp_path, TABLE)


def test_a_rating_of_years_without_a_quota_is_refused(tmp_path):
    start, end = TABLE.index("quotas:\n  - key: excellent"), TABLE.index("ballot:")

    found = faults_of(tmp_path, TABLE[:start] + TABLE[end:])

    assert ("required", 3, 1, "Thiếu mục “quota”.") in found


def test_a_list_of_quotas_says_that_they_are_taken_in_turn(tmp_path):
    lines = printed(tmp_path, TABLE).splitlines()

    assert "Các hạn mức sau được xét lần lượt; tổ chức không được xếp mức cao thì tính vào mức kế dưới" in lines
    assert "Số lượng tối đa của mức “Hoàn thành xuất sắc nhiệm vụ”: 3 tổ chức" in lines
    assert "    Nhóm có dưới 5 tổ chức: tối đa 1 tổ chức" in lines


def test_a_list_says_the_quota_that_a_regime_leaves_open(tmp_path):
    shutil.copy("config/programmes/r2019.yaml", tmp_path)
    path = tmp_path / "mau.yaml"
    listed = "[{key: few, of: EXCELLENT, count: 2, group_by: [parent]}]"
    path.write_text(f"extends: r2019\nkey: mau\nquotas: {{value: {listed}, assumed: để thử}}\n", encoding="utf-8")

    programme = load(path)

    assert [(quota.key, quota.count) for quota in programme.quotas] == [("few", 2)]


def test_a_table_with_all_of_it_comes_back_equal_from_its_stored_copy(tmp_path):
    path = tmp_path / "own-quotas.yaml"
    path.write_text(TABLE, encoding="utf-8")
    programme = load(path)

    assert Programme.from_json(programme.to_json()) == programme
