"""A damaged programme file loads or is refused with a place; it never raises another exception."""

import json
import random
import shutil
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from grading.rules.programme import Programme
from grading.rules.programmes.reading.errors import Fault, ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.reading.tree import parsed
from grading.rules.programmes.saying.describing import describe
from tests.shipped import missing

PROGRAMMES = Path("config/programmes")
NAMES = sorted(path.name for path in PROGRAMMES.glob("*.yaml"))
OTHERS: tuple[Any, ...] = (
    None, True, -1, 10**9, 0.005, "", "x", [], ["x"], {}, {"x": 1}, {"value": 1}, {"value": None, "source": "x"},
)  # fmt: skip
"""The values that replace a value: every type, and the marks of an issuer's file, right and wrong."""
SIGNS = ("", ":", "{", "]", "- ", "\n", "  ", "'", "&", "*", "!", "\t", "\u00a0", "\ufeff", "? ", "|", "%", "#")
EACH = 12
"""The number of damages of each kind for each file."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in PROGRAMMES.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def is_sound(path: Path, content: bytes) -> bool:
    """Returns True if the file loads, prints and survives its stored copy; False if it is refused with a place."""
    programme, findings = tried(path, content)
    if programme is None:
        assert findings
        assert all(fault.line >= 1 and fault.column >= 1 and fault.sentence and fault.file for fault in findings)
        return False
    assert describe(programme)
    assert missing(programme) is not None
    assert Programme.from_json(programme.to_json()) == programme
    return True


def tried(path: Path, content: bytes) -> tuple[Programme | None, tuple[Fault, ...]]:
    try:
        return load(path, parsed(content, path.name)), ()
    except ProgrammeError as error:
        return None, error.findings


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yields the path of every value of the document."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from places(value, (*path, key))


@cache
def kept_tree(name: str) -> Any:
    return YAML(typ="safe", pure=True).load(PROGRAMMES / name)


def tree_of(name: str) -> Any:
    return deepcopy(kept_tree(name))


def written(tree: Any) -> bytes:
    """Returns the document as JSON, which is YAML too and is written in a tenth of the time."""
    return json.dumps(tree, ensure_ascii=False, indent=1, default=str).encode()


def holder(tree: Any, place: tuple[Any, ...]) -> Any:
    for key in place[:-1]:
        tree = tree[key]
    return tree


@pytest.mark.parametrize("name", NAMES)
def test_a_file_without_one_of_its_parts_loads_or_is_refused_with_a_place(folder: Path, name: str) -> None:
    chance, refused = random.Random(name), 0

    for place in chance.sample(sorted(places(tree_of(name)), key=str), EACH):
        tree = tree_of(name)
        del holder(tree, place)[place[-1]]
        refused += not is_sound(folder / name, written(tree))

    assert refused > EACH // 4


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_something_else_in_one_place_loads_or_is_refused_with_a_place(folder: Path, name: str) -> None:
    chance, refused = random.Random(name), 0

    for place in chance.sample(sorted(places(tree_of(name)), key=str), EACH):
        tree = tree_of(name)
        holder(tree, place)[place[-1]] = chance.choice(OTHERS)
        refused += not is_sound(folder / name, written(tree))

    assert refused > EACH // 2


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_two_of_its_lines_swapped_loads_or_is_refused_with_a_place(folder: Path, name: str) -> None:
    chance, lines = random.Random(name), (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)

    for _ in range(EACH):
        swapped = list(lines)
        one, other = chance.sample(range(len(lines)), 2)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        is_sound(folder / name, "".join(swapped).encode())


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_foreign_signs_and_bytes_loads_or_is_refused_with_a_place(folder: Path, name: str) -> None:
    chance, whole, refused = random.Random(name), (folder / name).read_bytes(), 0

    for _ in range(EACH):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(damaged))
            new = chance.choice(SIGNS).encode() if chance.random() < 0.8 else chance.randbytes(3)
            damaged[at : at + chance.randint(0, 5)] = new
        refused += not is_sound(folder / name, bytes(damaged))

    assert refused > EACH // 2


@pytest.mark.parametrize("name", NAMES)
def test_a_truncated_file_loads_or_is_refused_with_a_place(folder: Path, name: str) -> None:
    whole, chance = (folder / name).read_bytes(), random.Random(name)

    for end in chance.sample(range(len(whole)), EACH):
        is_sound(folder / name, whole[:end])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'key: "\\ud800"\n', "bad_character"),
        (b'"\\ud800": 1\n', "bad_character"),
        (b'title: {vi: "\\u0000", en: x}\n', "bad_character"),
        (b"extends: " + b"x" * 5000 + b"\n", "extends_name"),
    ],
)
def test_content_hidden_by_an_escape_or_a_long_name_is_refused_with_its_place(
    folder: Path, content: bytes, code: str
) -> None:
    path = folder / "sent.yaml"
    path.write_bytes(content)

    with pytest.raises(ProgrammeError) as refusal:
        load(path)

    assert [(fault.code, fault.line) for fault in refusal.value.findings] == [(code, 1)]
