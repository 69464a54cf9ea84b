"""Units as a table: written out as they stand on a day, and read as rows from a CSV file or a workbook."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from grading.documents.workbooks import Table, make_table, read_table
from grading.services.ground import csv_rows
from grading.services.ground.csv_rows import FileFault, FileRefused, Row, read_rows, text_of
from grading.services.units import directory
from grading.services.units.units import COLUMNS
from workflows import Reason

MARK = "\ufeff"
"""The byte order mark: without it spreadsheets read the marks on letters wrongly."""


def written(session: Session, day: date) -> list[list[str]]:
    """Returns a row of each unit as it is on that day, or as it was last, in the columns of the import."""
    periods = directory.all_current(session, day)
    codes = {period.unit_id: period.unit.code for period in periods}
    return [
        [
            period.unit.code, period.kind, period.org_name, period.committee_name, period.issuer_name,
            codes.get(period.parent_id or 0, ""), period.cell_type, _iso(period.valid_from), _iso(period.valid_to),
            "yes" if period.named_in_source else "no",
        ]
        for period in periods
    ]  # fmt: skip


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    return MARK + csv_rows.written([COLUMNS, *rows])


def as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    return make_table("Tổ chức đảng", COLUMNS, rows)


def rows_from(name: str, content: bytes, *, max_bytes: int, max_rows: int | None = None) -> list[Row]:
    """Returns the rows of a CSV file or a workbook, by the ending of its name. Raises FileRefused and UploadRefused."""
    if Path(name).suffix.lower() == ".xlsx":
        return rows_of(read_table(name, content, max_bytes=max_bytes))
    rows = read_rows(Path(name), COLUMNS, text_of(name, content))
    if max_rows is not None and len(rows) > max_rows:
        reason = Reason(code="csv_rows", params={"max": max_rows})
        raise FileRefused([FileFault(file=name, line=0, column="", reason=reason)])
    return rows


def rows_of(table: Table) -> list[Row]:
    """Returns the rows of a workbook's table as the rows of a CSV file would be read. Raises FileRefused for a column
    that is missing."""
    names = [name.strip() for name in table.header]
    lines = [
        names,
        *([_text(cell) for cell in cells] + [""] * (len(names) - len(cells)) for _line, cells in table.rows),
    ]
    return read_rows(Path(table.name), COLUMNS, csv_rows.written(lines))


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
