"""Every mistake in a rule by which figures give points has a sentence with line and column, and says an example."""

from pathlib import Path

import pytest

from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from tests.unit.rules.giving_mistakes import MISTAKES

TABLE = Path("tests/programmes/own-points.yaml").read_text(encoding="utf-8")


def faults_of(folder: Path, changed: str) -> list[tuple[str, int, int, str]]:
    path = folder / "own-points.yaml"
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(ProgrammeError) as caught:
        load(path)
    return [(fault.code, fault.line, fault.column, fault.sentence) for fault in caught.value.findings]


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


def test_three_lists_within_each_other_are_refused(tmp_path):
    deeper = "- highest_of: [{sum_of: [{each: {figure: late, points: 1}}, {each: {figure: late, points: 1}}]}]"
    changed = TABLE.replace("- each: {figure: prizes_commune, points: 1, most: 1}", deeper)

    codes = [code for code, *_rest in faults_of(tmp_path, changed)]

    assert codes == ["unknown"]


def test_an_issuer_replaces_a_rule_with_its_source(tmp_path):
    (tmp_path / "own-points.yaml").write_text(TABLE, encoding="utf-8")
    other = tmp_path / "xa-mau.yaml"
    rule = "{each: {figure: initiatives, points: 1, most: 4}, departs: never}"
    other.write_text(
        "extends: own-points\nkey: xa-mau\ngroups:\n  - key: meetings\n    criteria:\n      - key: attendance\n"
        f"        given_by: {{value: {rule}, source: Hướng dẫn 12-HD/ĐU}}\n",
        encoding="utf-8",
    )

    programme = load(other)

    assert programme.criterion("attendance").given_by.rule.figure == "initiatives"
    assert [each.path for each in programme.filled] == ["/groups/meetings/criteria/attendance/given_by"]
