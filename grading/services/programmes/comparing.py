"""The difference between two texts, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum, auto

AROUND = 2
"""The unchanged lines that are shown before and after each change."""


class Change(StrEnum):
    same = auto()
    added = auto()
    removed = auto()
    gap = auto()  # unchanged lines that are left out


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line, with its number in the earlier and in the later text, counted from 1."""

    change: Change
    text: str = ""
    before: int | None = None
    after: int | None = None


def differences(before: str, after: str) -> list[Line]:
    """Returns the lines that differ, with the lines around them; nothing for equal texts."""
    old, new = before.splitlines(), after.splitlines()
    groups = list(SequenceMatcher(a=old, b=new).get_grouped_opcodes(AROUND))
    lines: list[Line] = []
    for group in groups:
        lines += [Line(change=Change.gap)] if lines else []
        for tag, *places in group:
            lines += _of(tag, places, old, new)
    return lines


def _of(tag: str, places: list[int], old: list[str], new: list[str]) -> Iterator[Line]:
    first_old, last_old, first_new, last_new = places
    if tag == "equal":
        for offset in range(last_old - first_old):
            number, other = first_old + offset, first_new + offset
            yield Line(change=Change.same, text=old[number], before=number + 1, after=other + 1)
        return
    for number in range(first_old, last_old):
        yield Line(change=Change.removed, text=old[number], before=number + 1)
    for number in range(first_new, last_new):
        yield Line(change=Change.added, text=new[number], after=number + 1)
