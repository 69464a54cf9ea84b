"""Reads a table from a CSV file or a workbook: looks for its head row, and reads nothing that stands beside, before or
behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.documents.workbook_cells import as_text, letters_of
from grading.documents.workbook_parts import LONGEST_TEXT
from grading.documents.workbooks import MAX_COLUMNS, MAX_ROWS, Book, is_workbook, read_book
from grading.services.ground.csv_rows import MAX_BYTES, FaultList, Grid, Row, content_of, grids_of, text_of
from grading.text import search_key

HEAD_WITHIN = 50
"""The head row is looked for in so many lines from the top."""


@dataclass(frozen=True, kw_only=True)
class _Head:
    """A head row that was found: its line, its names as keys, and the lines below it."""

    grid: Grid
    keys: tuple[str, ...]
    end: int
    """The place in the grid of the first line below the head."""

    @property
    def line(self) -> int:
        return self.grid.lines[self.end - 1][0]


def read_rows(
    path: Path,
    columns: tuple[str, ...],
    content: bytes | None = None,
    *,
    optional: tuple[str, ...] = (),
    max_bytes: int = MAX_BYTES,
) -> list[Row]:
    """Returns the rows of the table with these columns, with text in NFC and stripped; of the file, unless its content
    is given. Raises FileRefused with every fault of its shape, and UploadRefused for a workbook that cannot be read."""
    content = content_of(path) if content is None else content
    if is_workbook(path.name, content):
        return rows_of(read_book(path.name, content, max_bytes=max_bytes), columns, optional=optional)
    return _rows(path, grids_of(text_of(path.name, content)), columns, optional)


def rows_of(book: Book, columns: tuple[str, ...], *, optional: tuple[str, ...] = ()) -> list[Row]:
    """Returns the rows of the table with these columns, on whichever sheet of the workbook it stands."""
    grids = [
        Grid(
            lines=tuple((line, tuple(map(as_text, cells))) for line, cells in sheet.rows),
            formulas=sheet.formulas,
            is_workbook=True,
        )
        for sheet in book.sheets
    ]
    return _rows(Path(book.name), grids, columns, optional, left_out=book.left_out)


def head_key(name: str) -> str:
    """Returns what is compared of a column's name: without marks, case and invisible signs, with i for y, because
    "lí do" and "lý do" are one word."""
    return search_key(name).replace("y", "i")


def _rows(
    path: Path, grids: Sequence[Grid], columns: tuple[str, ...], optional: tuple[str, ...], *, left_out: bool = False
) -> list[Row]:
    faults = FaultList(path)
    wanted = {head_key(name): name for name in (*columns, *optional)}
    head = _found(grids, wanted)
    if head is None and (broken := max(grid.broken_at for grid in grids)):
        faults.add(broken, "", "csv_broken")
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
    rows = list(_read(head, places, faults))
    if head.grid.broken_at:
        faults.add(head.grid.broken_at, "", "csv_broken")
    faults.raise_if_any()
    return rows


def _found(grids: Sequence[Grid], wanted: Mapping[str, str]) -> _Head | None:
    """Returns the head row with the most wanted names; where names stand in two rows, as merged cells leave them, both
    rows together."""
    best, most = None, 0
    for grid in grids:
        keys = [tuple(map(head_key, cells)) for _line, cells in grid.lines[: HEAD_WITHIN + 1]]
        for at, upper in enumerate(keys[:HEAD_WITHIN]):
            for end, names in ((at + 1, upper), (at + 2, _joined(upper, keys[at + 1 : at + 2], wanted))):
                found = len(wanted.keys() & set(names))
                if found > most:
                    best, most = _Head(grid=grid, keys=names, end=end), found
    return best


def _joined(upper: tuple[str, ...], below: Sequence[tuple[str, ...]], wanted: Mapping[str, str]) -> tuple[str, ...]:
    lower = below[0] if below else ()
    width = max(len(upper), len(lower))
    pairs = zip(*(names + ("",) * (width - len(names)) for names in (upper, lower)), strict=True)
    return tuple(under if under in wanted else over for over, under in pairs)


def _places(head: _Head, wanted: Mapping[str, str], faults: FaultList) -> dict[str, int]:
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


def _column(head: _Head, at: int) -> str:
    return letters_of(at) if head.grid.is_workbook else str(at + 1)


def _read(head: _Head, places: Mapping[str, int], faults: FaultList) -> Iterator[Row]:
    letters = {name: letters_of(at) for name, at in places.items()} if head.grid.is_workbook else {}
    faults.letters, after_gap = letters, False
    names, ats, width = tuple(places), tuple(places.values()), max(places.values()) + 1
    for line, cells in _lines_below(head):
        filled = cells if len(cells) >= width else cells + ("",) * (width - len(cells))
        values = dict(zip(names, [filled[at] for at in ats], strict=True))
        if not any(values.values()):
            after_gap = True
            continue
        if after_gap and _is_note(values):
            continue
        after_gap, row = False, Row(line=line, values=values, letters=letters)
        _check(head, row, cells, places, faults)
        yield row


def _lines_below(head: _Head) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yields the lines below the head; an empty one for lines that a workbook leaves out."""
    last = head.line
    for line, cells in head.grid.lines[head.end :]:
        if line > last + 1 and head.grid.is_workbook:
            yield last + 1, ()
        yield line, cells
        last = line


def _is_note(values: Mapping[str, str]) -> bool:
    """Says of a line behind the table whether it is a sentence or the names of those who sign, and no row."""
    filled = [value for value in values.values() if value]
    if len(filled) == 1:
        return " " in filled[0] or filled[0].endswith(":")
    has_digits = any(sign.isdigit() for value in filled for sign in value)
    return len(filled) == 2 and len(values) >= 4 and not has_digits and all(" " in value for value in filled)


def _check(head: _Head, row: Row, cells: tuple[str, ...], places: Mapping[str, int], faults: FaultList) -> None:
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
