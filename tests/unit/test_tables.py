"""A table is found wherever it stands in its file, and what stands beside, before or behind it is not read."""

from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from grading.services.ground.csv_rows import FileRefused
from grading.services.ground.tables import read_rows

COLUMNS = ("unit_code", "year", "reason", "lý do")
HEAD = ["unit_code", "year", "reason", "lý do"]
ROWS = [["HU-A-01", "2021", "a", "b"], ["HU-A-02", "2022", "c", "d"]]
READ = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


def csv_of(*lines, separator=","):
    return "".join(separator.join(line) + "\n" for line in lines).encode()


def book_of(*sheets, merged=()):
    """Returns a workbook with these sheets, each a list of lines; a line is a list of cells."""
    packed = BytesIO()
    book = Workbook(packed)
    for lines in sheets:
        sheet = book.add_worksheet()
        for line, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(line, column, cell)
        for place, words in merged:
            sheet.merge_range(place, words)
    book.close()
    return packed.getvalue()


def rows_in(name, content, columns=COLUMNS):
    return [dict(row.values) for row in read_rows(Path(name), columns, content)]


def faults_in(name, content, columns=COLUMNS):
    with pytest.raises(FileRefused) as refusal:
        read_rows(Path(name), columns, content)
    return [(fault.line, fault.column, fault.reason.code) for fault in refusal.value.faults]


TITLE, NOTES = ["Danh sách năm 2022"], [[], ["Ghi chú: số liệu đến 31/12"], ["Người lập biểu", "", "Bí thư chi bộ"]]
LOG = [["Thời điểm", "Việc"], *([["07:30", "Mở tệp"]] * 5_100)]


@pytest.mark.parametrize(
    "content",
    [
        csv_of(HEAD, *ROWS), csv_of(HEAD, *ROWS, separator=";"), csv_of(HEAD, *ROWS, separator="\t"),
        b"\xef\xbb\xbf" + csv_of(HEAD, *ROWS), csv_of(HEAD, *ROWS, separator="\t").decode().encode("utf-16"),
        csv_of(TITLE, [], HEAD, *ROWS), csv_of(HEAD, *ROWS, *NOTES),
        csv_of(["Sổ, năm 2022"], HEAD, *ROWS, separator=";"),
        csv_of([*HEAD, "ghi chú"], *([*row, "x" * 300] for row in ROWS)),
        csv_of(HEAD, *([*row, ""] for row in ROWS)), csv_of(HEAD, *ROWS).replace(b"\n", b"\r"),
        csv_of(HEAD, *ROWS).replace(b"\n", b"\r\n"), csv_of(HEAD, *ROWS).replace(b"\n", b"\r\r\n"),
    ],
    ids=["comma", "semicolon", "tab", "mark", "utf-16", "title", "notes", "commas in the title", "long", "empty ends",
         "Macintosh", "Windows", "Windows twice"],
)  # fmt: skip
def test_a_csv_file_is_read_however_a_spreadsheet_wrote_it(content):
    assert rows_in("a.csv", content) == READ


@pytest.mark.parametrize(
    "content",
    [
        book_of([HEAD, *ROWS]), book_of([TITLE, [], HEAD, *ROWS]), book_of([["", *line] for line in [[], HEAD, *ROWS]]),
        book_of([HEAD, *ROWS, *NOTES]), book_of(LOG, [HEAD, *ROWS]), book_of([HEAD, *ROWS], LOG),
        book_of([["x", "=1+1"]], [HEAD, *ROWS]), book_of([[*HEAD, "tổng"], *([*row, "=1+1"] for row in ROWS)]),
        book_of([[*HEAD, "ghi chú"], *([*row, "x" * 300] for row in ROWS)]),
        book_of([["unit_code"], ["", *HEAD[1:]], *ROWS], merged=[("A1:A2", "unit_code"), ("B1:D1", "Thời gian")]),
        book_of([HEAD, [ROWS[0][0], 2021, *ROWS[0][2:]], [], [ROWS[1][0], 2022.0, *ROWS[1][2:]]]),
    ],
    ids=["plain", "title", "column before", "notes", "log before", "log behind", "formula elsewhere", "formula beside",
         "long beside", "merged", "numbers and a gap"],
)  # fmt: skip
def test_a_workbook_is_read_wherever_its_table_stands(content):
    assert rows_in("a.xlsx", content) == READ


