"""Knows the raw photograph of a camera or phone. What a reader of pictures finds first in it is only a small preview,
which would be kept in place of the photograph."""

from collections.abc import Mapping
from typing import Literal

_STARTS = (b"FUJIFILMCCD-RAW", b"IIU\0", b"IIRO", b"IIRS", b"MMOR", b"FOVb")  # RAF, RW2, ORF, X3F
_CANON = b"CR\x02"
"""Eight bytes behind the beginning of a CR2, whose further pages are no pages."""
_TIFFS: Mapping[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}
_KIND, _WIDTH, _HEIGHT, _COLOURS, _INNER, _DNG = 254, 256, 257, 262, 330, 50706
_OF_SENSORS = {32803, 34892}
_SIZES = {1: 1, 3: 2, 4: 4, 13: 4}
"""Bytes of one value of each type of whole numbers."""
_INNER_MOST = 16

Tags = Mapping[int, tuple[int, ...]]


def is_raw(content: bytes) -> bool:
    """Says whether the content is a raw photograph: of a form of its own, or a TIFF with the marks of one, or with a
    larger picture inside than the first."""
    if content.startswith(_STARTS):
        return True
    if content[:4] not in _TIFFS:
        return False
    tiff = _Tiff(content)
    first = tiff.tags(tiff.number(4, 4))
    if content[8:11] == _CANON or _is_marked(first):
        return True
    return any(_pixels(tiff.tags(place)) > _pixels(first) for place in first.get(_INNER, ())[:_INNER_MOST])


def _is_marked(tags: Tags) -> bool:
    is_preview = any(kind & 1 for kind in tags.get(_KIND, ()))
    return _DNG in tags or is_preview or bool(_OF_SENSORS & set(tags.get(_COLOURS, ())))


def _pixels(tags: Tags) -> int:
    return max(tags.get(_WIDTH, (0,))) * max(tags.get(_HEIGHT, (0,)))


class _Tiff:
    """Reads the lists of tags of a TIFF. What lies outside the file is empty."""

    def __init__(self, content: bytes) -> None:
        self._content, self._order = content, _TIFFS[content[:4]]

    def number(self, at: int, size: int) -> int:
        return int.from_bytes(self._content[at : at + size], self._order)

    def tags(self, place: int) -> Tags:
        """Returns the whole numbers of each tag of the list at this place."""
        entries = range(place + 2, place + 2 + 12 * self.number(place, 2), 12)
        within = [at for at in entries if at + 12 <= len(self._content)]
        return {self.number(at, 2): self._values(at) for at in within}

    def _values(self, at: int) -> tuple[int, ...]:
        size, count = _SIZES.get(self.number(at + 2, 2), 0), min(self.number(at + 4, 4), _INNER_MOST)
        first = at + 8 if size * self.number(at + 4, 4) <= 4 else self.number(at + 8, 4)
        return tuple(self.number(first + size * each, size) for each in range(count)) if size else ()
