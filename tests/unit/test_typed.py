"""Numbers and days as people type them, including people who want to break the service."""

from datetime import date

import pytest

from grading.web.shell.typed import count_of, day_of


@pytest.mark.parametrize(
    ("typed", "count"),
    [("18", 18), (" 2.767 ", 2767), ("999.999.999", 999_999_999), ("0", 0), ("", None), ("1,5", None), ("-1", None),
     ("999.999.999.999", None), ("1" + ".000" * 2000, None), ("1234567", None), ("١٨", None)],
)  # fmt: skip
def test_a_count_is_digits_with_dots_between_thousands_and_fits_its_column(typed, count):
    assert count_of(typed) == count


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2022-12-05", date(2022, 12, 5)), ("05/12/2022", date(2022, 12, 5)), ("5.12.2022", date(2022, 12, 5)),
     ("0001-01-01", None), ("2026-W01-1", None), ("20221205", None), ("31/02/2022", None), ("01/01/9999", None)],
)  # fmt: skip
def test_a_day_is_accepted_only_if_somebody_can_mean_it(typed, day):
    assert day_of(typed) == day
