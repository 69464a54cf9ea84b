"""Every mistake in criteria, groups and the total has a sentence with line and column, at what is to be changed."""

from pathlib import Path

import pytest

from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from tests.unit.rules.counting_mistakes import MISTAKES

FOLDER = Path("tests/programmes")
CHANGES = [
    ("own-pupils", "over: scaled_down", "over: cut", "phần vượt không tính"),
    ("own-pupils", "    most: 3\n", "", "(điểm trừ, trừ vào tổng)"),
    ("own-pupils", "total: {most: 105}", "total: {most: 105, least: 60}", "không dưới 60 điểm"),
    ("own-pupils", "typed: {step: 0.25}", "typed: {step: 0.5}", "bước 0,5 điểm"),
    ("own-pupils", "least: 2}", "least: 3}", "thấp nhất: 3"),
    ("own-pupils", "types: [school], otherwise: left_out", "types: [school], otherwise: full", "được tính đủ"),
    ("own-pupils", "types: [school], otherwise: left_out", "kinds: [cell_grassroots], otherwise: left_out",
     "với chi bộ cơ sở"),
    ("own-meeting", "rescaled, within: group}", "rescaled, within: table}", "trong bảng được tính bù"),
    ("own-meeting", "rescaled, within: group}", "left_out}", "bớt khỏi tổng điểm"),
    ("own-conduct", "direction: down", "direction: up", "cứ thêm đủ 0,5%"),
]  # fmt: skip


def changed_table(folder: Path, name: str, old: str, new: str) -> Path:
    """Writes the table with one change, without its examples, which would tell of other outcomes."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    path = folder / f"{name}.yaml"
    path.write_text(text.replace(old, new, 1).partition("\nexamples:")[0] + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "old", "new", "code", "at", "words"), MISTAKES)
def test_a_mistake_is_named_with_its_line_column_and_words(tmp_path, name, old, new, code, at, words):
    path = changed_table(tmp_path, name, old, new)
    changed = path.read_text(encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(path)

    start = changed.find(at, max(changed.index(new) - 400, 0)) if new else -1
    start = start if start >= 0 else changed.index(at)
    place = (changed.count("\n", 0, start) + 1, start - changed.rfind("\n", 0, start))
    found = [(fault.code, fault.line, fault.column, fault.sentence) for fault in caught.value.findings]
    said = [sentence for fault, line, column, sentence in found if (fault, line, column) == (code, *place)]
    assert said, (place, found)
    assert any(words in sentence for sentence in said)


@pytest.mark.parametrize(("name", "old", "new", "words"), CHANGES)
def test_another_rule_prints_other_sentences(tmp_path, name, old, new, words):
    before = describe(load(FOLDER / f"{name}.yaml"))

    after = describe(load(changed_table(tmp_path, name, old, new)))

    assert words in after
    assert words not in before or after.count(words) != before.count(words)
