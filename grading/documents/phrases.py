"""Set phrases of Vietnamese papers, and the form of their dates."""

from datetime import date

BLANK, SHORT_BLANK = "……", "…."
"""Blanks to fill in by hand: room for a number or year, and room for a day or month."""


def long_date(day: date | None) -> str:
    """Returns ngày 05 tháng 01 năm 2023, with a zero before days 1 to 9 and months 1 and 2 (Hướng dẫn 36-HD/VPTW)."""
    if day is None:
        return f"ngày {SHORT_BLANK} tháng {SHORT_BLANK} năm {BLANK}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_date(place: str, day: date | None) -> str:
    return f"{place}, {long_date(day)}"


def decision_line(number: str | None, day: date | None) -> str:
    """Returns Quyết định số 127-QĐ/HU, ngày 05 tháng 01 năm 2023, with blanks for a missing number or day."""
    return f"Quyết định số {number or BLANK}, {long_date(day)}"


def register_line(number: int, year: int) -> str:
    return f"Số vào sổ: {number:02d}/{year}"
