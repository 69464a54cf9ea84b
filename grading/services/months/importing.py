"""Imports months from a workbook of another system: the whole workbook or nothing."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from grading.actors import Actor
from grading.documents.workbooks import Book, make_table
from grading.models import Campaign, Dossier, Unit
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.figures.fed_by_months import check_begun, check_free, takes_months
from grading.services.figures.in_use import handed_on_each
from grading.services.figures.year_records import MONTHS, Year, year_of, years_of
from grading.services.ground.csv_rows import FaultList
from grading.services.ground.errors import Refused, refuse
from grading.services.months import rows as month_rows
from grading.services.months.entries import month_faults
from grading.services.months.months import require_open
from grading.services.months.rows import (
    CELL,
    DAY,
    DUE,
    MINUTES,
    MONTH,
    PRESENT,
    MonthRow,
    part_columns,
    read_months,
)
from grading.services.months.storing import Cell, store
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
    begun = _Begun(year=dossier.campaign.year, today=actor.today)
    for row in rows:
        if row.code and row.code != dossier.unit.code:
            faults.add(row.line, CELL, "sheet_other_cell", code=row.code, own=dossier.unit.code)
        _check(work, row, year, faults, begun)
    faults.raise_if_any()
    store(session, actor, [Cell(dossier, rows, year)])
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
    dossiers_by_code = _dossiers(session, campaign, {row.code for row in rows})
    others = handed_on_each(session, list(dossiers_by_code.values()))
    closed = {code: _closed(session, dossier, others[dossier.id]) for code, dossier in dossiers_by_code.items()}
    recorded = years_of(session, {dossier.unit_id for dossier in dossiers_by_code.values()}, campaign.year)
    years = {code: recorded[dossier.unit_id] for code, dossier in dossiers_by_code.items()}
    of_cell: dict[str, list[MonthRow]] = {code: [] for code in dossiers_by_code}
    begun = _Begun(year=campaign.year, today=actor.today)
    for row in rows:
        code = row.code
        if code not in dossiers_by_code:
            faults.add(row.line, CELL, "cell_not_in_campaign", code=row.code)
            continue
        of_cell[code].append(row)
        _add(faults, row, CELL, closed[code])
        _check(work, row, years[code], faults, begun)
    faults.raise_if_any()
    store(session, actor, [Cell(dossiers_by_code[code], own, years[code]) for code, own in of_cell.items()])
    return _said(rows)


def _dossiers(session: Session, campaign: Campaign, codes: Collection[str]) -> dict[str, Dossier]:
    """Returns the dossiers by code of the unit, with their rows locked.

    A cell that sends its dossier meanwhile either sends it with these months or learns that the dossier changed.
    """
    query = select(Dossier).join(Dossier.unit).where(Dossier.campaign_id == campaign.id, Unit.code.in_(codes))
    rows = session.scalars(
        query.options(contains_eager(Dossier.unit), selectinload(Dossier.campaign), selectinload(Dossier.moves))
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


class _Begun(NamedTuple):
    """The year of the campaign, and how far it is today."""

    year: int
    today: date


def _check(work: YearWork, row: MonthRow, stored: Year, faults: FaultList, begun: _Begun) -> None:
    """Completes the row with what is stored, and notes every fault of it."""
    try:
        check_begun(begun.year, row.month, begun.today)
    except Refused as refusal:
        _add(faults, row, MONTH, refusal.reasons)
        return
    if row.meeting is not None:
        row.entry = row.meeting.completed(stored.regular.get(row.month))
        for reason in month_faults(work, begun.year, row.month, row.entry, begun.today):
            _add(faults, row, _column(work, reason), (reason,))


def _column(work: YearWork, reason: Reason) -> str:
    by_name = {part.name: part_columns(work)[part.key] for part in work.parts}
    part_names = reason.params.get("list")
    named = part_names[0] if isinstance(part_names, tuple) else reason.params.get("part")
    return next((column for name, column in by_name.items() if name == named), _COLUMNS.get(reason.code, DUE))


def _add(faults: FaultList, row: MonthRow, column: str, reasons: Sequence[Reason]) -> None:
    for reason in reasons:
        faults.add(row.line, column, reason.code, **reason.params)


def _said(rows: Sequence[MonthRow]) -> int:
    """Counts the rows with content; it does not count the template's empty months."""
    return sum(row.meeting is not None or not row.counts.is_empty for row in rows)
