"""Saves a month, a thematic meeting and the half-year review of a cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Dossier, HalfYearReview, MeetingKind, MeetingSheet, MonthCounts
from grading.rules import meetings
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.dossiers import dossiers
from grading.services.dossiers.answers import MAX_WORDS
from grading.services.figures.fed_by_months import check_begun, check_free, feed, section_of, year_of
from grading.services.ground.errors import Refused
from grading.services.months.second_click import COUNTS, MEETING, REVIEW, says
from grading.services.record.recording import record
from grading.text import nfc
from workflows import Reason

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


def require_open(session: Session, actor: Actor, dossier: Dossier) -> YearWork:
    """Returns the programme's section on the year's work if this account may record in this dossier now.

    Raises:
        WorkflowError: when the table closes it to this account now.
        Refused: year_none; criteria_locked after a return that names nothing fed by the months; year_in_use while
            another dossier that reads the same months lies with the commune or above.
    """
    work = section_of(dossier)
    dossiers.require(session, actor, dossier, "log_month")
    check_free(session, dossier)
    return work


def save_month(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    month: int,
    meeting: MeetingEntry | None,
    *,
    counts: CountsEntry,
    seen: tuple[int, int] | None = None,
) -> None:
    """Stores the meeting and the counts of a month, and reports the figures that the year now gives. Without a meeting,
    a stored meeting is removed; without counts, stored counts are removed.

    Raises:
        WorkflowError: when the table closes it to this account now.
        Refused: see require_open; month_future, meeting_month, date_future, attendance_over, points_over and such.
        NotNow: stale, when the month changed since the form was made (`seen`: versions of meeting and counts).
    """
    work = require_open(session, actor, dossier)
    check_begun(dossier.campaign.year, month, actor.today)
    year = year_of(session, dossier)
    sheet, row = year.regular.get(month), year.counts.get(month)
    is_said = says(sheet, meeting, MEETING) and says(row, None if counts.is_empty else counts, COUNTS)
    if seen is not None and seen != (sheet.version if sheet else 0, row.version if row else 0) and not is_said:
        raise dossiers.changed_meanwhile(session, dossier)
    if meeting and (reasons := month_faults(work, dossier.campaign.year, month, meeting, actor.today)):
        raise Refused(reasons)
    put_meeting(session, actor, dossier, MeetingKind.regular, month, sheet=sheet, entry=meeting)
    put_counts(session, actor, dossier, month, row=row, entry=counts)
    feed(session, actor, dossier)
    dossiers.touch(actor, dossier)
    record(session, actor, Done.month_saved, dossier, month=month)
    session.flush()


def put_meeting(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    kind: MeetingKind,
    period: int,
    *,
    sheet: MeetingSheet | None,
    entry: MeetingEntry | None,
) -> None:
    """Writes, changes or removes one meeting, with the next flush. The caller has checked the entry."""
    if entry is None:
        if sheet is not None:
            session.delete(sheet)
        return
    if sheet is None:
        sheet = MeetingSheet(unit_id=dossier.unit_id, year=dossier.campaign.year, kind=kind, period=period)
        session.add(sheet)
    for column, value in meeting_columns(actor, entry).items():
        setattr(sheet, column, value)


def meeting_columns(actor: Actor, entry: MeetingEntry) -> dict[str, Any]:
    """Returns what the row of a meeting holds beside its place in the year."""
    return {
        "held_on": entry.held_on, "due": entry.due, "present": entry.present, "excused": entry.excused,
        "minutes": entry.minutes, "points": dict(entry.points),
        "saved_by_id": actor.account_id, "saved_at": actor.now,
    }  # fmt: skip


def put_counts(
    session: Session, actor: Actor, dossier: Dossier, month: int, *, row: MonthCounts | None, entry: CountsEntry
) -> None:
    if entry.is_empty:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = MonthCounts(unit_id=dossier.unit_id, year=dossier.campaign.year, month=month)
        session.add(row)
    for column, value in counts_columns(actor, entry).items():
        setattr(row, column, value)


def counts_columns(actor: Actor, entry: CountsEntry) -> dict[str, Any]:
    return {
        "deeds": entry.deeds, "groups": entry.groups, "followed": entry.followed,
        "saved_by_id": actor.account_id, "saved_at": actor.now,
    }  # fmt: skip


def save_thematic(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    quarter: int,
    entry: MeetingEntry | None,
    *,
    seen: int | None = None,
) -> None:
    """Stores one thematic meeting of a quarter; it has no sheet of points. Raises as save_month does
    (meeting_quarter)."""
    require_open(session, actor, dossier)
    check_begun(dossier.campaign.year, quarter * 3 - 2, actor.today)
    sheet = year_of(session, dossier).thematic.get(quarter)
    if seen is not None and seen != (sheet.version if sheet else 0) and not says(sheet, entry, MEETING):
        raise dossiers.changed_meanwhile(session, dossier)
    if entry and (reasons := _thematic_faults(dossier.campaign.year, quarter, entry, actor.today)):
        raise Refused(reasons)
    put_meeting(session, actor, dossier, MeetingKind.thematic, quarter, sheet=sheet, entry=entry)
    feed(session, actor, dossier)
    dossiers.touch(actor, dossier)
    record(session, actor, Done.thematic_saved, dossier, quarter=quarter)
    session.flush()


def _thematic_faults(year: int, quarter: int, entry: MeetingEntry, today: date) -> tuple[Reason, ...]:
    reasons = [*_length_faults(entry.minutes), *_future(entry.held_on, today)]
    if (entry.held_on.year, (entry.held_on.month + 2) // 3) != (year, quarter):
        reasons.append(Reason(code="meeting_quarter", params={"date": entry.held_on, "quarter": quarter, "year": year}))
    return (*reasons, *meetings.attendance_faults(entry.due, entry.present, entry.excused))


def save_review(
    session: Session, actor: Actor, dossier: Dossier, entry: ReviewEntry, *, seen: int | None = None
) -> HalfYearReview:
    """Stores the cell's own review in the middle of the year.

    Raises:
        Refused: present_over, review_criteria (more criteria than the sheet has), date_future, review_year,
            review_words.
        NotNow: stale, as save_month.
    """
    require_open(session, actor, dossier)
    review = year_of(session, dossier).review
    if seen is not None and seen != (review.version if review else 0) and not says(review, entry, REVIEW):
        raise dossiers.changed_meanwhile(session, dossier)
    if reasons := _review_faults(dossier, entry, actor.today):
        raise Refused(reasons)
    if review is None:
        review = HalfYearReview(unit_id=dossier.unit_id, year=dossier.campaign.year)
        session.add(review)
    review.held_on, review.due, review.present = entry.held_on, entry.due, entry.present
    review.on_track, review.behind, review.words = entry.on_track, entry.behind, nfc(entry.words).strip()
    review.saved_by_id, review.saved_at = actor.person.id, actor.now
    dossiers.touch(actor, dossier)
    record(session, actor, Done.review_saved, dossier)
    session.flush()
    return review


def _review_faults(dossier: Dossier, entry: ReviewEntry, today: date) -> list[Reason]:
    reasons, total = _future(entry.held_on, today), len(dossier.programme.criteria)
    if entry.held_on.year != dossier.campaign.year:
        reasons.append(Reason(code="review_year", params={"date": entry.held_on, "year": dossier.campaign.year}))
    reasons += meetings.attendance_faults(entry.due, entry.present)
    if entry.on_track + entry.behind > total:
        reasons.append(Reason(code="review_criteria", params={"sum": entry.on_track + entry.behind, "total": total}))
    if len(nfc(entry.words)) > MAX_WORDS:
        reasons.append(Reason(code="review_words", params={"max": MAX_WORDS}))
    return reasons
