"""Imports months from a workbook of another system: the whole workbook or nothing."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from grading import clock
from grading.actors import Actor
from grading.documents.workbooks import Book, make_table
from grading.models import Campaign, Done, Dossier, MeetingKind, MeetingSheet, MonthCounts, Unit
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.dossiers.moving import touch_together
from grading.services.figures.fed_by_months import (
    MONTHS,
    Year,
    check_begun,
    check_free,
    feed_each,
    takes_months,
    year_of,
    years_of,
)
from grading.services.figures.in_use import handed_on_each
from grading.services.ground.csv_rows import FaultList
from grading.services.ground.errors import Refused, refuse
from grading.services.months import rows as month_rows
from grading.services.months.months import (
    CountsEntry,
    MeetingEntry,
    month_faults,
    put_counts,
    put_meeting,
    require_open,
)
from grading.services.months.rows import (
    CELL,
    DAY,
    DUE,
    MINUTES,
    MONTH,
    PRESENT,
    MeetingRow,
    MonthRow,
    part_columns,
    read_months,
)
from grading.services.record.recording import content, record_lines
from workflows import Reason

_COLUMNS = {
    "attendance_over": PRESENT, "minutes_range": MINUTES, "meeting_month": DAY, "date_future": DAY,
    "month_future": MONTH,
}  # fmt: skip
"""The column of the table to which each fault of a month belongs."""


def template(work: YearWork) -> bytes:
    """Returns an empty table for one cell to fill in: twelve months."""
    return make_table("Các tháng", month_rows.columns(work, cells=False), [[month] for month in MONTHS])


def import_own(session: Session, actor: Actor, dossier: Dossier, book: Book) -> int:
    """Imports the months of the account's own cell and returns how many. If a row leaves the excused, the length, the
    points or a count empty, the stored value stays.

    Raises:
        WorkflowError: when the table closes the months to this account now; Refused as require_open does.
        FileRefused: with every fault of the file; nothing is imported then.
    """
    work, faults = require_open(session, actor, dossier), FaultList(Path(book.name))
    rows, year = read_months(book, work, faults, cells=False), year_of(session, dossier)
    for row in rows:
        if row.code and row.code.upper() != dossier.unit.code:
            faults.add(row.line, CELL, "sheet_other_cell", code=row.code, own=dossier.unit.code)
        _check(dossier, work, row, year, faults, now=actor.now)
    faults.raise_if_any()
    _store(session, actor, [_Cell(dossier, rows, year)])
    return _said(rows)


def import_many(session: Session, actor: Actor, campaign: Campaign, book: Book) -> int:
    """Imports the months of any cells of the campaign, each row with the code of its cell; returns how many.

    Raises:
        Refused: year_none.
        FileRefused: with every fault of the file; nothing is imported then.
    """
    work = campaign.programme.year_work
    if work is None:
        raise refuse("year_none", programme=campaign.programme.title)
    faults = FaultList(Path(book.name))
    rows = read_months(book, work, faults, cells=True)
    dossiers_by_code = _dossiers(session, campaign, {row.code.upper() for row in rows})
    others = handed_on_each(session, list(dossiers_by_code.values()))
    closed = {code: _closed(session, dossier, others[dossier.id]) for code, dossier in dossiers_by_code.items()}
    recorded = years_of(session, {dossier.unit_id for dossier in dossiers_by_code.values()}, campaign.year)
    years = {code: recorded[dossier.unit_id] for code, dossier in dossiers_by_code.items()}
    of_cell: dict[str, list[MonthRow]] = {code: [] for code in dossiers_by_code}
    for row in rows:
        code = row.code.upper()
        if code not in dossiers_by_code:
            faults.add(row.line, CELL, "cell_not_in_campaign", code=row.code)
            continue
        of_cell[code].append(row)
        _add(faults, row, CELL, closed[code])
        _check(dossiers_by_code[code], work, row, years[code], faults, now=actor.now)
    faults.raise_if_any()
    _store(session, actor, [_Cell(dossiers_by_code[code], own, years[code]) for code, own in of_cell.items()])
    return _said(rows)


def _dossiers(session: Session, campaign: Campaign, codes: Collection[str]) -> dict[str, Dossier]:
    """Returns the dossiers by code of the unit, with their rows locked.

    A cell that sends its dossier meanwhile either sends it with these months or learns that the dossier changed.
    """
    query = select(Dossier).join(Dossier.unit).where(Dossier.campaign_id == campaign.id, Unit.code.in_(codes))
    rows = session.scalars(
        query.options(contains_eager(Dossier.unit), joinedload(Dossier.campaign), selectinload(Dossier.moves))
        .order_by(Dossier.id)
        .with_for_update(of=Dossier)
        .execution_options(populate_existing=True)
    )
    return {dossier.unit.code: dossier for dossier in rows}


def _closed(session: Session, dossier: Dossier, others: Sequence[Dossier]) -> tuple[Reason, ...]:
    """Returns why the months are closed to the cell. A command has no role, so only the cell's own right is checked."""
    if not takes_months(dossier):
        return (Reason(code="month_closed", params={"state": dossier.state}),)
    try:
        check_free(session, dossier, others)
    except Refused as refusal:
        return refusal.reasons
    return ()


