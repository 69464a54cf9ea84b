"""Reads numbers as people write them: 2.767 is a grouped count, 27,5 has a decimal comma, what has two meanings is
refused."""

import re
from decimal import Decimal
from functools import lru_cache

from grading.typed.signs import plain
from workflows import Reason

LARGEST_UNGROUPED = 6
"""More digits without a sign between the thousands are a typing error or a telephone number."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:([. ])[0-9]{3}(?:\1[0-9]{3})?|(?:,[0-9]{3}){2})")
_COUNT = re.compile(r"([0-9]+)(?:[.,]0)?")
_DIGITS = "(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
_ONE_MARK = re.compile(rf"({_DIGITS})(?:([.,])([0-9]+))?")
_TWO_MARKS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)|([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)")
_MANY_GROUPS = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})")
_NUMBER = re.compile(r"[0-9][0-9 .,]*")
_THINGS = re.compile(r" ?(?:đảng viên|đv|đồng chí|đ/c|người|phút|điểm)\.?", re.IGNORECASE)


@lru_cache(maxsize=4096)  # a table repeats its numbers
def whole(typed: str) -> int | Reason:
    """Reads a count: 18, 2.767, 1 250. Returns the reason for any other text: a count has no decimals, is not negative
    and has no more than nine digits."""
    text = _without_thing(plain(typed))
    if (wrong := _no_number(text, typed)) is not None:
        return wrong
    if _GROUPED.fullmatch(text):
        return int(re.sub("[. ,]", "", text))
    match = _COUNT.fullmatch(text)
    if match is None:
        return _wrong("number_not_whole" if _has_decimals(text) else "number_unclear", typed)
    return int(match[1]) if len(match[1]) <= LARGEST_UNGROUPED else _wrong("number_long", typed)


@lru_cache(maxsize=4096)
def hundredths(typed: str, *, percent: bool = False) -> int | Reason:
    """Reads 27,5 or 27.5 as 2750 hundredths; with `percent` a sign behind the number is understood. Returns the reason
    for any other text: 1.250 has two meanings here, and nothing is finer than a hundredth."""
    text = plain(typed)
    text = text.removesuffix("%").rstrip() if percent else _without_thing(text)
    if (wrong := _no_number(text, typed)) is not None:
        return wrong
    number = _decimal(text)
    if number is None:
        return _wrong("number_unclear", typed)
    if number >= 10**LARGEST_UNGROUPED:
        return _wrong("number_long", typed)
    value = number * 100
    return int(value) if value == int(value) else _wrong("number_fine", typed)


def shown(number: float) -> str:
    """Writes a number of a workbook as the workbook shows it: with fifteen digits, and with a decimal comma. The rest
    is noise of the arithmetic: 18.999999999999996 is 19."""
    return f"{Decimal(f'{number:.15g}'):f}".replace(".", ",")


def points_shown(points: int) -> str:
    """Writes 2750 hundredths as 27,5, as people type points."""
    whole_points, rest = divmod(points, 100)
    return f"{whole_points},{rest:02d}".rstrip("0") if rest else str(whole_points)


def _decimal(text: str) -> Decimal | None:
    """Returns the number that the text means; None if it has no meaning or two."""
    if _MANY_GROUPS.fullmatch(text):
        return Decimal(re.sub("[.,]", "", text))
    if match := _TWO_MARKS.fullmatch(text):
        grouped, rest = (match[1], match[2]) if match[1] else (match[3], match[4])
        return Decimal(f"{re.sub('[.,]', '', grouped)}.{rest}")
    match = _ONE_MARK.fullmatch(text)
    if match is None:
        return None
    digits, mark, rest = match.groups()
    if mark and len(rest) == 3 and len(digits) <= 3 and not digits.startswith("0"):
        return None
    return Decimal(f"{digits.replace(' ', '')}.{rest or 0}")


def _no_number(text: str, typed: str) -> Reason | None:
    if text.startswith("-") and _NUMBER.fullmatch(text[1:].strip()):
        return _wrong("number_negative", typed)
    return None if _NUMBER.fullmatch(text) else _wrong("number_none", typed)


def _has_decimals(text: str) -> bool:
    number = _decimal(text)
    return number is not None and number != int(number)


def _without_thing(text: str) -> str:
    match = _THINGS.search(text)
    return text[: match.start()] if match and match.end() == len(text) else text


def _wrong(code: str, typed: str) -> Reason:
    return Reason(code=code, params={"value": typed.strip()})
