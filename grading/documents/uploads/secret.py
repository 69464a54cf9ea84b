"""The stamps of secret papers: MẬT, TỐI MẬT, TUYỆT MẬT, standing alone; never a word that only holds the letters."""

import re
from collections.abc import Iterable

from grading.text import nfc

_STAMPS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}  # spaces vary on a stamp: M Ậ T
_FIELD = re.compile(r"^[Đđ][Ộộ][Mm][Ậậ][Tt]:")  # Độ mật: …
_FRAME = "[](){}<>|*-–—_=.,:;\"'“”"  # what people draw around a stamp
_PARTS = re.compile(r"[()\[\]{}.,;+]|\s[-–—]\s")


def stamp_in_lines(lines: Iterable[str]) -> str | None:
    """The first stamp that fills a line or a cell by itself, as it should be shown."""
    found = (_STAMPS.get(_FIELD.sub("", _squeezed(line)).strip(_FRAME)) for line in lines)
    return next((stamp for stamp in found if stamp), None)


def stamp_in_name(name: str) -> str | None:
    """The stamp in a file's name: "Báo cáo (MẬT).docx", "Công văn tối mật.pdf", but not "BẢO MẬT", "Mật độ", "Mật"."""
    for part in _PARTS.split(nfc(name).replace("_", " ")):
        words: list[str] = re.findall(r"\w+", part)
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
            if (stamp := _STAMPS.get((before + word).upper())) and before:
                return stamp
            if word == "MẬT" and not before.isupper() and not after.isupper():
                return word
    return None


def _squeezed(line: str) -> str:
    return "".join(nfc(line).split()).strip(_FRAME)
