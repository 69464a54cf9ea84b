"""Importing months from a workbook of another system: all of them or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grading import clock
from grading.documents.workbooks import Table, make_table
from grading.models import Account, Campaign, Dossier, MeetingKind, MeetingSheet, MonthCounts
from grading.rules.programmes.year_work import YearWork
from grading.services import month_rows
from grading.services.csv_rows import FaultList
from grading.services.errors import Refused, refuse
from grading.services.month_rows import CELL, DAY, DUE, MINUTES, MONTH, PRESENT, MonthRow, part_columns, read_months
from grading.services.months import CountsEntry, MeetingEntry, month_faults, put_counts, put_meeting
from grading.services.year_work import MONTHS, check_begun, check_free, feed, require_open, year_of
from workflows import ActName, Reason

_COLUMNS = {
    "attendance_over": PRESENT, "minutes_range": MINUTES, "meeting_month": DAY, "date_future": DAY,
    "month_future": MONTH,
}  # fmt: skip
"""Where each fault of a month stands in the table."""


def template(work: YearWork) -> bytes:
    """An empty table of one cell to fill in: twelve months."""
    return make_table("Các tháng", month_rows.columns(work, cells=False), [[month] for month in MONTHS])


def import_own(session: Session, dossier: Dossier, table: Table, *, by: Account, now: datetime) -> int:
    """The months of the account's own cell; returns how many. Points, length and counts that a row leaves
    empty stay as they are.

    Raises:
        WorkflowError: when the table closes the months to this account now; Refused as require_open does.
        FileRefused: with every fault of the file; nothing is imported then.
    """
    work, faults = require_open(session, dossier, by=by, now=now), FaultList(Path(table.name))
    rows = read_months(table, work, faults, cells=False)
    for row in rows:
        if row.code and row.code.upper() != dossier.unit.code:
            faults.add(row.line, CELL, "sheet_other_cell", code=row.code, own=dossier.unit.code)
        _check(dossier, work, row, faults, now)
    faults.raise_if_any()
    _store(session, dossier, rows, by=by, now=now)
    return _said(rows)


def import_many(session: Session, campaign: Campaign, table: Table, *, now: datetime) -> int:
    """The months of any cells of the campaign, each row with the code of its cell; returns how many.

    Raises:
        Refused: year_none.
        FileRefused: with every fault of the file; nothing is imported then.
    """
    work = campaign.programme.year_work
    if work is None:
        raise refuse("year_none", programme=campaign.programme.title)
    faults, found = FaultList(Path(table.name)), _dossiers(session, campaign)
    rows = read_months(table, work, faults, cells=True)
    for row in rows:
        if (dossier := found.get(row.code.upper())) is None:
            faults.add(row.line, CELL, "cell_not_in_campaign", code=row.code)
        else:
            _check_open(session, dossier, row, faults)
            _check(dossier, work, row, faults, now)
    faults.raise_if_any()
    for code in sorted({row.code.upper() for row in rows}):
        _store(session, found[code], [row for row in rows if row.code.upper() == code], by=None, now=now)
    return _said(rows)


def _dossiers(session: Session, campaign: Campaign) -> dict[str, Dossier]:
    query = select(Dossier).where(Dossier.campaign_id == campaign.id)
    rows = session.scalars(query.options(joinedload(Dossier.unit), joinedload(Dossier.campaign)))
    return {dossier.unit.code: dossier for dossier in rows}


def _check_open(session: Session, dossier: Dossier, row: MonthRow, faults: FaultList) -> None:
    """A command has no role: it only asks whether the months are open to the cell at all."""
    states = {state for act in dossier.campaign.process.acts if act.name is ActName.log_month for state in act.states}
    if dossier.state not in states:
        faults.add(row.line, CELL, "month_closed", state=dossier.state)
        return
    try:
        check_free(session, dossier)
    except Refused as refusal:
        _add(faults, row, CELL, refusal.reasons)


def _check(dossier: Dossier, work: YearWork, row: MonthRow, faults: FaultList, now: datetime) -> None:
    try:
        check_begun(dossier, row.month, now)
    except Refused as refusal:
        _add(faults, row, MONTH, refusal.reasons)
        return
    if row.meeting is not None:
        found = month_faults(work, dossier.campaign.year, row.month, row.meeting, clock.day(now))
        for reason in found:
            _add(faults, row, _column(work, reason), (reason,))


def _column(work: YearWork, reason: Reason) -> str:
    by_name = {part.name: part_columns(work)[part.key] for part in work.parts}
    lacking = reason.params.get("list")
    named = lacking[0] if isinstance(lacking, tuple) else reason.params.get("part")
    return next((column for name, column in by_name.items() if name == named), _COLUMNS.get(reason.code, DUE))


def _add(faults: FaultList, row: MonthRow, column: str, reasons: Sequence[Reason]) -> None:
    for reason in reasons:
        faults.add(row.line, column, reason.code, **reason.params)


def _store(session: Session, dossier: Dossier, rows: Sequence[MonthRow], *, by: Account | None, now: datetime) -> None:
    year = year_of(session, dossier)
    for row in rows:
        sheet, counted = year.regular.get(row.month), year.counts.get(row.month)
        if row.meeting is not None:
            meeting = _completed(row.meeting, sheet)
            put_meeting(session, dossier, MeetingKind.regular, row.month, sheet, meeting, by=by, now=now)
        if not row.counts.is_empty:
            counts = _added(row.counts, counted)
            put_counts(session, dossier, row.month, counted, counts, by=by, now=now)
    feed(session, dossier, by=by, now=now)


def _completed(entry: MeetingEntry, sheet: MeetingSheet | None) -> MeetingEntry:
    """Another system knows who came; the points that the cell gave here stay."""
    if sheet is None:
        return entry
    return replace(entry, points=entry.points or sheet.points, minutes=entry.minutes or sheet.minutes)


def _added(entry: CountsEntry, row: MonthCounts | None) -> CountsEntry:
    stored = {name: getattr(row, name) for name in ("deeds", "groups", "followed")} if row else {}
    given = {name: value for name, value in vars(entry).items() if value is not None}
    return CountsEntry(**{**stored, **given})


def _said(rows: Sequence[MonthRow]) -> int:
    """Rows that say anything: an unfilled month of the template is none."""
    return sum(row.meeting is not None or not row.counts.is_empty for row in rows)
