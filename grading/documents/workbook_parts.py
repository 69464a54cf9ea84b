"""Scans the XML parts of a workbook in one pass, before a library reads them."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from grading.documents.workbook_cells import column_of

LONGEST_TEXT = 200
"""The most letters of one cell that is read; such cells hold names, codes and column headings."""
MOST_LETTERS = 100_000_000
"""The most letters of all cells, if each were as long as the longest: the library copies a shared text into every cell
that refers to it."""
_ADDRESSES = re.compile("(?:[A-Za-z]{1,3}[0-9]{1,7}\n)*")
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml version=.1\.0. encoding=.(?i:utf-8).[^<>]*\?>)?\s*<worksheet[ >]")
_ROWS = re.compile(
    rb"""<sheetData>((?:<row[^<>]*(?:/>|>
        (?:<c[ ]r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*(?:/>|>(?:<v>[^<]{0,200}</v>)?</c>))*+
    </row>))*+)</sheetData>""",
    re.VERBOSE,
)
_CELL_LINE, _CELL_COLUMN = re.compile(rb'<c r="[A-Z]+([0-9]+)'), re.compile(rb'<c r="([A-Z]+)')
_COLUMN, _LINE = re.compile("[A-Za-z]+"), re.compile("[0-9]+")


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
    """Scans one part. Raises Unreadable: sheet_places for a cell without an address, file_damaged."""
    return _plain_part(content) or _parsed(content).part()


def _plain_part(content: bytes) -> Part | None:
    """Scans a sheet whose rows hold only cells with short values, each with its address first, as spreadsheets write
    them; returns None for every other part. If such a sheet is XML, the parser need not stop at each of tens of
    thousands of cells. Nothing in it means anything else there: it has no declarations of its own."""
    found = _ROWS.search(content) if _HEAD.match(content) else None
    if found is None:
        return None
    _parse(content, expat.ParserCreate())
    around = _parsed(content[: found.start(1)] + content[found.end(1) :]).part()
    if around.cells or around.formulas:
        return None
    lines, columns = set(_CELL_LINE.findall(found[1])), set(_CELL_COLUMN.findall(found[1]))
    return Part(
        last_line=max(map(int, lines), default=0),
        last_column=max((column_of(letters.decode()) + 1 for letters in columns), default=0),
        cells=found[1].count(b"<c "),
        longest=max(LONGEST_TEXT, around.longest),
    )


def _parsed(content: bytes) -> "_Reader":
    reader, parser = _Reader(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = reader.start, reader.text
    _parse(content, parser)
    return reader


def _parse(content: bytes, parser: expat.XMLParserType) -> None:
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise Unreadable("file_damaged") from None


class _Enough(Exception):
    """The rows that are wanted were read; `end` is the byte behind them."""

    def __init__(self, end: int) -> None:
        self.end = end


def first_rows(content: bytes, number: int) -> bytes | None:
    """Returns a part with its first rows alone, by which one sees what the sheet is about; None for one that cannot be
    cut so."""
    parser, opened, rows = expat.ParserCreate(), list[str](), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal rows
        rows += name.rpartition(":")[2] == "row"
        if rows > number:
            raise _Enough(parser.CurrentByteIndex)
        opened.append(name)

    parser.StartElementHandler, parser.EndElementHandler = start, lambda _name: opened.pop()
    try:
        parser.Parse(content, True)
    except _Enough as enough:
        ends = "".join(f"</{name}>" for name in reversed(opened))
        return content[: enough.end] + ends.encode()
    return None


class _Reader:
    """Notes what the parser tells: it tells of tens of thousands of cells, and nothing else is done meanwhile."""

    def __init__(self) -> None:
        self._addresses: list[str] = []
        self._computed: list[int] = []
        self._letters = self._longest = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._addresses.append(attributes.get("r", ""))
            self._letters = 0
        elif tag == "f":
            self._computed.append(len(self._addresses) - 1)
        elif tag == "si":
            self._letters = 0

    def text(self, content: str) -> None:
        self._letters += len(content)
        if self._letters > self._longest:
            self._longest = self._letters

    def part(self) -> Part:
        """Returns what was noted. Raises Unreadable for a cell whose address is none."""
        listed = "".join([f"{address}\n" for address in self._addresses])
        if not _ADDRESSES.fullmatch(listed) or listed.count("\n") != len(self._addresses):
            raise Unreadable("sheet_places")
        columns, lines = set(_COLUMN.findall(listed)), set(_LINE.findall(listed))
        return Part(
            last_line=max(map(int, lines), default=0),
            last_column=max((column_of(letters.upper()) + 1 for letters in columns), default=0),
            cells=len(self._addresses),
            longest=self._longest,
            formulas=[self._place(at) for at in self._computed],
        )

    def _place(self, at: int) -> tuple[int, int]:
        """Returns line and column of a noted cell; a formula before any cell has no place."""
        if at < 0:
            return (0, 0)
        address = self._addresses[at]
        letters = address.rstrip("0123456789")
        return int(address[len(letters) :]), column_of(letters.upper())
