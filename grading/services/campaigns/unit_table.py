"""Units as a table: written out as they stand on a day, and read as rows from a CSV file or a workbook."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from grading.documents.workbooks import make_table
from grading.services.ground import csv_rows
from grading.services.ground.csv_rows import FileFault, FileRefused, Row
from grading.services.ground.tables import read_rows
from grading.services.units import directory
from grading.services.units.units import CODES, COLUMNS
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
    """Returns the rows of a CSV file or a workbook. Raises FileRefused and UploadRefused."""
    rows = read_rows(Path(name), COLUMNS, content, codes=CODES, max_bytes=max_bytes)
    if max_rows is not None and len(rows) > max_rows:
        reason = Reason(code="csv_rows", params={"max": max_rows})
        raise FileRefused([FileFault(file=name, line=0, column="", reason=reason)])
    return rows


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