def _check(dossier: Dossier, work: YearWork, row: MonthRow, year: Year, faults: FaultList, *, now: datetime) -> None:
    try:
        check_begun(dossier, row.month, now)
    except Refused as refusal:
        _add(faults, row, MONTH, refusal.reasons)
        return
    if row.meeting is not None:
        entry = _completed(row.meeting, year.regular.get(row.month))
        for reason in month_faults(work, dossier.campaign.year, row.month, entry, clock.day(now)):
            _add(faults, row, _column(work, reason), (reason,))


def _column(work: YearWork, reason: Reason) -> str:
    by_name = {part.name: part_columns(work)[part.key] for part in work.parts}
    part_names = reason.params.get("list")
    named = part_names[0] if isinstance(part_names, tuple) else reason.params.get("part")
    return next((column for name, column in by_name.items() if name == named), _COLUMNS.get(reason.code, DUE))


def _add(faults: FaultList, row: MonthRow, column: str, reasons: Sequence[Reason]) -> None:
    for reason in reasons:
        faults.add(row.line, column, reason.code, **reason.params)


class _Cell(NamedTuple):
    """One cell of a file: its dossier, its rows, and what was recorded before."""

    dossier: Dossier
    rows: Sequence[MonthRow]
    year: Year


def _store(session: Session, actor: Actor, cells: Sequence[_Cell]) -> None:
    """Stores the months of all cells together; a file has hundreds of cells."""
    if not cells:
        return
    for dossier, rows, year in cells:
        for row in rows:
            sheet, counted = year.regular.get(row.month), year.counts.get(row.month)
            if row.meeting is not None:
                meeting = _completed(row.meeting, sheet)
                put_meeting(session, actor, dossier, MeetingKind.regular, row.month, sheet=sheet, entry=meeting)
            if not row.counts.is_empty:
                counts = _added(row.counts, counted)
                put_counts(session, actor, dossier, row.month, row=counted, entry=counts)
    session.flush()
    feed_each(session, actor, [cell.dossier for cell in cells])
    touch_together(session, actor, [cell.dossier for cell in cells])
    said = {cell.dossier.id: content(months=[row.month for row in cell.rows]) for cell in cells}
    record_lines(session, actor, Done.months_imported, Dossier, said)


def _completed(row: MeetingRow, sheet: MeetingSheet | None) -> MeetingEntry:
    """Returns the meeting to store. The other system knows who came; a value that the row leaves empty keeps what the
    cell entered here."""
    excused, minutes, points = (sheet.excused, sheet.minutes, sheet.points) if sheet else (0, None, {})
    return MeetingEntry(
        held_on=row.held_on, due=row.due, present=row.present,
        excused=excused if row.excused is None else row.excused,
        minutes=minutes if row.minutes is None else row.minutes,
        points=row.points or points,
    )  # fmt: skip


def _added(entry: CountsEntry, row: MonthCounts | None) -> CountsEntry:
    stored = {name: getattr(row, name) for name in ("deeds", "groups", "followed")} if row else {}
    typed = {name: value for name, value in vars(entry).items() if value is not None}
    return CountsEntry(**{**stored, **typed})


def _said(rows: Sequence[MonthRow]) -> int:
    """Counts the rows with content; it does not count the template's empty months."""
    return sum(row.meeting is not None or not row.counts.is_empty for row in rows)
