"""Saves a month, a thematic meeting and the half-year review of a cell."""

from typing import Any

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Dossier, HalfYearReview, MeetingKind, MeetingSheet, MonthCounts
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.dossiers import dossiers
from grading.services.figures.fed_by_months import check_begun, check_free, feed, section_of
from grading.services.figures.year_records import year_of
from grading.services.ground.errors import Refused
from grading.services.months.entries import (
    CountsEntry,
    MeetingEntry,
    ReviewEntry,
    month_faults,
    review_faults,
    thematic_faults,
)
from grading.services.months.second_click import COUNTS, MEETING, REVIEW, says
from grading.services.record.recording import record
from grading.text import nfc


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
    if entry and (reasons := thematic_faults(dossier.campaign.year, quarter, entry, actor.today)):
        raise Refused(reasons)
    put_meeting(session, actor, dossier, MeetingKind.thematic, quarter, sheet=sheet, entry=entry)
    feed(session, actor, dossier)
    dossiers.touch(actor, dossier)
    record(session, actor, Done.thematic_saved, dossier, quarter=quarter)
    session.flush()


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
    if reasons := review_faults(dossier, entry, actor.today):
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
