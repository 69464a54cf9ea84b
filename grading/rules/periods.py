"""Periods: a year, its parts, a term, or other days. Their codes, their keys, and the order between them."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from grading import text
from grading.text import Language

FIRST_YEAR, LAST_YEAR = 1930, 2100
"""The years that this service can hold results and figures of: the Party was founded in 1930."""
PARTS_FROM, SPANS_FROM = 10_000, 10_000_000
"""A key below PARTS_FROM is a year; from SPANS_FROM on it is a span whose days its issuer chose."""


class PeriodKind(StrEnum):
    year = auto()
    half_year = auto()
    quarter = auto()
    month = auto()
    term = auto()
    ad_hoc = auto()


MONTHS: Mapping[PeriodKind, int] = {
    PeriodKind.year: 12, PeriodKind.half_year: 6, PeriodKind.quarter: 3, PeriodKind.month: 1,
}  # fmt: skip
"""The months of each kind that the calendar gives."""
KINDS_OF_PERIODS: Mapping[PeriodKind, str] = {
    PeriodKind.year: "năm", PeriodKind.half_year: "6 tháng", PeriodKind.quarter: "quý", PeriodKind.month: "tháng",
    PeriodKind.term: "nhiệm kỳ", PeriodKind.ad_hoc: "đợt đột xuất",
}  # fmt: skip
"""The kinds as the printed programme names them."""
_OFFSETS = {PeriodKind.month: 0, PeriodKind.quarter: 40, PeriodKind.half_year: 60}
_LETTERS = {"H": PeriodKind.half_year, "Q": PeriodKind.quarter, "": PeriodKind.month}
_CALENDAR = re.compile(r"(\d{4})(?:-([HQ])([1-4])|-(\d\d))?", re.ASCII)
_SPAN = re.compile(r"(term:)?(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", re.ASCII)


class NotAPeriod(ValueError):
    """The text is no code of a period, or the days are no period of its kind."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A kind and its days; both days are inclusive."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def year(self) -> int:
        """The year that the period is, lies in, or, for a term and the like, ends in."""
        return self.last.year

    @property
    def number(self) -> int:
        """The number of a part in its year, from 1: quarter 3, month 12. A year has 1."""
        return (self.first.month - 1) // MONTHS[self.kind] + 1

    @property
    def is_calendar(self) -> bool:
        """Says whether the calendar gives its days: a year, or a part of one year."""
        return self.kind in MONTHS

    @property
    def code(self) -> str:
        """Its code in files and commands: 2026, 2026-H1, 2026-Q1, 2026-03, 2026-02-01..2026-05-15; a term has `term:`
        before its days."""
        if self.kind is PeriodKind.year:
            return f"{self.year:04}"
        if self.kind is PeriodKind.month:
            return f"{self.year:04}-{self.number:02}"
        if self.is_calendar:
            letter = next(letter for letter, kind in _LETTERS.items() if kind is self.kind)
            return f"{self.year:04}-{letter}{self.number}"
        return f"{'term:' if self.kind is PeriodKind.term else ''}{self.first}..{self.last}"

    @property
    def key(self) -> int:
        """The key of its row. A year has its own number, a part the number of its year and two digits.

        Raises NotAPeriod for a term or an ad hoc period: its row is given a key.
        """
        if not self.is_calendar:
            raise NotAPeriod(self.code)
        return self.year if self.kind is PeriodKind.year else self.year * 100 + _OFFSETS[self.kind] + self.number

    def words(self, language: Language = "vi") -> str:
        """Returns its words for the middle of a sentence: năm 2026, quý I năm 2026. A term or an ad hoc period has a
        label in its row; without the row it has only its days."""
        if self.is_calendar:
            return text.period(self.kind, self.year, self.number, language)
        return f"{text.day(self.first)} - {text.day(self.last)}"

    def contains(self, other: "Span") -> bool:
        return self.first <= other.first and other.last <= self.last

    def before(self) -> "Span":
        """Returns the period of the same kind that ends where this one begins. Raises NotAPeriod for a term or an ad
        hoc period, which has no neighbours."""
        if not self.is_calendar:
            raise NotAPeriod(self.code)
        day = self.first - timedelta(days=1)
        return part(self.kind, day.year, (day.month - 1) // MONTHS[self.kind] + 1)


def part(kind: PeriodKind, year: int, number: int = 1) -> Span:
    """Returns the calendar's period of this kind with this number in the year. Raises NotAPeriod."""
    months = MONTHS.get(kind, 0)
    if not months or not 1 <= number <= 12 // months or not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAPeriod(f"{kind} {year} {number}")
    last = number * months
    return Span(
        kind=kind, first=date(year, last - months + 1, 1), last=date(year, last, monthrange(year, last)[1])
    )  # fmt: skip


def parts_of(year: int, kind: PeriodKind) -> tuple[Span, ...]:
    """Returns the parts of this kind that the year has, in order."""
    return tuple(part(kind, year, number) for number in range(1, 12 // MONTHS[kind] + 1))


def parse(code: str) -> Span:
    """Returns the period of a code. Raises NotAPeriod."""
    typed = code.strip()
    if found := _CALENDAR.fullmatch(typed):
        year, letter, number, month = found.groups()
        if not (letter or month):
            return part(PeriodKind.year, int(year))
        return part(_LETTERS[letter or ""], int(year), int(number or month))
    if found := _SPAN.fullmatch(typed):
        try:
            first, last = date.fromisoformat(found[2]), date.fromisoformat(found[3])
        except ValueError as error:
            raise NotAPeriod(code) from error
        if first <= last and first.year >= FIRST_YEAR and last.year <= LAST_YEAR:
            return Span(kind=PeriodKind.term if found[1] else PeriodKind.ad_hoc, first=first, last=last)
    raise NotAPeriod(code)


def of_key(key: int) -> Span:
    """Returns the calendar's period with this key. Raises NotAPeriod."""
    if key < PARTS_FROM:
        return part(PeriodKind.year, key)
    year, rest = divmod(key, 100)
    kind = next((kind for kind in reversed(_OFFSETS) if rest > _OFFSETS[kind]), PeriodKind.month)
    return part(kind, year, rest - _OFFSETS[kind])


def year_of_key(key: int) -> int:
    """Returns the year in which the period with this key is, lies or ends: the first four digits."""
    return key if key < PARTS_FROM else key // (100 if key < SPANS_FROM else PARTS_FROM)


def before_key(key: int) -> int | None:
    """Returns the key of the period of the same kind before this one; None for a term or an ad hoc period."""
    return None if key >= SPANS_FROM else of_key(key).before().key
