"""Reads days as people write them: 20/12/2022, 20-12-2022, 20.12.2022, 2022-12-20."""

import re
from datetime import date
from functools import lru_cache

from grading.typed.signs import plain
from workflows import Reason

YEARS = range(1930, 3000)
"""The years since the founding of the Party. Every day that is read has a day before it and a day after it."""
NO_YEAR = Reason(code="day_year", params={"years": f"{YEARS[0]} - {YEARS[-1]}"})
_DAY = re.compile(r"([0-9]{1,2}) ?([./-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})")
_SPOKEN_DAY = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})", re.IGNORECASE)
_AROUND = re.compile(r"^ngày (?=[0-9 ]+[./-])|(?<=[0-9])\.$", re.IGNORECASE)
"""Words before a day and the end of a sentence behind it."""
_SHORT_YEAR = re.compile(r"[0-9]{1,2} ?([./-]) ?[0-9]{1,2} ?\1 ?[0-9]{2}")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?")


@lru_cache(maxsize=4096)  # a table repeats its days
def day_of(typed: str) -> date | Reason:
    """Returns the day, or the reason why the text is none. A year of two digits is refused: 25 may be meant as a year
    of this century or the last."""
    text = plain(typed)
    if (midnight := _MIDNIGHT.search(text)) and midnight.end() == len(text):
        text = text[: midnight.start()]
    text = _AROUND.sub("", text)
    if match := _DAY.fullmatch(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _SPOKEN_DAY.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _ISO_DAY.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    else:
        return _wrong("day_short_year" if _SHORT_YEAR.fullmatch(text) else "day_none", typed)
    try:
        return date(year, month, day) if year in YEARS else NO_YEAR
    except ValueError:
        return _wrong("day_none", typed)


def _wrong(code: str, typed: str) -> Reason:
    return Reason(code=code, params={"value": typed.strip()})
