"""Reads a table from a CSV file or a workbook: looks for its head row, and reads nothing that stands beside, before or
behind it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grading.documents.workbook_cells import as_text, letters_of
from grading.documents.workbook_parts import LONGEST_TEXT
from grading.documents.workbooks import MAX_COLUMNS, MAX_ROWS, Book, is_workbook, read_book
from grading.services.ground.csv_rows import MAX_BYTES, FaultList, Grid, Row, content_of, grids_of, text_of
from grading.services.ground.notes_below import NotesBelow
from grading.services.ground.table_heads import Head, find_head, head_key
from grading.typed.codes import code_of


def read_rows(
    path: Path,
    columns: tuple[str, ...],
    content: bytes | None = None,
    *,
    optional: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
    max_bytes: int = MAX_BYTES,
) -> list[Row]:
    """Returns the rows of the table with these columns, with text in NFC and stripped, and with the codes of units in
    the columns `codes` as they are stored; of the file, unless its content is given. Raises FileRefused with every
    fault of its shape, and UploadRefused for a workbook that cannot be read."""
    content = content_of(path) if content is None else content
    if is_workbook(path.name, content):
        return rows_of(read_book(path.name, content, max_bytes=max_bytes), columns, optional=optional, codes=codes)
    return _rows(path, grids_of(text_of(path.name, content)), columns, optional, codes=codes)


def rows_of(
    book: Book, columns: tuple[str, ...], *, optional: tuple[str, ...] = (), codes: tuple[str, ...] = ()
) -> list[Row]:
    """Returns the rows of the table with these columns, on whichever sheet of the workbook it stands."""
    grids = [
        Grid(
            lines=tuple((line, tuple(map(as_text, cells))) for line, cells in sheet.rows),
            formulas=sheet.formulas,
            is_workbook=True,
            name=sheet.name,
            is_hidden=sheet.is_hidden,
            is_cut=sheet.is_cut,
        )
        for sheet in book.sheets
    ]
    return _rows(Path(book.name), grids, columns, optional, codes=codes, left_out=book.left_out)


def _rows(
    path: Path, grids: Sequence[Grid], columns: tuple[str, ...], optional: tuple[str, ...],
    *, codes: tuple[str, ...], left_out: bool = False,
) -> list[Row]:  # fmt: skip
    faults = FaultList(path)
    wanted = {head_key(name): name for name in (*columns, *optional)}
    head = find_head(grids, wanted, tuple(map(head_key, columns)), faults)
    faults.raise_if_any()
    if head is None and (broken := max(grid.broken_at for grid in grids)):
        faults.add(broken, "", "csv_broken")
    elif head is None and not left_out and not any(any(cells) for grid in grids for _line, cells in grid.lines):
        faults.add(0, "", "csv_empty")
    elif head is None and left_out:
        faults.add(0, "", "sheet_rows", max=MAX_ROWS, columns=MAX_COLUMNS)
    elif head is None:
        faults.add(1, "", "csv_no_columns", columns=columns)
    faults.raise_if_any()
    assert head is not None
    places = _places(head, wanted, faults)
    for missing in sorted(set(columns) - places.keys()):
        faults.add(head.line, missing, "csv_column_missing", column=missing)
    faults.raise_if_any()
    rows = list(_read(head, places, tuple(name for name in codes if name in places), faults))
    if head.grid.broken_at:
        faults.add(head.grid.broken_at, "", "csv_broken")
    faults.raise_if_any()
    return rows


def _places(head: Head, wanted: Mapping[str, str], faults: FaultList) -> dict[str, int]:
    """Returns where each wanted column stands. Two columns of one name are a fault: neither is read in the other's
    place."""
    places: dict[str, int] = {}
    for at, key in enumerate(head.keys):
        if key not in wanted:
            continue
        name = wanted[key]
        if name in places:
            first, second = _column(head, places[name]), _column(head, at)
            faults.add(head.line, name, "csv_column_twice", column=name, first=first, second=second)
        places.setdefault(name, at)
    return places


def _column(head: Head, at: int) -> str:
    return letters_of(at) if head.grid.is_workbook else str(at + 1)


def _read(head: Head, places: Mapping[str, int], codes: tuple[str, ...], faults: FaultList) -> Iterator[Row]:
    letters = {name: letters_of(at) for name, at in places.items()} if head.grid.is_workbook else {}
    faults.letters, after_gap, notes = letters, False, NotesBelow()
    names, ats, width = tuple(places), tuple(places.values()), max(places.values()) + 1
    for line, cells in _lines_below(head):
        filled = cells if len(cells) >= width else cells + ("",) * (width - len(cells))
        values = dict(zip(names, [filled[at] for at in ats], strict=True))
        if not any(values.values()):
            after_gap = True
            continue
        if after_gap and notes.takes([filled[at] for at in sorted(ats)]):
            continue
        for name in codes:
            values[name] = code_of(values[name])
        after_gap, row = False, Row(line=line, values=values, letters=letters)
        _check(head, row, cells, places, faults)
        yield row


def _lines_below(head: Head) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yields the lines below the head; an empty one for lines that a workbook leaves out."""
    last = head.line
    for line, cells in head.grid.lines[head.end :]:
        if line > last + 1 and head.grid.is_workbook:
            yield last + 1, ()
        yield line, cells
        last = line


def _check(head: Head, row: Row, cells: tuple[str, ...], places: Mapping[str, int], faults: FaultList) -> None:
    width = len(head.keys)
    if head.grid.is_workbook:
        if not head.grid.formulas and len(max(row.values.values(), key=len)) <= LONGEST_TEXT:
            return
        for name, at in places.items():
            if (row.line, at) in head.grid.formulas:
                faults.add(row.line, name, "sheet_formula")
            elif len(row[name]) > LONGEST_TEXT:
                faults.add(row.line, name, "sheet_text", max=LONGEST_TEXT)
    elif len(cells) < width or any(cells[width:]):
        faults.add(row.line, "", "csv_row_width", found=len(cells), wanted=width)
