"""The text of a CSV file, and the faults of any file with their places; an import takes the whole file or nothing."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grading.documents.uploads.kinds import is_pdf
from grading.text import is_nfc, nfc
from grading.typed.signs import plain
from workflows import Reason

MAX_BYTES = 5_000_000
_YEAR = re.compile("[0-9]{4}")
_RUN = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet computes when it opens a CSV file, or that `written` marked as text already."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, kw_only=True)
class FileFault:
    """One fault in a file: the place (line from 1, name of the column) and the reason."""

    file: str
    line: int
    column: str
    reason: Reason


class FileRefused(Exception):
    """The file has faults, and nothing of the file was imported."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")


@dataclass(slots=True, kw_only=True)
class Row:
    """One line of a table. It is not frozen, because a file has tens of thousands and a frozen one is slow to make."""

    line: int
    values: Mapping[str, str]

    letters: Mapping[str, str] = field(default_factory=dict)
    """The letters of each column in a workbook, as a spreadsheet shows them."""

    def __getitem__(self, column: str) -> str:
        return self.values[column]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The cells of a sheet, or of a CSV file, as text with the number of their line."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    broken_at: int = 0
    """The line of a CSV file after which nothing could be read."""
    formulas: frozenset[tuple[int, int]] = frozenset()
    """Line and place in the line (from 0) of the cells that are computed."""
    is_workbook: bool = False
    name: str = ""
    """The name of the sheet."""
    is_hidden: bool = False
    is_cut: bool = False
    """Says whether the sheet is too long for a table, so that only its first rows are there."""


class FaultList:
    """Collects all faults of one file, so that a person sees them together."""

    def __init__(self, path: Path, rows: Sequence[Row] = ()) -> None:
        self._file = path.name
        self.letters: Mapping[str, str] = rows[0].letters if rows else {}
        self._faults: list[FileFault] = []

    def add(self, line: int, column: str, code: str, /, **params: object) -> None:
        self.add_reason(line, column, Reason(code=code, params=params))

    def add_reason(self, line: int, column: str, reason: Reason) -> None:
        letters = self.letters.get(column)
        place = f"{column} ({letters})" if letters else column
        self._faults.append(FileFault(file=self._file, line=line, column=place, reason=reason))

    def raise_if_any(self) -> None:
        if self._faults:
            raise FileRefused(self._faults)


def grids_of(text: str) -> list[Grid]:
    """Returns the table as each sign between columns would make it, for each sign that stands in the text: a
    spreadsheet writes semicolons where the comma is the decimal sign, as in Vietnamese settings, or tabs."""
    return [_grid(text, sign) for sign in SEPARATORS if sign in text] or [_grid(text, ",")]


def _grid(text: str, separator: str) -> Grid:
    whole = io.StringIO(text, newline=None)  # an old Macintosh ends its lines otherwise than the reader expects
    reader, lines, last = csv.reader(whole, delimiter=separator, strict=True), [], 0
    is_plain = is_nfc(text) and "'" not in text
    try:
        for values in reader:
            cells = tuple(map(str.strip, values))
            lines.append((last + 1, cells if is_plain else tuple(nfc(_unmarked(cell)) for cell in cells)))
            last = reader.line_num
    except csv.Error:
        return Grid(lines=tuple(lines), broken_at=last + 1)
    return Grid(lines=tuple(lines))


def year_of(text: str) -> int | None:
    """Reads a year of four digits, the only form in which a year is written."""
    year = plain(text)
    return int(year) if _YEAR.fullmatch(year) else None


def written(lines: Iterable[Sequence[str]]) -> str:
    """Returns lines as a CSV file that no spreadsheet computes: an apostrophe marks a cell as text that would begin
    like a formula. `read_rows` takes the apostrophe off again. A workbook needs none: its cells say that they are text.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerows([f"'{cell}" if _RUN.match(cell) else cell for cell in line] for line in lines)
    return target.getvalue()


def _unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell


def content_of(path: Path) -> bytes:
    """Returns the bytes of the file. Raises FileRefused (file_unreadable)."""
    try:
        return path.read_bytes()
    except OSError:
        fault = FileFault(file=path.name, line=0, column="", reason=Reason(code="file_unreadable"))
        raise FileRefused([fault]) from None


def text_of(name: str, content: bytes) -> str:
    """Returns the text of a CSV file, in UTF-8, or in UTF-16 with its mark as spreadsheets write it. Raises FileRefused
    (csv_too_large, csv_not_utf8, sheet_pdf)."""
    faults = FaultList(Path(name))
    if len(content) > MAX_BYTES:
        faults.add(0, "", "csv_too_large", max=MAX_BYTES // 1_000_000)
        faults.raise_if_any()
    if is_pdf(content):
        faults.add(0, "", "sheet_pdf", name=name)
        faults.raise_if_any()
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(_lines_in(content[: error.start]) + 1, "", "csv_not_utf8")
        faults.raise_if_any()
        raise
    if "\0" in text:  # text of two or four bytes for each sign, without the mark that says so
        faults.add(_lines_in(text.partition("\0")[0].encode()) + 1, "", "csv_not_utf8")
        faults.raise_if_any()
    return text


def _lines_in(content: bytes) -> int:
    return max(content.count(b"\n"), content.count(b"\r"))
