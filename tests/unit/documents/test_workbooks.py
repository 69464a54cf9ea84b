"""Workbooks from outside: what is read of them, and what is refused before a library makes room for it."""

import re
import zipfile
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from grading.documents.uploads import UploadRefused
from grading.documents.workbooks import MAX_COLUMNS, MAX_ROWS, make_table, read_table

LIMIT = 2 * 1024 * 1024  # bytes


def book_with(*cells: tuple[int, int, object]) -> bytes:
    packed = BytesIO()
    book = Workbook(packed)
    sheet = book.add_worksheet()
    for row, column, value in cells:
        sheet.write(row, column, value)
    book.close()
    return packed.getvalue()


def changed(content: bytes, pattern: bytes, by: bytes) -> bytes:
    """The same workbook with something else in its worksheet."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            part = archive.read(name)
            out.writestr(name, re.sub(pattern, by, part) if name.startswith("xl/worksheets/") else part)
    return packed.getvalue()


def refused(content: bytes, name: str = "thang.xlsx") -> list[str]:
    with pytest.raises(UploadRefused) as caught:
        read_table(name, content, max_bytes=LIMIT)
    return [reason.code for reason in caught.value.reasons]


def test_what_is_made_is_read_again_and_no_text_became_a_formula_or_a_link():
    content = make_table("Các tháng", ["Tháng", "Việc"], [[1, "=1+1"], [2, "https://example.org"]])

    table = read_table("thang.xlsx", content, max_bytes=LIMIT)

    assert table.header == ("Tháng", "Việc")
    assert table.rows == ((2, (1, "=1+1")), (3, (2, "https://example.org")))
    assert table.formulas == ()


def test_the_same_table_is_made_of_the_same_bytes():
    assert make_table("A", ["b"], [[1]]) == make_table("A", ["b"], [[1]])


def test_empty_rows_are_passed_over_and_lines_keep_their_numbers():
    table = read_table("thang.xlsx", book_with((0, 0, "Tháng"), (4, 0, 5)), max_bytes=LIMIT)

    assert table.rows == ((5, (5,)),)


def test_cells_with_a_formula_are_named():
    table = read_table("thang.xlsx", book_with((0, 0, "Tháng"), (2, 3, "=1+2")), max_bytes=LIMIT)

    assert table.formulas == ((3, "D"),)


@pytest.mark.parametrize(("row", "column"), [(MAX_ROWS, 0), (1, MAX_COLUMNS), (1_048_575, 16_383)])
def test_a_cell_far_out_is_refused_before_room_is_made_for_all_the_others(row, column):
    assert refused(book_with((0, 0, "Tháng"), (row, column, 1))) == ["sheet_rows"]


def test_the_last_row_and_column_are_still_read():
    content = book_with((0, 0, "Tháng"), (MAX_ROWS - 1, MAX_COLUMNS - 1, 1))

    assert [line for line, _cells in read_table("thang.xlsx", content, max_bytes=LIMIT).rows] == [MAX_ROWS]


def test_cells_that_do_not_say_where_they_stand_are_refused():
    assert refused(changed(book_with((0, 0, "Tháng"), (1, 0, 1)), rb' r="A2"', b"")) == ["sheet_kind"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"Th\xc3\xa1ng;1", "file_type"), (b"", "file_empty"), (book_with((0, 0, 1))[:-40], "file_damaged"),
     (changed(book_with((0, 0, "A")), rb"(?s)<sheetData>.*", b"<sheetData><row"), "file_damaged")],
    ids=["text", "empty", "cut", "broken"],
)  # fmt: skip
def test_what_is_no_workbook_is_refused(content, code):
    assert refused(content) == [code]


def test_a_picture_is_no_workbook():
    pdf = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

    assert refused(pdf, "thang.pdf")[0] in {"sheet_kind", "file_damaged"}