@pytest.mark.parametrize(
    "name", ["\ufefflý do", "lí do", "Ly\u0301 do", "LÝ\u00a0DO", "lý\u00ad do", "ly do", " lý  do "]
)
def test_a_column_is_known_by_every_spelling_of_its_name(name):
    assert rows_in("a.csv", csv_of([*HEAD[:3], name], *ROWS)) == READ


def test_two_spellings_of_a_tone_are_one_name():
    assert rows_in("a.csv", csv_of(["Hoà", "x"], ["1", "2"]), ("Hòa", "x")) == [{"Hòa": "1", "x": "2"}]


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [("a.csv", csv_of([*HEAD, "Year"], [*ROWS[0], "1"]), {"first": "2", "second": "5"}),
     ("a.xlsx", book_of([[], ["", *HEAD, "YEAR"]]), {"first": "C", "second": "F"})],
)  # fmt: skip
def test_two_columns_of_one_name_are_refused_with_both_places(name, content, places):
    with pytest.raises(FileRefused) as refusal:
        read_rows(Path(name), COLUMNS, content)

    reasons = [fault.reason for fault in refusal.value.faults]
    assert [(reason.code, dict(reason.params)) for reason in reasons] == [
        ("csv_column_twice", {"column": "year", **places}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "faults"),
    [
        ("a.csv", csv_of(["a", "b"], ["1", "2"]), [(1, "", "csv_no_columns")]),
        ("a.csv", csv_of(TITLE, HEAD[:3], ROWS[0][:3]), [(2, "lý do", "csv_column_missing")]),
        ("a.csv", csv_of(HEAD, ROWS[0][:2]), [(2, "", "csv_row_width")]),
        ("a.csv", csv_of(HEAD, ['"x', *ROWS[0][1:]]), [(2, "", "csv_broken")]),
        ("a.csv", csv_of(HEAD, *ROWS).replace("ý".encode(), b"y\xec"), [(1, "", "csv_not_utf8")]),
        ("a.csv", csv_of(HEAD, *ROWS).replace("ý".encode(), b"y\xec").replace(b"\n", b"\r"), [(1, "", "csv_not_utf8")]),
        ("a.csv", b"", [(0, "", "csv_empty")]), ("a.csv", b"\xef\xbb\xbf\r\n", [(0, "", "csv_empty")]),
        ("a.csv", csv_of(["a", "b"]).decode().encode("utf-16-le"), [(1, "", "csv_not_utf8")]),
        ("a.csv", csv_of(["a", "b"]).decode().encode("utf-32"), [(1, "", "csv_not_utf8")]),
        ("a.csv", b"%PDF-1.7 a,b", [(0, "", "sheet_pdf")]), ("a.xlsx", book_of([]), [(0, "", "csv_empty")]),
        ("a.xlsx", book_of([["a", "b"]]), [(1, "", "csv_no_columns")]),
        ("a.xlsx", book_of(LOG), [(0, "", "sheet_rows")]),
        ("a.xlsx", book_of([TITLE, ["", *HEAD], ["", *ROWS[0][:3], "x" * 201]]), [(3, "lý do (E)", "sheet_text")]),
        ("a.xlsx", book_of([HEAD, ["=1+1", *ROWS[0][1:]]]), [(2, "unit_code (A)", "sheet_formula")]),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_gets_its_one_reason_with_the_place(name, content, faults):
    assert faults_in(name, content) == faults


def test_a_row_after_a_gap_is_read_or_refused_and_never_dropped():
    content = csv_of(HEAD, ROWS[0], [], ["HU-A-02", "2022", "", ""])

    assert [row["unit_code"] for row in rows_in("a.csv", content)] == ["HU-A-01", "HU-A-02"]


def test_a_line_has_the_number_that_an_editor_shows():
    content = csv_of(HEAD, ["HU-A-01", "2021", '"a\na"', "b"], ROWS[1])

    assert [row.line for row in read_rows(Path("a.csv"), COLUMNS, content)] == [2, 4]
