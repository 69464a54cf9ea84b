"""Workbooks: reads tables of counts from XLSX files of other systems, and makes workbooks to fill in."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, WorksheetNotFound, ZipError
from xlsxwriter import Workbook

from grading.documents.uploads.accepting import AcceptedFile, accept
from grading.documents.uploads.kinds import FileKind, is_pdf
from grading.documents.uploads.refusal import OTHER_KINDS, UploadRefused
from grading.documents.workbook_cells import Cell
from grading.documents.workbook_parts import MOST_LETTERS, Unreadable, first_rows, scan
from grading.documents.workbook_percents import as_shown, percent_cells
from grading.documents.workbook_sheets import Places, by_sheet, names_of
from grading.text import nfc
from workflows.reasons import Reason

MAX_ROWS = 5_000
"""Enough rows for four hundred cells with twelve months each. A longer table is another kind of file."""
MAX_COLUMNS = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROOT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="xl/workbook.xml"/></Relationships>'
)
_SHEETS = "xl/worksheets/"
_FIRST = 52
"""So many rows of a sheet that is left out are read: the head of a table stands in the first of them."""
_BOOK = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml", "xl/styles.xml")


_EMPTY = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
_OF_ANY_FILE = {"file_empty", "file_size", "file_secret", "file_slow", "file_lost", "file_busy"}
_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Every row with content, with its line (from 1), and the cells (line, column from 0) with a formula; this module
    computes no formula."""

    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    name: str = ""
    is_hidden: bool = False
    is_cut: bool = False
    """Says whether the sheet is too long or too wide for a table: then only its first rows are there, if any."""


@dataclass(frozen=True, kw_only=True)
class Book:
    """The worksheets of a workbook, in order. Those that are too long or too wide for a table are left out but for
    their first rows."""

    name: str
    sheets: tuple[Sheet, ...]
    left_out: bool = False


def is_workbook(name: str, content: bytes) -> bool:
    return Path(name).suffix.lower() in {".xlsx", ".xls", ".xlsm"} or content.startswith((_ZIP, _OLD_EXCEL))


def read_book(name: str, content: bytes, *, max_bytes: int) -> Book:
    """Returns the sheets of a workbook from outside.

    Raises UploadRefused: the reasons of uploads.accept, sheet_kind and sheet_pdf for another kind of file, sheet_macro,
    sheet_rows for a sheet that hides elsewhere, sheet_letters for too much text, sheet_broken.
    """
    accepted = _accepted(name, content, max_bytes)
    parts = _parts(accepted.content)
    formulas, left_out = _check(accepted.name, parts)
    try:
        book = CalamineWorkbook.from_filelike(_packed(parts))
        sheets = [book.get_sheet_by_index(at).to_python(skip_empty_area=False) for at in range(len(book.sheet_names))]
    except (WorksheetNotFound, ZipError):  # the sheet is in a place that _check did not scan
        raise UploadRefused((Reason(code="sheet_kind"),)) from None
    except (CalamineError, OSError, IndexError, ValueError):
        raise UploadRefused((_broken(accepted.name),)) from None
    computed, percents = by_sheet(parts, formulas), by_sheet(parts, percent_cells(parts))
    cut = {at for at, part_name in enumerate(names_of(parts)) if part_name in left_out}
    read = [
        Sheet(
            rows=tuple(_filled(rows, percents(at))), formulas=computed(at), name=nfc(about.name),
            is_hidden=about.visible != SheetVisibleEnum.Visible, is_cut=at in cut,
        )
        for at, (rows, about) in enumerate(zip(sheets, book.sheets_metadata, strict=True))
    ]  # fmt: skip
    return Book(name=accepted.name, sheets=tuple(read), left_out=bool(left_out))


def _accepted(name: str, content: bytes, max_bytes: int) -> AcceptedFile:
    try:
        accepted = accept(name, content, max_bytes=max_bytes)
    except UploadRefused as refused:
        reasons = dict.fromkeys(_of_workbook(content, reason) for reason in refused.reasons)
        raise UploadRefused(tuple(reasons)) from None
    if accepted.kind is not FileKind.XLSX:
        raise UploadRefused((_of_another_kind(accepted.name, content),))
    return accepted


