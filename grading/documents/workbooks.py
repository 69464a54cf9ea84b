"""Workbooks: reads tables of counts from XLSX files of other systems, and makes workbooks to fill in."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound, ZipError
from xlsxwriter import Workbook

from grading.documents.uploads.accepting import AcceptedFile, accept
from grading.documents.uploads.kinds import FileKind
from grading.documents.uploads.refusal import OTHER_KINDS, UploadRefused
from grading.documents.workbook_parts import LONGEST_TEXT, Unreadable, scan
from workflows.reasons import Reason

MAX_ROWS = 5_000
"""Enough rows for four hundred cells with twelve months each. A longer table is another kind of file."""
MAX_COLUMNS = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | bool | date | datetime | time | timedelta
_ROOT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="xl/workbook.xml"/></Relationships>'
)
_SHEETS = "xl/worksheets/"
_BOOK = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml", "xl/styles.xml")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The first worksheet: the text of its first row, and every row with content below it with its line (from 1).

    `formulas` are the cells (line, column letters) with a formula; this module computes no formula.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    formulas: tuple[tuple[int, str], ...] = ()


def read_table(name: str, content: bytes, *, max_bytes: int) -> Table:
    """Returns the table of an uploaded workbook.

    Raises UploadRefused: the reasons of uploads.accept, sheet_kind for another kind of file, sheet_macro, sheet_rows,
    sheet_text, file_damaged.
    """
    accepted = _accepted(name, content, max_bytes)
    if accepted.kind is not FileKind.XLSX:
        raise UploadRefused((Reason(code="sheet_kind"),))
    parts = _parts(accepted.content)
    formulas = _check(accepted.name, parts)
    try:
        book = CalamineWorkbook.from_filelike(_packed(parts))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (WorksheetNotFound, ZipError):  # the sheet is in a place that _check did not scan
        raise UploadRefused((Reason(code="sheet_kind"),)) from None
    except (CalamineError, OSError, IndexError, ValueError):
        damaged = Reason(code="file_damaged", params={"name": accepted.name, "cause": "cut"})
        raise UploadRefused((damaged,)) from None
    header = tuple(str(cell).strip() for cell in rows[0]) if rows else ()
    lines = ((line, tuple(row)) for line, row in enumerate(rows[1:], start=2))
    return Table(
        name=accepted.name,
        header=header,
        rows=tuple((line, row) for line, row in lines if any(cell not in ("", None) for cell in row)),
        formulas=tuple(formulas),
    )


def _accepted(name: str, content: bytes, max_bytes: int) -> AcceptedFile:
    """Accepts the file as evidence is accepted; the reasons are those of somebody who brings a table."""
    try:
        return accept(name, content, max_bytes=max_bytes)
    except UploadRefused as refused:
        reasons = dict.fromkeys(map(_of_table, refused.reasons))
        raise UploadRefused(tuple(reasons)) from None


def _of_table(reason: Reason) -> Reason:
    if reason.code in OTHER_KINDS:
        return Reason(code="sheet_kind")
    if reason.code == "file_macro":
        return Reason(code="sheet_macro", params={"cause": reason.params["cause"]})
    return reason


def _parts(content: bytes) -> dict[str, bytes]:
    """Returns the parts of a workbook that are read, by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if _is_sheet(name) or name.lower() in _BOOK}


def _is_sheet(name: str) -> bool:
    return name.startswith(_SHEETS) and name.endswith(".xml")


def _check(name: str, parts: dict[str, bytes]) -> list[tuple[int, str]]:
    """Checks every part, because a workbook could name any part as a worksheet. Returns the cells with a formula.

    The library allocates memory for every cell up to the last one: a file of two kilobytes with one number in the last
    corner would need hundreds of gigabytes.
    """
    if not any(map(_is_sheet, parts)):
        raise UploadRefused((Reason(code="sheet_kind"),))
    try:
        scanned_parts = [scan(part) for part in parts.values()]
    except Unreadable as error:
        raise UploadRefused((_unfit(name, error.code),)) from None
    if any(part.last_line > MAX_ROWS or part.last_column > MAX_COLUMNS for part in scanned_parts):
        raise UploadRefused((Reason(code="sheet_rows", params={"max": MAX_ROWS, "columns": MAX_COLUMNS}),))
    return [cell for part in scanned_parts for cell in part.formulas]


def _unfit(name: str, code: str) -> Reason:
    if code == "sheet_text":
        return Reason(code="sheet_text", params={"max": LONGEST_TEXT})
    if code == "sheet_kind":
        return Reason(code="sheet_kind")
    return Reason(code="file_damaged", params={"name": name, "cause": "cut"})


def _packed(parts: dict[str, bytes]) -> BytesIO:
    """Returns an archive with only the checked parts, because the library follows a file's relationships anywhere."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in {"_rels/.rels": _ROOT, **parts}.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed


def make_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Returns a workbook with one sheet. Every cell keeps its type: no text becomes a formula or a link."""
    packed = BytesIO()
    book = Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1)})  # a fixed time, so that equal tables give equal bytes
    sheet, bold = book.add_worksheet(title), book.add_format({"bold": True, "text_wrap": True})
    for column, words in enumerate(header):
        sheet.write_string(0, column, words, bold)
        sheet.set_column(column, column, max(12, min(28, len(words))))
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, value)
    sheet.freeze_panes(1, 0)
    book.close()
    return packed.getvalue()
