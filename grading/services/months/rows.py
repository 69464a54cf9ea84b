"""The rows of a workbook of months: its columns, the meaning of each row, and the place of every fault."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from grading.documents.workbooks import Book
from grading.models import MeetingSheet
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.ground.csv_rows import FaultList, Row
from grading.services.ground.tables import rows_of
from grading.services.months.entries import MOST, CountsEntry, MeetingEntry
from grading.typed import numbers
from grading.typed.days import day_of
from workflows import Reason

T = TypeVar("T")
CELL, MONTH, DAY, DUE, PRESENT = "Mã chi bộ", "Tháng", "Ngày họp", "Phải dự", "Có mặt"
EXCUSED, MINUTES = "Vắng có lý do", "Số phút"
DEEDS, GROUPS, FOLLOWED = "Việc tốt", "Tổ, nhóm theo dõi", "Đảng viên được theo dõi"
_MEETING, _NO_COUNTS = (DAY, DUE, PRESENT, EXCUSED, MINUTES), CountsEntry()


@dataclass(slots=True, kw_only=True)
class MeetingRow:
    """The meeting of one row. `excused`, `minutes` and `points` are None or empty if the row leaves their cells
    empty. Rows are not frozen, because a file has thousands and a frozen one is slow to make."""

    held_on: date
    due: int
    present: int
    excused: int | None
    minutes: int | None
    points: Mapping[str, int]

    def completed(self, sheet: MeetingSheet | None) -> MeetingEntry:
        """Returns the meeting to store. The other system knows who came; a value that the row leaves empty keeps what
        the cell entered here."""
        excused, minutes, points = (sheet.excused, sheet.minutes, sheet.points) if sheet else (0, None, {})
        return MeetingEntry(
            held_on=self.held_on, due=self.due, present=self.present,
            excused=excused if self.excused is None else self.excused,
            minutes=minutes if self.minutes is None else self.minutes,
            points=self.points or points,
        )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class MonthRow:
    """One row that could be read. `code` is the code of the cell; it is empty in a table of a single cell."""

    line: int
    code: str
    month: int
    meeting: MeetingRow | None
    counts: CountsEntry
    entry: MeetingEntry | None = None
    """The meeting as it is stored, once what the cell entered is known too."""


def part_columns(work: YearWork) -> dict[str, str]:
    """Returns the column of each part of the sheet, by the part's key."""
    return {part.key: f"Điểm: {part.name.vi}" for part in work.parts}


def columns(work: YearWork, *, cells: bool) -> tuple[str, ...]:
    """Returns the columns of a table, in order; with `cells`, the first column names the cell of each row."""
    counts = [*([DEEDS] if work.deeds else []), *([GROUPS, FOLLOWED] if work.follow_up else [])]
    first = (CELL, MONTH) if cells else (MONTH,)
    return (*first, DAY, DUE, PRESENT, EXCUSED, MINUTES, *part_columns(work).values(), *counts)


def read_months(book: Book, work: YearWork, faults: FaultList, *, cells: bool) -> list[MonthRow]:
    """Returns the rows that could be read; everything else becomes a fault. Other columns and sheets are ignored."""
    rows = rows_of(book, columns(work, cells=cells), optional=() if cells else (CELL,), codes=(CELL,))
    if not rows:
        faults.add(0, "", "sheet_empty")
        return []
    faults.letters = rows[0].letters
    parts = part_columns(work)
    return list(_rows(_Reader(row, faults, parts) for row in rows))


def _rows(readers: Iterable["_Reader"]) -> Iterator[MonthRow]:
    seen: dict[tuple[str, int], int] = {}
    for reader in readers:
        row = reader.row()
        if row is None:
            continue
        key = (row.code, row.month)
        if key in seen:
            reader.fault(MONTH, "sheet_repeated", month=row.month, line=seen[key])
        seen.setdefault(key, row.line)
        yield row


@dataclass(slots=True)
class _Reader:
    """Reads the cells of one row; a value that cannot be read becomes a fault at its place."""

    sheet_row: Row
    faults: FaultList
    parts: Mapping[str, str]
    """The column of each part of the sheet, by the part's key."""
    broken: bool = field(default=False)

    def row(self) -> MonthRow | None:
        month = self.count(MONTH)
        if month is None or not 1 <= month <= 12:
            if month is not None or self.is_empty(MONTH):
                self.fault(MONTH, "sheet_month", value=self.shown(MONTH))
            month = None
        meeting, deeds, groups, followed = self.meeting(), *map(self.count, (DEEDS, GROUPS, FOLLOWED))
        is_counted = deeds is not None or groups is not None or followed is not None
        counts = CountsEntry(deeds=deeds, groups=groups, followed=followed) if is_counted else _NO_COUNTS
        if self.broken or month is None:
            return None
        return MonthRow(line=self.sheet_row.line, code=self.shown(CELL), month=month, meeting=meeting, counts=counts)

    def meeting(self) -> MeetingRow | None:
        """Returns None if every cell of the meeting is empty."""
        if not any(map(self.sheet_row.values.get, (*_MEETING, *self.parts.values()))):
            return None
        said = [(key, self.read(column, numbers.hundredths)) for key, column in self.parts.items()]
        points = {key: value for key, value in said if value is not None}
        held_on, due, present = self.day(DAY), self.count(DUE), self.count(PRESENT)
        if held_on is None or due is None or present is None:
            for column in (DAY, DUE, PRESENT):
                if self.is_empty(column):
                    self.fault(column, "sheet_meeting")
            return None
        return MeetingRow(
            held_on=held_on, due=due, present=present, excused=self.count(EXCUSED), minutes=self.count(MINUTES),
            points=points,
        )  # fmt: skip

    def is_empty(self, column: str) -> bool:
        return self.shown(column) == ""

    def shown(self, column: str) -> str:
        return self.sheet_row.values.get(column, "")

    def fault(self, column: str, code: str, /, **params: object) -> None:
        self.refuse(column, Reason(code=code, params=params))

    def refuse(self, column: str, reason: Reason) -> None:
        self.faults.add_reason(self.sheet_row.line, column, reason)
        self.broken = True

    def count(self, column: str) -> int | None:
        if not self.sheet_row.values.get(column):
            return None  # most of these columns are empty or not there
        number = self.read(column, numbers.whole)
        if number is not None and number > MOST:
            self.fault(column, "number_long", value=self.shown(column))
            return None
        return number

    def day(self, column: str) -> date | None:
        return self.read(column, day_of)

    def read(self, column: str, meaning: Callable[[str], T | Reason]) -> T | None:
        """Returns what a cell means; None for an empty cell, and for a cell that means nothing, which is a fault."""
        shown = self.sheet_row.values.get(column)
        if not shown:
            return None
        value = meaning(shown)
        if isinstance(value, Reason):
            self.refuse(column, value)
            return None
        return value
