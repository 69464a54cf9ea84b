"""Behind an empty line only what says that it is a note or a signature is passed over; everything else is a row."""

from pathlib import Path

import pytest

from grading.services.ground.tables import read_rows

COLUMNS = ("login", "role", "unit_code", "note")
ROW = "a.b,thư ký,HU-A-01,"


def lines_read(*below):
    content = "\n".join([",".join(COLUMNS), ROW, ",,,", *below])
    return [row.line for row in read_rows(Path("a.csv"), COLUMNS, content.encode())][1:]


@pytest.mark.parametrize(
    "line",
    [",quản trị hệ thống,,", "12 việc,,,", ",,,5 người", ",,Chi bộ thôn Đông,", "Chi bộ thôn Đông,,,",
     ",bí thư chi bộ,,",
     ",quản trị hệ thống,Chi bộ thôn Đông,", "Nguyễn Văn A,,,", "Tổng cộng:,,,", ",,,Nguồn: báo cáo năm",
     "HU-A,người lập,,", "a.c,thư ký,HU-A-02,"],
)  # fmt: skip
def test_a_line_that_could_be_a_row_is_a_row(line):
    assert lines_read(line) == [4]


@pytest.mark.parametrize(
    "lines",
    [["Ghi chú: số liệu đến 31/12,,,"], ["Nguồn: báo cáo năm 2022,,,"], ["Người lập biểu,,Bí thư chi bộ,"],
     [",,Người lập biểu,", ",,Nguyễn Văn An,"], [",,\"Hải Hậu, ngày 5 tháng 12 năm 2022\","],
     ["Người lập,,T/M CHI BỘ,", '"(Ký, ghi rõ họ tên)",,"(Ký, đóng dấu)",', "Trần Thị Bình,,Lê Đức Ý,"]],
)  # fmt: skip
def test_notes_and_signatures_are_passed_over(lines):
    assert lines_read(*lines) == []


def test_after_a_signature_a_line_that_could_be_a_row_is_still_one():
    assert lines_read("Người lập biểu,,,", ",quản trị hệ thống,,") == [5]
