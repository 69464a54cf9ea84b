"""Units as a table: written out as they stand on a day, and read back with every difference said row by row."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from grading.actors import Actor
from grading.documents.workbooks import Table, make_table, read_table
from grading.models import Unit, UnitChange, UnitKind
from grading.services.campaigns import reorganising
from grading.services.ground.csv_rows import FileFault, FileRefused, Row, read_rows, text_of
from grading.services.ground.errors import Refused
from grading.services.ground.turns import hold_turn
from grading.services.units import changes, directory, units
from grading.services.units.changes import Described, From
from workflows import Reason

COLUMNS = units.COLUMNS


class Status(StrEnum):
    added = auto()
    changed = auto()
    closed = auto()
    unchanged = auto()
    refused = auto()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What one row of the file would do, and in which respects; a refused row has its faults."""

    line: int
    code: str
    name: str
    status: Status
    changes: tuple[UnitChange, ...] = ()
    faults: tuple[FileFault, ...] = ()


def written(session: Session, day: date) -> list[list[str]]:
    """Returns a row of each unit as it is on that day, or as it was last, in the columns of the import."""
    periods = directory.all_current(session, day)
    codes = {period.unit_id: period.unit.code for period in periods}
    return [
        [
            period.unit.code, period.kind, period.org_name, period.committee_name, period.issuer_name,
            codes.get(period.parent_id or 0, ""), period.cell_type, _iso(period.valid_from), _iso(period.valid_to),
            "yes" if period.named_in_source else "no",
        ]
        for period in periods
    ]  # fmt: skip


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerows([COLUMNS, *rows])
    return target.getvalue()


def as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    return make_table("Tổ chức đảng", COLUMNS, rows)


def rows_from(name: str, content: bytes, *, max_bytes: int) -> list[Row]:
    """Returns the rows of a CSV file or a workbook, by the ending of its name. Raises FileRefused and UploadRefused."""
    if Path(name).suffix.lower() == ".xlsx":
        return rows_of(read_table(name, content, max_bytes=max_bytes))
    return read_rows(Path(name), COLUMNS, text_of(name, content))


def rows_of(table: Table) -> list[Row]:
    """Returns the rows of a workbook's table as the rows of a CSV file would be read. Raises FileRefused for a column
    that is missing."""
    names = [name.strip() for name in table.header]
    lines = [
        names,
        *([_text(cell) for cell in cells] + [""] * (len(names) - len(cells)) for _line, cells in table.rows),
    ]
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(lines)
    return read_rows(Path(table.name), COLUMNS, target.getvalue())


def plan(session: Session, actor: Actor, rows: Sequence[Row], start: From | None, name: str) -> list[Planned]:
    """Does what the rows say, each in turn, and returns what was done. A row that cannot be done is refused with its
    reasons; the caller decides whether anything is stored. Without `start` no unit that exists is changed.
    """
    hold_turn(session, units.TURN, [0])
    known = {unit.code: unit for unit in session.scalars(select(Unit).options(selectinload(Unit.periods)))}
    fresh = [row for row in rows if row["code"].upper() not in known]
    planned = _added(session, actor, fresh, name)
    known |= {unit.code: unit for unit in session.scalars(select(Unit).options(selectinload(Unit.periods)))}
    for row in rows:
        if row in fresh:
            continue
        planned.append(_existing(session, actor, row, _File(name=name, known=known, start=start)))
    return sorted(planned, key=lambda each: each.line)


def add_file(session: Session, actor: Actor, path: Path) -> int:
    """Adds the units of a CSV file that are new, and changes none; returns how many. Raises FileRefused."""
    rows = read_rows(path, COLUMNS)
    hold_turn(session, units.TURN, [0])
    known = set(session.scalars(select(Unit.code)))
    return units.add_units(session, actor, [row for row in rows if row["code"] not in known], path.name)


def refused(planned: Sequence[Planned]) -> list[Planned]:
    return [each for each in planned if each.status is Status.refused]


def _added(session: Session, actor: Actor, rows: Sequence[Row], name: str) -> list[Planned]:
    faults: tuple[FileFault, ...] = ()
    try:
        units.add_units(session, actor, rows, name)
    except FileRefused as refusal:
        faults = refusal.faults
    of_line = {row.line: tuple(fault for fault in faults if fault.line == row.line) for row in rows}
    return [
        _planned(row, Status.refused if of_line[row.line] else Status.added, faults=of_line[row.line]) for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class _File:
    """What every row of one file needs: its name, the units by code, and from when changes hold."""

    name: str
    known: Mapping[str, Unit]
    start: From | None

    def fault(self, row: Row, reason: Reason) -> FileFault:
        return FileFault(file=self.name, line=row.line, column="", reason=reason)


def _existing(session: Session, actor: Actor, row: Row, file: _File) -> Planned:
    unit = file.known[row["code"].upper()]
    described = _described(row, file.known)
    if isinstance(described, Reason):
        return _planned(row, Status.refused, faults=[file.fault(row, described)])
    found = changes.changes_between(Described.of(unit.latest), described)
    ends = bool(row["valid_to"]) and unit.latest.valid_to is None
    if not found and not ends:
        return _planned(row, Status.unchanged)
    if file.start is None:
        reason = Reason(code="unit_change_without_day", params={"code": unit.code})
        return _planned(row, Status.refused, found, [file.fault(row, reason)])
    try:
        with session.begin_nested():
            if found:
                reorganising.change(session, actor, unit, described, file.start)
            if ends:
                day = _day_after(date.fromisoformat(row["valid_to"]))
                reorganising.close(session, actor, unit, From(day=day, reason=file.start.reason))
    except Refused as refusal:
        return _planned(row, Status.refused, found, [file.fault(row, reason) for reason in refusal.reasons])
    return _planned(row, Status.closed if ends else Status.changed, found)


def _described(row: Row, known: Mapping[str, Unit]) -> Described | Reason:
    parent = known.get(row["parent_code"].upper())
    if row["parent_code"] and parent is None:
        return Reason(code="unit_unknown", params={"code": row["parent_code"]})
    if row["kind"] not in set(UnitKind):
        return Reason(code="csv_choice", params={"value": row["kind"], "allowed": tuple(UnitKind)})
    if row["valid_to"] and _read_day(row["valid_to"]) is None:
        return Reason(code="csv_date", params={"value": row["valid_to"]})
    return Described(
        kind=UnitKind(row["kind"]), org_name=row["org_name"], committee_name=row["committee_name"],
        issuer_name=row["issuer_name"], cell_type=row["cell_type"], parent_id=parent.id if parent else None,
    )  # fmt: skip


def _planned(row: Row, status: Status, found: tuple[UnitChange, ...] = (), faults: Sequence[FileFault] = ()) -> Planned:
    code, name = row["code"].upper(), row["org_name"]
    return Planned(line=row.line, code=code, name=name, status=status, changes=found, faults=tuple(faults))


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
