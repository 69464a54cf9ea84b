"""What is written as a CSV file is no formula in a spreadsheet, and is read back unchanged."""

from pathlib import Path

import pytest

from grading.documents.workbooks import make_table
from grading.services.ground.csv_rows import written
from grading.services.ground.tables import read_rows
from grading.services.units.units import COLUMNS

FORMULAS = ["=HYPERLINK(1)", "+1", "-2", "@SUM(1+1)", "\tx", "\rx"]
TEXTS = ["Chi bộ 1", "'Chi bộ'", "'=1+1", "''=1", "-", "1-2", "a=b", "", 'Chi bộ "A", xã B']


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_written_as_text(cell):
    lines = written([["name"], [cell]]).split("\n", 1)

    assert lines[1].strip('"').startswith("'")


@pytest.mark.parametrize("cell", [*FORMULAS[:4], *TEXTS])
def test_a_cell_is_read_back_as_it_was(cell):
    text = written([["name", "note"], [cell, "x"]])

    assert [row["name"] for row in read_rows(Path("a.csv"), ("name", "note"), text.encode())] == [cell]


def test_a_cell_that_is_no_formula_is_written_as_it_is():
    assert written([["name", "day"], ["Chi bộ 1", "2025-07-01"]]) == "name,day\nChi bộ 1,2025-07-01\n"


@pytest.mark.parametrize("cell", [*FORMULAS[:4], *TEXTS])
def test_a_cell_of_a_workbook_is_read_back_as_it_was(cell):
    line = ["X-1", "cell_subordinate", cell, *[""] * (len(COLUMNS) - 3)]

    rows = read_rows(Path("a.xlsx"), COLUMNS, make_table("Bảng", COLUMNS, [line]))

    assert [row["org_name"] for row in rows] == [cell]
