"""A table of a workbook is read from the one sheet that people see it on; a second one, or a hidden one, is named."""

from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from grading.documents.workbooks import MAX_ROWS
from grading.services.ground.csv_rows import FileRefused
from grading.services.ground.tables import read_rows

COLUMNS = ("unit_code", "year", "value")
TABLE, OTHER = [COLUMNS, ("HU-A-01", "2021", "a")], [COLUMNS, ("HU-A-02", "2022", "b")]


def book_of(**sheets):
    """Returns a workbook of these sheets; a name that begins with "an" is of a hidden one."""
    packed = BytesIO()
    book = Workbook(packed)
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(lines):
            sheet.write_row(line, 0, cells)
        if name.startswith("an"):
            sheet.hide()
        else:
            sheet.set_first_sheet()
            sheet.activate()
    book.close()
    return packed.getvalue()


def codes_of(content):
    return [row["unit_code"] for row in read_rows(Path("a.xlsx"), COLUMNS, content, optional=("note",))]


def refusal_of(content):
    with pytest.raises(FileRefused) as refusal:
        codes_of(content)
    return [(fault.reason.code, dict(fault.reason.params)) for fault in refusal.value.faults]


@pytest.mark.parametrize("second", [OTHER, [(*COLUMNS, "note"), ("HU-A-02", "2022", "b", "x")], [(), *OTHER]])
def test_the_same_table_on_two_sheets_is_refused_with_both_names(second):
    assert refusal_of(book_of(Xa=TABLE, Huyen=second)) == [("sheet_twice", {"sheets": ("“Xa”", "“Huyen”")})]


@pytest.mark.parametrize("sheets", [{"an": OTHER, "Xa": TABLE}, {"Xa": TABLE, "an": OTHER}])
def test_a_hidden_sheet_is_not_read_in_place_of_one_that_is_seen(sheets):
    assert codes_of(book_of(**sheets)) == ["HU-A-01"]


def test_a_table_that_only_a_hidden_sheet_has_is_refused_with_the_name_of_the_sheet():
    assert refusal_of(book_of(an_2021=TABLE, Xa=[("Ghi chú", "unit_code")])) == [("sheet_hidden", {"name": "an_2021"})]


@pytest.mark.parametrize("sheets", [{"Mau": TABLE[:1], "Xa": TABLE}, {"Xa": TABLE, "Mau": TABLE[:1]}])
def test_a_second_sheet_with_the_head_alone_does_not_count(sheets):
    assert codes_of(book_of(**sheets)) == ["HU-A-01"]


@pytest.mark.parametrize("name", ["Huyen", "an_2021"])
def test_the_same_table_on_a_sheet_that_is_too_long_is_named_where_one_sees_it(name):
    long = TABLE + [("HU-A-02", "2022", "b")] * MAX_ROWS
    content = book_of(**{"Xa": TABLE, name: long})

    if name.startswith("an"):
        assert codes_of(content) == ["HU-A-01"]
    else:
        assert refusal_of(content) == [("sheet_long", {"name": "Huyen", "read": "Xa", "max": MAX_ROWS})]


def test_a_long_log_beside_the_table_is_no_fault():
    log = [("Ngày", "Việc")] + [("01/12/2022", "Nộp")] * MAX_ROWS

    assert codes_of(book_of(Xa=TABLE, Log=log)) == ["HU-A-01"]


def test_a_table_that_is_too_long_is_refused_with_the_limit():
    long = TABLE + [("HU-A-02", "2022", "b")] * MAX_ROWS

    assert [code for code, _params in refusal_of(book_of(Xa=long))] == ["sheet_rows"]
