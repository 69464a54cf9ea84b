"""Vietnamese text: one normal form, keys for search and order, numbers and dates as people write them."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from grading.clock import local

Language = Literal["vi", "en"]

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_KEPT = "\n\r\t\u200d"
_AS_D = str.maketrans("đĐðÐ", "dddd")
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_NUMBER, _WORD = re.compile("[0-9]+"), re.compile(r"[^\W_]+")
_KEPT_BELOW = 0x3000
"""The service keeps what a sign becomes for the scripts of Europe and for signs, so that nobody fills the memory."""
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # ngang (none), huyền, hỏi, ngã, sắc, nặng


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def is_nfc(text: str) -> bool:
    """Says whether the text, and so every part of it, has the one normal form."""
    return unicodedata.is_normalized("NFC", text)


def without_controls(text: str) -> str:
    """Removes what nobody sees and nobody types, but a page or a file may bring along: marks that turn the direction of
    writing, signs without width, control characters. Line breaks, tabs, and the joiner of pictures stay."""
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _UNSEEN)


def has_letter(text: str) -> bool:
    """Says whether the text has at least one letter that a reader sees: fillers count as letters, and show nothing."""
    return any(sign.isalpha() and sign not in _FILLERS for sign in text)


class _Signs(dict[int, str]):
    """Tells `str.translate` what each sign becomes; it is worked out when the sign is first met."""

    def __init__(self, meaning: Callable[[str], str]) -> None:
        self._meaning = meaning

    def __missing__(self, code: int) -> str:
        meant = self._meaning(chr(code))
        if code < _KEPT_BELOW:
            self[code] = meant
        return meant


def visible(text: str) -> str:
    """Returns the text without signs that nobody sees: zero-width signs, direction marks, soft hyphens, a byte order
    mark."""
    return text.translate(_VISIBLE)


def search_key(text: str) -> str:
    """Returns the text without marks and invisible signs, with d for đ, casefolded and with single spaces, so that
    words typed on a keyboard without Vietnamese still find the unit. Đ is read in each of its two signs: some offices
    write the Icelandic Ð, which looks the same."""
    return " ".join(" ".join(map(_bare_word, text.split(" "))).split())


def words_of(text: str) -> list[str]:
    """Returns the words of a text as search keys: what stands between signs that are no letters and no digits."""
    return words_of_key(search_key(text))


def words_of_key(key: str) -> list[str]:
    return _WORD.findall(key)


@lru_cache(maxsize=16_384)  # names repeat their words
def _bare_word(word: str) -> str:
    return word.translate(_BARE)


def sort_key(text: str) -> str:
    """Returns a key that orders by the Vietnamese alphabet, then by tone (ngang, huyền, hỏi, ngã, sắc, nặng), and
    orders numbers by value.

    The key has its own column, because SQLite and PostgreSQL disagree about the order of Vietnamese letters.
    """
    letters, tones = zip(*map(_ordered, text.split(" ")), strict=True)
    return f"{' '.join(letters).strip()}|{'0'.join(tones)}0"


@lru_cache(maxsize=16_384)
def _ordered(word: str) -> tuple[str, str]:
    """Returns what orders a word: its letters and numbers, and its tones."""
    signs = nfc(visible(word)).casefold().replace("ð", "đ")
    letters = _NUMBER.sub(lambda digits: "0" + digits[0].zfill(8), signs.translate(_PLACES))
    return letters, signs.translate(_TONES_OF)


def _seen(sign: str) -> str:
    return "" if unicodedata.category(sign) == "Cf" else sign


def _bare(sign: str) -> str:
    parts = unicodedata.normalize("NFD", _seen(sign))
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_AS_D).casefold()


def _place(sign: str) -> str:
    """Returns the sign whose code orders as the letter does in the Vietnamese alphabet; digits stay."""
    if _NUMBER.fullmatch(sign):
        return sign
    parts = unicodedata.normalize("NFD", sign)
    place = _LETTERS.find(unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)))
    return chr(0x41 + place) if place >= 0 else " "


def _tone(sign: str) -> str:
    if _NUMBER.fullmatch(sign):
        return ""
    return str(next((_TONES[part] for part in unicodedata.normalize("NFD", sign) if part in _TONES), 0))


_VISIBLE, _BARE, _PLACES, _TONES_OF = _Signs(_seen), _Signs(_bare), _Signs(_place), _Signs(_tone)


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
