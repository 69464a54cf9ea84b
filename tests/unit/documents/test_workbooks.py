"""Workbooks from outside: the cells that are read, and the files refused before a library takes memory for them."""

import re
import zipfile
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from grading.documents.uploads.refusal import UploadRefused
from grading.documents.workbooks import MAX_COLUMNS, MAX_ROWS, Sheet, make_table, read_book
from tests.unit.uploads.making import pdf, photo
from workflows import Reason

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
    """Returns the same workbook with other content in its worksheet."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            part = archive.read(name)
            out.writestr(name, re.sub(pattern, by, part) if name.startswith("xl/worksheets/") else part)
    return packed.getvalue()


def moved(content: bytes, parts: dict[str, str], said: dict[str, str]) -> bytes:
    """Returns the same workbook with parts under other names, and other words in the parts that say where they lie."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(".rels") or name == "[Content_Types].xml":
                for old, new in said.items():
                    part = part.replace(old.encode(), new.encode())
            out.writestr(parts.get(name, name), part)
    return packed.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    packed = BytesIO(content)
    with zipfile.ZipFile(packed, "a") as out:
        out.writestr(name, part)
    return packed.getvalue()


def sheet_of(content: bytes) -> Sheet:
    return read_book("thang.xlsx", content, max_bytes=LIMIT).sheets[0]


def is_left_out(content: bytes) -> bool:
    book = read_book("thang.xlsx", content, max_bytes=LIMIT)
    return book.left_out and not any(sheet.rows for sheet in book.sheets)


def refused(content: bytes, name: str = "thang.xlsx") -> list[str]:
    with pytest.raises(UploadRefused) as caught:
        read_book(name, content, max_bytes=LIMIT)
    return [reason.code for reason in caught.value.reasons]


def test_a_table_is_read_again_as_it_was_made_and_no_text_became_a_formula_or_a_link():
    content = make_table("Các tháng", ["Tháng", "Việc"], [[1, "=1+1"], [2, "https://example.org"]])

    sheet = sheet_of(content)

    assert sheet.rows == ((1, ("Tháng", "Việc")), (2, (1, "=1+1")), (3, (2, "https://example.org")))
    assert sheet.formulas == frozenset()


def test_the_same_table_gives_the_same_bytes():
    assert make_table("A", ["b"], [[1]]) == make_table("A", ["b"], [[1]])


def test_empty_rows_are_skipped_and_lines_keep_their_numbers():
    sheet = sheet_of(book_with((0, 0, "Tháng"), (4, 0, 5)))

    assert sheet.rows[1:] == ((5, (5,)),)


def test_cells_with_a_formula_are_named():
    sheet = sheet_of(book_with((0, 0, "Tháng"), (2, 3, "=1+2")))

    assert sheet.formulas == {(3, 3)}


@pytest.mark.parametrize(
    "written",
    [
        rb"<c r='A2'><f>1+0</f><v>1</v></c>",
        rb'<c r="A2"><v>1</v><f>1+0</f></c>',
        rb'<x:c xmlns:x="urn:x" r="A2"><x:f>1+0</x:f><x:v>1</x:v></x:c>',
    ],
)
def test_a_formula_is_named_however_it_is_written(written):
    content = changed(book_with((0, 0, "Tháng"), (1, 0, 1)), rb'<c r="A2">.*?</c>', written)

    assert sheet_of(content).formulas == {(2, 0)}


def test_a_text_that_every_cell_would_copy_is_refused():
    content = book_with(*((row, column, "x" * 30_000) for row in range(100) for column in range(40)))

    assert refused(content) == ["sheet_letters"]


def test_a_long_note_in_one_cell_does_no_harm():
    assert sheet_of(book_with((0, 0, "Tháng"), (1, 7, "x" * 300))).rows[1][1][7] == "x" * 300


def test_a_comment_full_of_cells_is_skipped():
    comment = b"<!--" + b'<c r="A1" ' * 5_000 + b"--><sheetData>"
    content = changed(book_with((0, 0, "Tháng"), (1, 0, 7)), rb"<sheetData>", comment)

    assert sheet_of(content).rows[1:] == ((2, (7,)),)


@pytest.mark.parametrize(("row", "column"), [(MAX_ROWS, 0), (1, MAX_COLUMNS), (1_048_575, 16_383)])
def test_a_sheet_with_a_cell_far_out_is_left_out_before_memory_is_taken_for_all_the_others(row, column):
    assert is_left_out(book_with((0, 0, "Tháng"), (row, column, 1)))


def test_the_last_row_and_column_are_still_read():
    content = book_with((0, 0, "Tháng"), (MAX_ROWS - 1, MAX_COLUMNS - 1, 1))

    assert [line for line, _cells in sheet_of(content).rows] == [1, MAX_ROWS]


def test_cells_without_an_address_are_refused():
    assert refused(changed(book_with((0, 0, "Tháng"), (1, 0, 1)), rb' r="A2"', b"")) == ["sheet_places"]


