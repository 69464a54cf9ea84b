"""Numbers and days as people type them."""

import re
from datetime import date

_COUNT = re.compile(r"[0-9]{1,6}")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){1,2}")
# At most 99 999 999 hundredths: nobody counts more here, and every database holds that number.
_POINTS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEARS = range(1930, 3000)
"""The years since the founding of the Party. Each form itself refuses days in the future."""


def count_of(typed: str) -> int | None:
    """Reads a whole number (18, 2.767). Returns None for any other text and for an empty text."""
    text = typed.replace(" ", "")
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    return int(text) if _COUNT.fullmatch(text) else None


def points_of(typed: str) -> int | None:
    """Reads 27,5 or 27.5 as 2750 hundredths. Returns None for a text that is not a number or is finer than a
    hundredth."""
    match = _POINTS.fullmatch(typed.replace(" ", ""))
    if match is None:
        return None
    whole, rest = match.groups()
    return int(whole) * 100 + int((rest or "").ljust(2, "0") or 0)


def points_shown(points: int) -> str:
    """Writes 2750 hundredths as 27,5, as people type points."""
    whole, rest = divmod(points, 100)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)


def day_of(typed: str) -> date | None:
    """Reads 2022-12-05, as browsers send a day, or 05/12/2022, as people write a day."""
    text = typed.strip()
    if match := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
