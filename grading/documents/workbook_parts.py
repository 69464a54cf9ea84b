"""Scans the XML parts of a workbook in one pass, before a library reads them."""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from grading.documents.workbook_cells import column_of

LONGEST_TEXT = 200
"""The most letters of one cell that is read; such cells hold names, codes and column headings."""
MOST_LETTERS = 100_000_000
"""The most letters of all cells, if each were as long as the longest: the library copies a shared text into every cell
that refers to it."""
_ADDRESS = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")


class Unreadable(Exception):
    """The part does not belong in a table of counts: a cell without an address, or no XML."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(kw_only=True)
class Part:
    """The last line and column with a cell, how many cells there are, the longest text, and the cells (line, column
    from 0) with a formula."""

    last_line: int = 0
    last_column: int = 0
    cells: int = 0
    longest: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)


def scan(content: bytes) -> Part:
    """Scans one part. Raises Unreadable: sheet_kind for a cell without an address, file_damaged."""
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
        self._cell = (0, 0)
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
        self._cell = (line, column_of(letters))
        self.part.cells += 1
        self.part.last_line = max(self.part.last_line, line)
        self.part.last_column = max(self.part.last_column, self._cell[1] + 1)

    def text(self, content: str) -> None:
        self._letters += len(content)
        self.part.longest = max(self.part.longest, self._letters)


def _refuse(code: str) -> NoReturn:
    raise Unreadable(code)
