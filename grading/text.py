"""Vietnamese text: one normal form, keys for search and order, numbers and dates as people write them."""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from grading.clock import local

Language = Literal["vi", "en"]

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_KEPT = "\n\r\t\u200d"
_AS_D = str.maketrans("đĐðÐ", "dddd")
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # ngang (none), huyền, hỏi, ngã, sắc, nặng


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def without_controls(text: str) -> str:
    """Removes what nobody sees and nobody types, but a page or a file may bring along: marks that turn the direction of
    writing, signs without width, control characters. Line breaks, tabs, and the joiner of pictures stay."""
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _UNSEEN)


def visible(text: str) -> str:
    """Returns the text without signs that nobody sees: zero-width signs, direction marks, soft hyphens, a byte order
    mark."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def search_key(text: str) -> str:
    """Returns the text without marks and invisible signs, with d for đ, casefolded and with single spaces, so that
    words typed on a keyboard without Vietnamese still find the unit. Đ is read in each of its two signs: some offices
    write the Icelandic Ð, which looks the same."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", visible(text)) if not unicodedata.combining(sign))
    return " ".join(bare.translate(_AS_D).casefold().split())


def sort_key(text: str) -> str:
    """Returns a key that orders by the Vietnamese alphabet, then by tone (ngang, huyền, hỏi, ngã, sắc, nặng), and
    orders numbers by value.

    The key has its own column, because SQLite and PostgreSQL disagree about the order of Vietnamese letters.
    """
    letters, tones, digits = [], [], ""
    for sign in nfc(visible(text)).casefold().replace("ð", "đ") + "\0":
        if sign.isascii() and sign.isdigit():
            digits += sign
            continue
        if digits:
            letters.append("0" + digits.zfill(8))
            digits = ""
        plain, tone = _letter_and_tone(sign)
        place = _LETTERS.find(plain)
        letters.append(chr(0x41 + place) if place >= 0 else " ")
        tones.append(str(tone))
    return "".join(letters).strip() + "|" + "".join(tones)


@lru_cache(maxsize=1024)
def _letter_and_tone(sign: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONES[part] for part in parts if part in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)), tone


def count(value: int, language: Language = "vi") -> str:
    """Formats a count: 2767 → 2.767 (vi), 2,767 (en)."""
    return f"{value:,}".replace(",", "." if language == "vi" else ",")


def hundredths(value: int, language: Language = "vi") -> str:
    """Formats a value in hundredths, without trailing zeros: 6540 → 65,4; 276700 → 2.767."""
    whole, rest = divmod(abs(value), 100)
    digits = f"{rest:02d}".rstrip("0")
    mark = "," if language == "vi" else "."
    return ("-" if value < 0 else "") + count(whole, language) + (mark + digits if digits else "")


def percent(value: int, language: Language = "vi") -> str:
    return hundredths(value, language) + "%"


def share(part: int, whole: int) -> int:
    """Returns `part` of `whole` in hundredths of a percent, rounded half up to one decimal as papers print it."""
    if not whole:
        return 0
    tenths = (Decimal(part) * 1000 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)
    return int(tenths) * 10


_ROMAN = ("I", "II", "III", "IV")
_HALVES = {"vi": ("6 tháng đầu", "6 tháng cuối"), "en": ("first half", "second half")}


def period(kind: str, year: int, number: int = 1, language: Language = "vi") -> str:
    """Returns a year or its part for the middle of a sentence: năm 2026, quý I năm 2026, 6 tháng đầu năm 2026,
    tháng 3 năm 2026; in English 2026, quarter I of 2026."""
    half, roman = _HALVES[language][(number - 1) % 2], _ROMAN[(number - 1) % 4]
    in_vietnamese = {
        "year": "năm {year}", "half_year": "{half} năm {year}", "quarter": "quý {roman} năm {year}",
        "month": "tháng {number} năm {year}",
    }  # fmt: skip
    in_english = {
        "year": "{year}", "half_year": "the {half} of {year}", "quarter": "quarter {roman} of {year}",
        "month": "month {number} of {year}",
    }  # fmt: skip
    forms = in_vietnamese if language == "vi" else in_english
    return forms[kind].format(year=year, number=number, half=half, roman=roman)


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def moment(value: datetime, language: Language = "vi") -> str:
    """Formats a moment in Hà Nội time: 14 giờ 05 phút, ngày 06/12/2022."""
    hanoi = local(value)
    return f"{clock_time(value, language)}, {'ngày ' if language == 'vi' else ''}{day(hanoi.date())}"


def clock_time(value: datetime, language: Language = "vi") -> str:
    hanoi = local(value)
    return f"{hanoi:%H} giờ {hanoi:%M} phút" if language == "vi" else f"{hanoi:%H:%M}"


def quoted(text: str) -> str:
    return f"“{text}”"


def dotted(pattern: str) -> str:
    """Returns a pattern as an empty form shows it, with dots in place of the fields ({register_no})."""
    return re.sub(r"\{\w+\}", "…", pattern)
