"""Days as people type and paste them, including people who want to break the service."""

from datetime import date

import pytest

from grading.typed.days import day_of
from workflows import Reason

DAY = date(2022, 12, 5)
SPELLINGS = ["05/12/2022", "5/12/2022", "05-12-2022", "5.12.2022", "2022-12-05", "2022/12/5", "05/12/2022\u200e",
             "\ufeff05/12/2022", "05 / 12 / 2022", "０５/１２/２０２２", "05\u201312\u20132022", "2022-12-05 00:00:00",
             "ngày 05 tháng 12 năm 2022", "Ngày 5/12/2022", "05/12/2022.", "ngày 5 tháng 12 năm 2022."]  # fmt: skip
NO_DAYS = [("05/12/22", "day_short_year"), ("5-12-22", "day_short_year"), ("0001-01-01", "day_year"),
           ("01/01/9999", "day_year"), ("2026-W01-1", "day_none"), ("20221205", "day_none"), ("31/02/2022", "day_none"),
           ("12/20/2022", "day_none"), ("05/12-2022", "day_none"), ("2022-12-05 07:30:00", "day_none"),
           ("", "day_none"), ("٠٥/١٢/٢٠٢٢", "day_none")]  # fmt: skip


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_usual_spelling_of_a_day_is_read(typed):
    assert day_of(typed) == DAY


@pytest.mark.parametrize(("typed", "code"), NO_DAYS)
def test_a_day_is_read_only_if_somebody_can_mean_it(typed, code):
    read = day_of(typed)

    assert isinstance(read, Reason)
    assert read.code == code
