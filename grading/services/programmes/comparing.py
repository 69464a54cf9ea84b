"""The difference between two texts, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum, auto
from itertools import takewhile

AROUND = 2
"""The unchanged lines that are shown before and after each change."""
MOST_LINES = 1_000
"""The most lines between the first and the last change that are compared, in either text. The time grows with the
square of their number; the largest table that comes with the service has 432 lines."""


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


def differences(before: str, after: str) -> list[Line] | None:
    """Returns the lines that differ, with the lines around them; nothing for equal texts. Returns None for texts that
    differ over too many lines."""
    old, new = before.splitlines(), after.splitlines()
    first = max(0, _equal(old, new) - AROUND)
    last = max(0, _equal(old[first:][::-1], new[first:][::-1]) - AROUND)
    changed_old, changed_new = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(changed_old), len(changed_new)) > MOST_LINES:
        return None
    lines: list[Line] = []
    for group in SequenceMatcher(a=changed_old, b=changed_new).get_grouped_opcodes(AROUND):
        lines += [Line(change=Change.gap)] if lines else []
        for tag, *places in group:
            lines += _of(tag, [place + first for place in places], old, new)
    return lines


def _equal(old: list[str], new: list[str]) -> int:
    """Returns how many lines at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


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