SHEET = "xl/worksheets/sheet1.xml"
FAR = book_with((0, 0, "Tháng"), (1_048_575, 16_383, 1))


@pytest.mark.parametrize(
    ("name", "target"),
    [("xl/blad/sheet1.xml", "blad/sheet1.xml"), ("xl/blad/sheet1.xml", "/xl/blad/sheet1.xml"),
     ("blad/sheet1.xml", "/blad/sheet1.xml"), ("blad/sheet1.xml", "../blad/sheet1.xml"),
     ("xl/Worksheets/Sheet1.XML", "worksheets/sheet1.xml"),
     ("xl/tables/sheet1.xml", "worksheets/../tables/sheet1.xml")],
)  # fmt: skip
@pytest.mark.parametrize("content", [FAR, book_with((0, 0, "Tháng"), (2, 3, "=1+2")), book_with((6_999, 149, 1))])
def test_a_sheet_in_an_unexpected_place_is_refused(content, name, target):
    assert refused(moved(content, {SHEET: name}, {"worksheets/sheet1.xml": target})) == ["sheet_kind"]


def test_a_sheet_in_an_unexpected_place_is_refused_beside_a_sheet_in_its_place():
    hidden = moved(FAR, {SHEET: "xl/blad/sheet1.xml"}, {"worksheets/sheet1.xml": "blad/sheet1.xml"})

    assert refused(with_part(hidden, SHEET, b"<worksheet/>")) == ["sheet_kind"]


@pytest.mark.parametrize("name", ["xl/styles.xml", "xl/sharedStrings.xml"])
def test_a_sheet_in_the_place_of_another_part_is_checked(name):
    content = moved(FAR, {name: "xl/other.xml", SHEET: name}, {"worksheets/sheet1.xml": name.removeprefix("xl/")})

    assert refused(with_part(content, SHEET, b"<worksheet/>")) == ["sheet_rows"]


def test_a_second_workbook_that_the_file_names_instead_is_not_followed():
    new_names = {"xl/workbook.xml": "ml/workbook.xml", SHEET: "ml/worksheets/sheet1.xml",
             "xl/_rels/workbook.xml.rels": "ml/_rels/workbook.xml.rels"}  # fmt: skip
    content = moved(FAR, new_names, {"xl/workbook.xml": "ml/workbook.xml"})
    harmless = book_with((0, 0, "Tháng"), (1, 0, 5))
    with zipfile.ZipFile(BytesIO(harmless)) as archive:
        for name in new_names:
            content = with_part(content, name, archive.read(name))

    assert sheet_of(content).rows[1:] == ((2, (5,)),)


def test_a_sheet_in_its_place_is_read_even_if_it_is_named_from_the_root():
    addresses = {'"worksheets/sheet1.xml': '"/xl/worksheets/sheet1.xml'}
    content = moved(book_with((0, 0, "Tháng"), (1, 0, 5)), {}, addresses)

    assert sheet_of(content).rows[1:] == ((2, (5,)),)


def test_an_address_in_a_comment_is_not_the_address_of_a_cell():
    content = changed(book_with((0, 0, "Tháng"), (1, 0, 1)), rb'<c r="A2"', b'<!-- r="A2" --><c')

    assert refused(content) == ["sheet_places"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"Th\xc3\xa1ng;1", "sheet_kind"), (b"", "file_empty"), (book_with((0, 0, 1))[:-40], "sheet_broken"),
     (changed(book_with((0, 0, "A")), rb"(?s)<sheetData>.*", b"<sheetData><row"), "sheet_broken")],
    ids=["text", "empty", "cut", "broken"],
)  # fmt: skip
def test_a_file_that_is_not_a_workbook_is_refused(content, code):
    assert refused(content) == [code]


def test_a_workbook_that_takes_values_from_another_one_is_told_how_to_bring_its_figures():
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        b'Type="x/externalLinkPath" Target="file:///C:/a.xlsx" TargetMode="External"/></Relationships>'
    )
    content = with_part(book_with((0, 0, "Tháng")), "xl/externalLinks/_rels/externalLink1.xml.rels", link)

    with pytest.raises(UploadRefused) as caught:
        read_book("thang.xlsx", content, max_bytes=LIMIT)

    assert caught.value.reasons == (Reason(code="sheet_macro", params={"cause": "links"}),)


PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.mark.parametrize("content", [PDF, PDF[:20], pdf(), pdf(lambda made: made.Root.update({"/JavaScript": {}}))])
@pytest.mark.parametrize("name", ["thang.pdf", "thang.xlsx"])
def test_a_pdf_is_called_a_pdf_and_no_broken_workbook(content, name):
    assert refused(content, name) == ["sheet_pdf"]


def test_a_cut_picture_is_no_broken_workbook():
    assert refused(photo()[:-200], "thang.jpg") == ["sheet_kind"]
