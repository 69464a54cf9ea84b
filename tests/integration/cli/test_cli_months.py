"""The command that imports the months of many cells from a workbook."""

import pytest

from grading.models import MeetingSheet
from grading.rules.programmes.reading.loading import load
from tests.integration.cli.place import OPENING, SHIPPED
from tests.yearly import columns_of, month_row, workbook

PROGRAMME = SHIPPED / "demo-four-good.yaml"
COLUMNS = columns_of(load(PROGRAMME), cells=True)


@pytest.fixture
def titled(with_units):
    assert with_units.run("open-campaign", "--programme", PROGRAMME, *OPENING).exit_code == 0
    return with_units


def test_months_are_imported_whole_or_not_at_all(titled):
    rows = [month_row(1, **{"Mã chi bộ": code}) for code in ("HU-A-01", "HU-A-02")]
    broken_rows = [
        *rows,
        month_row(2, **{"Mã chi bộ": "HU-A-01", "Có mặt": "x"}),
        month_row(2, **{"Mã chi bộ": "HU-Z"}),
    ]

    refused = titled.run("import-months", titled.write("sai.xlsx", workbook(broken_rows, COLUMNS)), "--campaign", "thu")
    sheets_before = titled.count(MeetingSheet)
    result = titled.run("import-months", titled.write("dung.xlsx", workbook(rows, COLUMNS)), "--campaign", "thu")

    assert (refused.exit_code, sheets_before) == (1, 0)
    assert [line.partition(":")[0] for line in refused.stderr.splitlines()] == [
        "sai.xlsx, dòng 4, cột Có mặt (E)", "sai.xlsx, dòng 5, cột Mã chi bộ (A)",
    ]  # fmt: skip
    assert (result.exit_code, result.stdout.strip(), titled.count(MeetingSheet)) == (0, "Đã ghi 2 tháng.", 2)


def test_a_file_that_is_not_a_workbook_is_refused(titled):
    result = titled.run("import-months", titled.write("thang.xlsx", b"Th\xc3\xa1ng,1"), "--campaign", "thu")

    assert result.exit_code == 1
    assert result.stderr.startswith("thang.xlsx: Tệp không phải bảng tính XLSX.")
