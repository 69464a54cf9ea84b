"""The entries of a cell about its year (a meeting, the counts of a month, the half-year review) and their faults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from grading.models import Dossier
from grading.rules import meetings
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.dossiers.entries import MAX_WORDS
from grading.text import nfc
from workflows import Reason

MOST = 999_999
"""The largest number that a month may hold, typed or in a workbook. A longer number is a typing error or a telephone
number."""
MOST_MINUTES = 1440


@dataclass(slots=True, kw_only=True)
class MeetingEntry:
    """One meeting as typed: its day, counts of people, length, and points by part (hundredths; empty while unscored).
    It is not frozen, because a file has thousands and a frozen one is slow to make."""

    held_on: date
    due: int
    present: int
    excused: int = 0
    minutes: int | None = None
    points: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CountsEntry:
    """The counts of a month as typed; None for a box that was left empty."""

    deeds: int | None = None
    groups: int | None = None
    followed: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.deeds is None and self.groups is None and self.followed is None


@dataclass(frozen=True, kw_only=True)
class ReviewEntry:
    held_on: date
    due: int
    present: int
    on_track: int
    behind: int
    words: str


def month_faults(work: YearWork, year: int, month: int, entry: MeetingEntry, today: date) -> tuple[Reason, ...]:
    """Returns every fault of a regular meeting of that month."""
    reasons = [*meetings.faults(work, entry), *_length_faults(entry.minutes), *_future(entry.held_on, today)]
    if (entry.held_on.year, entry.held_on.month) != (year, month):
        reasons.append(Reason(code="meeting_month", params={"date": entry.held_on, "month": month, "year": year}))
    return tuple(reasons)


def _length_faults(minutes: int | None) -> list[Reason]:
    if minutes is None or 1 <= minutes <= MOST_MINUTES:
        return []
    return [Reason(code="minutes_range", params={"value": minutes, "max": MOST_MINUTES})]


def _future(day: date, today: date) -> list[Reason]:
    return [Reason(code="date_future", params={"date": day})] if day > today else []


def thematic_faults(year: int, quarter: int, entry: MeetingEntry, today: date) -> tuple[Reason, ...]:
    reasons = [*_length_faults(entry.minutes), *_future(entry.held_on, today)]
    if (entry.held_on.year, (entry.held_on.month + 2) // 3) != (year, quarter):
        reasons.append(Reason(code="meeting_quarter", params={"date": entry.held_on, "quarter": quarter, "year": year}))
    return (*reasons, *meetings.attendance_faults(entry.due, entry.present, entry.excused))


def review_faults(dossier: Dossier, entry: ReviewEntry, today: date) -> list[Reason]:
    reasons, total = _future(entry.held_on, today), len(dossier.programme.criteria)
    if entry.held_on.year != dossier.campaign.year:
        reasons.append(Reason(code="review_year", params={"date": entry.held_on, "year": dossier.campaign.year}))
    reasons += meetings.attendance_faults(entry.due, entry.present)
    if entry.on_track + entry.behind > total:
        reasons.append(Reason(code="review_criteria", params={"sum": entry.on_track + entry.behind, "total": total}))
    if len(nfc(entry.words)) > MAX_WORDS:
        reasons.append(Reason(code="review_words", params={"max": MAX_WORDS}))
    return reasons
