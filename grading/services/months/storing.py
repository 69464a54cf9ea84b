"""Stores the months of a file: new ones without an object for each, because a file has thousands."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Dossier, MeetingKind, MeetingSheet, MonthCounts
from grading.models.together import put_rows
from grading.rules.handed_over import Months
from grading.rules.meetings import Counts, Meeting
from grading.services.dossiers.moving import touch_together
from grading.services.figures.fed_by_months import feed_each
from grading.services.figures.year_records import Year
from grading.services.months.entries import CountsEntry
from grading.services.months.months import counts_columns, meeting_columns
from grading.services.months.rows import MonthRow
from grading.services.record.recording import content, record_lines


class Cell(NamedTuple):
    """One cell of a file: its dossier, its rows, and what was recorded before."""

    dossier: Dossier
    rows: Sequence[MonthRow]
    year: Year


def store(session: Session, actor: Actor, cells: Sequence[Cell]) -> None:
    """Stores the months of all cells together; a file has hundreds of cells."""
    if not cells:
        return
    meetings: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    own = {cell.dossier.unit_id: _put(actor, cell, meetings, counts) for cell in cells}
    session.flush()
    put_rows(session, MeetingSheet, meetings)
    put_rows(session, MonthCounts, counts)
    dossiers = [cell.dossier for cell in cells]
    feed_each(session, actor, dossiers, own)
    touch_together(session, actor, dossiers)
    said = {cell.dossier.id: _said_of(tuple(row.month for row in cell.rows)) for cell in cells}
    record_lines(session, actor, Done.months_imported, Dossier, said)


@lru_cache(maxsize=64)  # most cells of a file have the same months
def _said_of(months: tuple[int, ...]) -> str:
    return content(months=months)


def _put(actor: Actor, cell: Cell, meetings: list[dict[str, Any]], counts: list[dict[str, Any]]) -> Months:
    """Changes the stored months of a cell, adds its new ones to the lists, and returns all that it has then."""
    place = {"unit_id": cell.dossier.unit_id, "year": cell.dossier.campaign.year, "version": 1}
    held = {meeting.month: meeting for meeting in cell.year.meetings}
    counted = {each.month: each for each in cell.year.counted}
    for row in cell.rows:
        month = row.month
        if (entry := row.entry) is not None:
            _change(cell.year.regular.get(month), meeting_columns(actor, entry), meetings,
                    {**place, "kind": MeetingKind.regular, "period": month})  # fmt: skip
            held[month] = Meeting(month=month, due=entry.due, present=entry.present, excused=entry.excused,
                                  points=entry.points)  # fmt: skip
        if not row.counts.is_empty:
            of_month = cell.year.counts.get(month)
            added = _added(row.counts, of_month)
            _change(of_month, counts_columns(actor, added), counts, {**place, "month": month})
            counted[month] = Counts(month=month, deeds=added.deeds, groups=added.groups, followed=added.followed)
    return Months(meetings=list(held.values()), counts=list(counted.values()), quarters=frozenset(cell.year.thematic))


def _change(
    stored: MeetingSheet | MonthCounts | None, columns: dict[str, Any], new: list[dict[str, Any]], place: dict[str, Any]
) -> None:
    if stored is None:
        new.append(place | columns)
        return
    for column, value in columns.items():
        setattr(stored, column, value)


def _added(entry: CountsEntry, row: MonthCounts | None) -> CountsEntry:
    stored = {name: getattr(row, name) for name in ("deeds", "groups", "followed")} if row else {}
    typed = {name: value for name, value in vars(entry).items() if value is not None}
    return CountsEntry(**{**stored, **typed})
