"""Scans the XML parts of a workbook in one pass, before a library reads them."""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

LONGEST_TEXT = 200
"""The most letters of one cell; cells hold names, codes and column headings. The library copies a shared text into
every cell that refers to it."""
_ADDRESS = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")


class Unreadable(Exception):
    """The part does not belong in a table of counts: a cell without an address, a text that is too long, or no XML."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(kw_only=True)
class Part:
    """The last line and column with a cell, and the cells (line, column letters) with a formula."""

    last_line: int = 0
    last_column: int = 0
    formulas: list[tuple[int, str]] = field(default_factory=list)


def scan(content: bytes) -> Part:
    """Scans one part. Raises Unreadable: sheet_kind for a cell without an address, sheet_text, file_damaged."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = reader.start, reader.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise Unreadable("file_damaged") from None
    return reader.part


class _Reader:
    def __init__(self) -> None:
        self.part = Part()
        self._cell = (0, "")
        self._letters = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._place(attributes.get("r", ""))
        elif tag == "f":
            self.part.formulas.append(self._cell)
        if tag in {"c", "si"}:
            self._letters = 0

    def _place(self, address: str) -> None:
        match = _ADDRESS.fullmatch(address)
        if match is None:
            _refuse("sheet_kind")
        letters, line = match[1].upper(), int(match[2])
        self._cell = (line, letters)
        self.part.last_line = max(self.part.last_line, line)
        self.part.last_column = max(self.part.last_column, _column_number(letters))

    def text(self, content: str) -> None:
        self._letters += len(content)
        if self._letters > LONGEST_TEXT:
            _refuse("sheet_text")


def _refuse(code: str) -> NoReturn:
    raise Unreadable(code)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
