"""Numbers and days as people type them."""

import re
from datetime import date

_COUNT = re.compile(r"[0-9]{1,6}")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){1,2}")
# Nine digits: more than anybody counts here, and every database holds them.
_POINTS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEARS = range(1930, 3000)
"""From the founding of the Party on; what lies in the future is each form's own to refuse."""


def count_of(typed: str) -> int | None:
    """18, 2.767 → a whole number; None for anything else, and for nothing."""
    text = typed.replace(" ", "")
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    return int(text) if _COUNT.fullmatch(text) else None


def points_of(typed: str) -> int | None:
    """27,5 or 27.5 → 2750 hundredths; None for what is no number or finer than a hundredth."""
    found = _POINTS.fullmatch(typed.replace(" ", ""))
    if found is None:
        return None
    whole, rest = found.groups()
    return int(whole) * 100 + int((rest or "").ljust(2, "0") or 0)


def points_shown(points: int) -> str:
    """2750 hundredths → 27,5, as points are typed."""
    whole, rest = divmod(points, 100)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)


def day_of(typed: str) -> date | None:
    """2022-12-05, as browsers send a day, or 05/12/2022, as people write one."""
    text = typed.strip()
    if found := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
