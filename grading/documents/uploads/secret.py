"""Finds the stamps of secret papers, MẬT, TỐI MẬT and TUYỆT MẬT, where they stand alone and not inside other words."""

import re
from collections.abc import Iterable

from grading.text import nfc

_STAMPS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}  # a stamp may have more spaces: M Ậ T
_FIELD = re.compile(r"^[Đđ][Ộộ][Mm][Ậậ][Tt]:")  # Độ mật: …
_FRAME = "[](){}<>|*-–—_=.,:;\"'“”"  # characters that people put around a stamp
_PARTS = re.compile(r"[()\[\]{}.,;+]|\s[-–—]\s")


def stamp_in_lines(lines: Iterable[str]) -> str | None:
    """Returns the first stamp that fills a line or a cell alone, in the form to show, or None."""
    stamps = (_STAMPS.get(_FIELD.sub("", _squeezed(line)).strip(_FRAME)) for line in lines)
    return next((stamp for stamp in stamps if stamp), None)


def stamp_in_name(name: str) -> str | None:
    """Returns the stamp in a file's name, or None: a stamp in "Báo cáo (MẬT).docx" and "Công văn tối mật.pdf", but none
    in "BẢO MẬT", "Mật độ" and "Mật"."""
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
