"""Reads the rows of a CSV file and collects every fault with its place; an import takes the whole file or nothing."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grading.rules.periods import FIRST_YEAR
from grading.text import nfc
from workflows import Reason

MAX_BYTES = 5_000_000
_YEAR = re.compile("[0-9]{4}")
_RUN = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet computes when it opens a CSV file, or that `written` marked as text already."""

YEARS = range(FIRST_YEAR, 3000)
"""The years of days in a file, as in forms."""
NO_YEAR = Reason(code="day_year", params={"years": f"{YEARS[0]} - {YEARS[-1]}"})


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


@dataclass(frozen=True, kw_only=True)
class Row:
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


class FaultList:
    """Collects all faults of one file, so that a person sees them together."""

    def __init__(self, path: Path) -> None:
        self._file = path.name
        self._faults: list[FileFault] = []

    def add(self, line: int, column: str, code: str, /, **params: object) -> None:
        self.add_reason(line, column, Reason(code=code, params=params))

    def add_reason(self, line: int, column: str, reason: Reason) -> None:
        self._faults.append(FileFault(file=self._file, line=line, column=column, reason=reason))

    def raise_if_any(self) -> None:
        if self._faults:
            raise FileRefused(self._faults)


def read_rows(path: Path, columns: tuple[str, ...], content: str | None = None) -> list[Row]:
    """Returns all rows as `written` was given them, with text in NFC and stripped; those of the file, unless its
    content is given. Raises FileRefused with every row of the wrong shape."""
    faults = FaultList(path)
    text = _text(content_of(path), faults) if content is None else content
    head = text.partition("\n")[0]
    if len(columns) > 1 and not {",", ";"} & set(head):
        faults.add(1, "", "csv_no_columns")
        faults.raise_if_any()
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(head), strict=True)
    rows: list[Row] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        for missing in sorted(set(columns) - set(header)):
            faults.add(1, missing, "csv_column_missing", column=missing)
        faults.raise_if_any()
        for values in reader:
            if not any(values):
                continue
            if len(values) != len(header):
                faults.add(reader.line_num, "", "csv_row_width", found=len(values), wanted=len(header))
                continue
            cells = {name: nfc(_unmarked(value.strip())) for name, value in zip(header, values, strict=True)}
            rows.append(Row(line=reader.line_num, values=cells))
    except csv.Error:
        faults.add(reader.line_num, "", "csv_broken")
    faults.raise_if_any()
    return rows


def delimiter_of(head: str) -> str:
    """Returns what stands between the columns of a file, by its head line: names of columns hold neither sign. A
    spreadsheet writes semicolons where the comma is the decimal sign, as in Vietnamese settings."""
    return ";" if head.count(";") > head.count(",") else ","


def year_of(text: str) -> int | None:
    """Reads a year of four digits, the only form in which a year is written."""
    return int(text) if _YEAR.fullmatch(text) else None


def day_of(text: str) -> date | Reason:
    """Reads a day like 2022-12-31, or returns what is wrong with the text. Every day that is read has a day before it
    and a day after it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Reason(code="csv_date", params={"value": text})
    return day if day.year in YEARS else NO_YEAR


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
    """Returns the text of a CSV file that was sent. Raises FileRefused (csv_too_large, csv_not_utf8)."""
    return _text(content, FaultList(Path(name)))


def _text(content: bytes, faults: FaultList) -> str:
    if len(content) > MAX_BYTES:
        faults.add(0, "", "csv_too_large", max=MAX_BYTES // 1_000_000)
        faults.raise_if_any()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(content[: error.start].count(b"\n") + 1, "", "csv_not_utf8")
        faults.raise_if_any()
        raise