def _of_workbook(content: bytes, reason: Reason) -> Reason:
    """Returns what the reason means to somebody who brings a table: a workbook that does not open is broken, whatever
    its first bytes are; another kind of file is none, sound or broken."""
    name = str(reason.params["name"])
    if reason.code not in _OF_ANY_FILE and not content.startswith((_ZIP, _OLD_EXCEL)):
        return _of_another_kind(name, content)
    is_cut = reason.code == "file_damaged" and reason.params["cause"] == "cut"
    if is_cut or (reason.code == "file_type" and content.startswith(_ZIP)):
        return _broken(name)
    if reason.code in OTHER_KINDS:
        return Reason(code="sheet_kind")
    if reason.code == "file_macro":
        return Reason(code="sheet_macro", params={"cause": reason.params["cause"]})
    return reason


def _of_another_kind(name: str, content: bytes) -> Reason:
    return Reason(code="sheet_pdf", params={"name": name}) if is_pdf(content) else Reason(code="sheet_kind")


def _broken(name: str) -> Reason:
    return Reason(code="sheet_broken", params={"name": name})


def _filled(rows: Iterable[Sequence[Cell]], percents: Places) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for line, row in enumerate(rows, start=1):
        if any(cell not in ("", None) for cell in row):
            yield line, as_shown(tuple(row), line, percents) if percents else tuple(row)


def _parts(content: bytes) -> dict[str, bytes]:
    """Returns the parts of a workbook that are read, by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if _is_sheet(name) or name.lower() in _BOOK}


def _is_sheet(name: str) -> bool:
    return name.startswith(_SHEETS) and name.endswith(".xml")


def _check(name: str, parts: dict[str, bytes]) -> tuple[dict[str, Places], frozenset[str]]:
    """Checks every part, because a workbook could name any part as a worksheet. Cuts the sheets that are too long or
    too wide; returns the cells with a formula by part, and the parts that were cut.

    The library allocates memory for every cell up to the last one: a file of two kilobytes with one number in the last
    corner would need hundreds of gigabytes.
    """
    if not any(map(_is_sheet, parts)):
        raise UploadRefused((Reason(code="sheet_kind"),))
    try:
        scanned = {part_name: scan(part) for part_name, part in parts.items()}
    except Unreadable as error:
        broken = _broken(name) if error.code == "file_damaged" else Reason(code="sheet_places")
        raise UploadRefused((broken,)) from None
    large = [key for key, part in scanned.items() if part.last_line > MAX_ROWS or part.last_column > MAX_COLUMNS]
    if not all(map(_is_sheet, large)):
        raise UploadRefused((Reason(code="sheet_rows", params={"max": MAX_ROWS, "columns": MAX_COLUMNS}),))
    named = names_of(parts)
    parts |= {key: _cut(parts[key]) if key in named else _EMPTY for key in large}
    kept = [part for key, part in scanned.items() if key not in large]
    if sum(part.cells for part in kept) * max(part.longest for part in scanned.values()) > MOST_LETTERS:
        raise UploadRefused((Reason(code="sheet_letters"),))
    return {key: frozenset(part.formulas) for key, part in scanned.items()}, frozenset(large)


def _cut(content: bytes) -> bytes:
    """Returns the first rows of a sheet that is too long, and nothing of one that is too wide even there."""
    cut = first_rows(content, _FIRST)
    try:
        part = scan(cut) if cut is not None else None
    except Unreadable:  # the file is written in letters of several bytes
        part = None
    is_small = part is not None and part.last_line <= MAX_ROWS and part.last_column <= MAX_COLUMNS
    return cut if cut is not None and is_small else _EMPTY


def _packed(parts: dict[str, bytes]) -> BytesIO:
    """Returns an archive with only the checked parts, because the library follows a file's relationships anywhere."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in {"_rels/.rels": _ROOT, **parts}.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed


def make_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> bytes:
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
            if isinstance(value, int | float):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, value)
    sheet.freeze_panes(1, 0)
    book.close()
    return packed.getvalue()
