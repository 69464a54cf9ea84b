"""A percentage of a workbook is read as the sheet shows it, and not as the share that the cell holds."""

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from grading.documents.workbooks import read_book
from grading.rules.programmes.parts.figures import Metric, MetricRule, MetricUnit
from grading.rules.programmes.parts.texts import Text
from grading.services.figures.entered import figure_of
from grading.services.ground.tables import rows_of
from workflows import Reason


def read(number, shape):
    packed = BytesIO()
    book = Workbook(packed)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["metric", "value"])
    sheet.write(1, 0, "a")
    sheet.write(1, 1, number, book.add_format({"num_format": shape}))
    sheet.write(2, 0, "b")
    sheet.write(2, 1, number)
    book.close()
    rows = rows_of(read_book("so-lieu.xlsx", packed.getvalue(), max_bytes=10**6), ("metric", "value"))
    return [row["value"] for row in rows]


@pytest.mark.parametrize(
    ("number", "shape", "shown"),
    [(0.95, "0%", "95%"), (0.955, "0.0%", "95,5%"), (0.9163, "0.00%", "91,63%"), (0.9163, "0%", "91,63%"),
     (1, "0%", "100%"), (0, "0%", "0%"), (0.95, "#,##0.0 %", "95%"), (0.07, "0%;[Red]-0%", "7%")],
)  # fmt: skip
def test_a_percentage_is_read_as_the_sheet_shows_it_with_every_digit(number, shape, shown):
    assert read(number, shape)[0] == shown


@pytest.mark.parametrize("shape", ['0.00" %"', r"0.00\%", "0.00", "General", "0.00_%", "@"])
def test_a_number_beside_a_mere_sign_stays_the_number(shape):
    assert read(95.5, shape)[0] == "95,5"


def test_a_cell_of_another_format_keeps_its_number():
    assert read(0.95, "0%")[1] == "0,95"


@pytest.mark.parametrize(("unit", "figure"), [(MetricUnit.percent, 9550), (MetricUnit.counted, "number_none")])
def test_a_percentage_is_a_figure_of_its_kind_and_no_count(unit, figure):
    metric = Metric(key="a", name=Text(vi="A", en="A"), unit=unit, rule=MetricRule.reported)

    found = figure_of(metric, read(0.955, "0.0%")[0])

    assert (found.code if isinstance(found, Reason) else found) == figure
