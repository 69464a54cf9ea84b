"""A value of a programme file that is changed is refused with a place, or the printed table says something else."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.reading.tree import parsed
from grading.rules.programmes.saying.describing import describe
from tests.unit.rules.test_programme_damage import folder, holder, places, written  # noqa: F401

FILES = [*sorted(Path("config/programmes").glob("*.yaml")), *sorted(Path("tests/programmes").glob("*.yaml"))]
EACH = 4
"""So many places of each file are changed here; every place is changed in tests/soak."""


def rules(tree: Any) -> list[tuple[Any, ...]]:
    """Returns the places of all values but names of entries (`key`), which print nothing, and English words: what is
    printed is Vietnamese; and of a ballot that is not held."""
    asked = [place for place in sorted(places(tree), key=str) if place[-1] not in ("key", "en")]
    return [place for place in asked if place[0] != "ballot" or tree["ballot"]["needed"] is not False]


def others(tree: Any, place: tuple[Any, ...]) -> Iterator[Any]:
    """Yields values that somebody could have written there instead: a neighbouring number, other words, the answer
    turned round, and what the same entry says elsewhere in the file."""
    value = holder(tree, place)[place[-1]]
    match value:
        case bool():
            yield not value
        case int() | float():
            yield from (value + 1, value - 1)
        case str():
            yield value + "x"
    alike = [each for each in places(tree) if len(each) == len(place) and pattern(each) == pattern(place)]
    yield from (holder(tree, each)[each[-1]] for each in alike[:3] if holder(tree, each)[each[-1]] != value)


def pattern(place: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple("#" if isinstance(step, int) else step for step in place)


def printed(path: Path, tree: Any) -> str | None:
    """Returns what is printed of the document, or None if it is refused, each finding with its place."""
    try:
        return describe(load(path, parsed(written(tree), path.name)))
    except ProgrammeError as error:
        if any(fault.line < 1 or fault.column < 1 or not fault.sentence for fault in error.findings):
            raise
        return None


def silent_changes(path: Path, tree: Any, tried: list[tuple[Any, ...]]) -> list[tuple[tuple[Any, ...], str]]:
    """Returns the changes at these places that are neither refused nor printed."""
    before, silent = printed(path, tree), []
    for place in tried:
        for other in others(tree, place):
            changed = deepcopy(tree)
            holder(changed, place)[place[-1]] = other
            if printed(path, changed) == before:
                silent.append((place, json.dumps(other, ensure_ascii=False)))
    return silent


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_changed_in_a_file_is_refused_or_printed(folder: Path, file: Path) -> None:  # noqa: F811
    tree = YAML(typ="safe", pure=True).load(file)
    tried = random.Random(file.stem).sample(rules(tree), min(EACH, len(rules(tree))))

    silent = silent_changes(folder / file.name, tree, tried)

    assert silent == []
