"""Numbers as people type and paste them: one spelling has one meaning, or a reason why it has none."""

import pytest

from grading.typed import numbers
from workflows import Reason

COUNTS = [
    ("18", 18), ("0", 0), ("007", 7), (" 2.767 ", 2767), ("2.000", 2000), ("1.250", 1250), ("1 250", 1250),
    ("1\u00a0250", 1250), ("1\u202f250", 1250), ("999.999.999", 999_999_999), ("1,250,000", 1_250_000),
    ("\ufeff18", 18), ("18\t", 18), ("\u200b18\u200e", 18), ("18\u200f", 18), ("１８", 18), ("18,0", 18), ("18.0", 18),
    ("18 đảng viên", 18), ("90 phút", 90), ("1\u200b8", 18),
]  # fmt: skip
NO_COUNTS = [
    ("1.25", "number_not_whole"), ("12.5", "number_not_whole"), ("12,5", "number_not_whole"),
    ("1.2500", "number_not_whole"), ("1,250", "number_unclear"), ("1.250.00", "number_unclear"),
    ("1 2", "number_unclear"), ("1.250 000", "number_unclear"), ("1_000", "number_none"), ("1e3", "number_none"),
    ("0x10", "number_none"), ("١٢", "number_none"), ("mười", "number_none"), ("", "number_none"), ("²", "number_none"),
    ("-3", "number_negative"), ("\u22123", "number_negative"), ("- 3", "number_negative"), ("+3", "number_none"),
    ("1234567", "number_long"), ("9" * 5000, "number_long"), ("1" + ".000" * 2000, "number_unclear"),
    ("91%", "number_none"),
]  # fmt: skip
PERCENTAGES = [
    ("104,5 %", 10450), ("91,63%", 9163), ("91.63", 9163), ("12.5", 1250), ("100", 10000), ("0,5", 50), ("0.500", 50),
    ("1 250,5", 125_050), ("1.250,5", 125_050), ("1,250.5", 125_050), ("１２，５", 1250), ("12,50\u00a0%", 1250),
    ("1.250.000", None), ("999999,99", 99_999_999), ("1.250,500", 125_050),
]  # fmt: skip
NO_PERCENTAGES = [
    ("1.250", "number_unclear"), ("1,250", "number_unclear"), ("1.2,5", "number_unclear"), ("12,345", "number_unclear"),
    ("0,125", "number_fine"), ("12,3456", "number_fine"), ("-0,5", "number_negative"), ("1e2", "number_none"),
    ("12,5%%", "number_none"), ("NaN", "number_none"), ("1000000", "number_long"), ("%", "number_none"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "count"), COUNTS)
def test_a_count_is_read_however_it_is_grouped_or_pasted(typed, count):
    assert numbers.whole(typed) == count


@pytest.mark.parametrize(("typed", "code"), NO_COUNTS)
def test_what_is_no_count_has_its_own_reason(typed, code):
    assert numbers.whole(typed) == Reason(code=code, params={"value": typed.strip()})


@pytest.mark.parametrize(("typed", "value"), [pair for pair in PERCENTAGES if pair[1] is not None])
def test_a_percentage_has_decimals_behind_a_comma_or_a_point(typed, value):
    assert numbers.hundredths(typed, percent=True) == value


@pytest.mark.parametrize(("typed", "code"), [*NO_PERCENTAGES, ("1.250.000", "number_long")])
def test_what_is_no_percentage_has_its_own_reason(typed, code):
    assert numbers.hundredths(typed, percent=True) == Reason(code=code, params={"value": typed.strip()})


def test_points_have_no_percent_sign_behind_them():
    read = numbers.hundredths("27,5 điểm"), numbers.hundredths("27,5%")

    assert read == (2750, Reason(code="number_none", params={"value": "27,5%"}))


@pytest.mark.parametrize(
    ("number", "text"),
    [(19, "19"), (18.999999999999996, "19"), (95.46000000000001, "95,46"), (12.5, "12,5"), (1250.0, "1250"),
     (1e6, "1000000"), (-3.0, "-3"), (0.1 + 0.2, "0,3")],
)  # fmt: skip
def test_a_number_of_a_workbook_is_what_its_cell_shows(number, text):
    assert numbers.shown(number) == text
