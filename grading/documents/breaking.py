"""Breaks a text into lines by arithmetic: where its width is likely to be, so that fewer layouts have to try it."""

from collections.abc import Sequence
from functools import cache

from grading.documents.pdf import PRINT
from grading.documents.typesetting import together

_HALVINGS = 40


def likely_width(text: str, font: str, lines: Sequence[float]) -> float:
    """Returns about the narrowest width at which the text keeps its number of lines. `lines` are the widths of its
    lines as they were laid out; they say how much wider or narrower the letters are set than the font's advances."""
    units, space = [_advance(unit, font) for unit in together(text)], _advance(" ", font)
    set_as = sum(units) + space * (len(units) - len(lines))
    if not units or set_as <= 0:
        return max(lines)
    low, high = max(units), sum(units) + space * len(units)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _number_of_lines(units, space, middle) <= len(lines) else (middle, high)
    return high * sum(lines) / set_as


def _number_of_lines(units: Sequence[float], space: float, width: float) -> int:
    number, end = 1, -space
    for unit in units:
        if end + space + unit > width:
            number, end = number + 1, unit
        else:
            end += space + unit
    return number


def _advance(text: str, font: str) -> float:
    advances = _advances(font)
    return sum(advances.get(ord(sign), 0) for sign in text)


@cache
def _advances(font: str) -> dict[int, int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(PRINT / "fonts" / f"{font}.ttf", lazy=True) as face:
        widths = face["hmtx"].metrics
        return {letter: widths[glyph][0] for letter, glyph in face.getBestCmap().items()}
