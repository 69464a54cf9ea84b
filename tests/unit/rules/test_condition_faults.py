"""Every mistake in a condition has a sentence with line and column, and every other rule prints another sentence."""

from pathlib import Path

import pytest

from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from tests.unit.rules.condition_mistakes import MISTAKES, OTHERS

TABLES = Path("tests/programmes")


def text_of(name: str) -> str:
    return (TABLES / f"{name}.yaml").read_text(encoding="utf-8")


def printed(folder: Path, name: str, text: str) -> str:
    """Returns the table as it is printed, without its examples, which prove only one rule."""
    path = folder / f"{name}.yaml"
    path.write_text(text.partition("\nexamples:")[0] + "\n", encoding="utf-8")
    return describe(load(path))


@pytest.mark.parametrize(("name", "old", "new", "code", "at", "words"), MISTAKES)
def test_a_mistake_is_named_with_its_line_column_and_words(tmp_path, name, old, new, code, at, words):
    table = text_of(name)
    assert old in table
    changed = table.replace(old, new, 1)
    path = tmp_path / f"{name}.yaml"
    path.write_text(changed, encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(path)

    start = changed.index(at)
    place = (changed.count("\n", 0, start) + 1, start - changed.rfind("\n", 0, start))
    found = [(fault.code, fault.line, fault.column, fault.sentence) for fault in caught.value.findings]
    said = [sentence for fault, line, column, sentence in found if (fault, line, column) == (code, *place)]
    assert said, found
    assert any(words in sentence for sentence in said)


@pytest.mark.parametrize(("name", "old", "new"), OTHERS)
def test_another_rule_prints_another_sentence(tmp_path, name, old, new):
    table = text_of(name)
    assert old in table

    before, after = printed(tmp_path, name, table), printed(tmp_path, name, table.replace(old, new, 1))

    assert before != after
