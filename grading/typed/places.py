"""The words by which people look for a unit: offices in their usual abbreviations, a place before the one above it."""

import re
from collections.abc import Sequence

from grading.text import nfc, visible, words_of

Words = tuple[str, ...]
Sought = tuple[Words, ...]
"""The ways to write one thing, any of which finds it; the first is the one that was typed."""

MOST_WORDS = 8
"""So many typed words are looked for; a name has no more that tell it from others."""
MOST_LEVELS = 4
"""A cell, a commune, a district, a province: an address names no more."""
_IN_FULL = {
    "bch": "ban chấp hành", "btv": "ban thường vụ", "cb": "chi bộ", "ccb": "cựu chiến binh", "db": "đảng bộ",
    "dtn": "đoàn thanh niên", "du": "đảng ủy", "hdnd": "hội đồng nhân dân", "hpn": "hội phụ nữ",
    "mttq": "mặt trận tổ quốc", "nd": "nông dân", "ubnd": "ủy ban nhân dân",
}  # fmt: skip
_FULL: dict[Words, Words] = {(short,): tuple(words_of(full)) for short, full in _IN_FULL.items()}
_OTHERWISE = _FULL | {full: short for short, full in _FULL.items()}
_LONGEST = max(map(len, _OTHERWISE))
_COMMITTEE, _AS_COMMITTEE = ("du",), {"ĐU", "đu", "DU"}
"""The key of Đảng ủy, and how offices write it. Du and Đu are also names of places."""
_BETWEEN = re.compile(r"[,;]| [-–] ")
_WORD = re.compile(r"[^\W_]+")


def sought(typed: str) -> list[Sought]:
    """Returns what was typed, thing by thing: an office by its abbreviation or in full, in both ways of writing; any
    other word as it is."""
    words, found = words_of(typed)[:MOST_WORDS], list[Sought]()
    is_place = not _AS_COMMITTEE & set(_WORD.findall(nfc(visible(typed))))
    while words:
        here = _first(words)
        other = None if is_place and here == _COMMITTEE else _OTHERWISE.get(here)
        found.append((here, other) if other else (here,))
        words = words[len(here) :]
    return found


def _first(words: Sequence[str]) -> Words:
    """Returns the office at the beginning, which may be several words, else the first word."""
    sizes = range(min(_LONGEST, len(words)), 1, -1)
    return next((here for size in sizes if (here := tuple(words[:size])) in _OTHERWISE), (words[0],))


def levels(typed: str) -> list[str]:
    """Returns the places of an address, the lowest first: xã Ngọc Chúc, huyện Giồng Riềng."""
    return [place for place in _BETWEEN.split(visible(typed)) if words_of(place)][:MOST_LEVELS]
