"""Reads units back from a table, with every difference said row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum, auto
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Unit, UnitChange, UnitKind
from grading.services.campaigns import reorganising
from grading.services.ground.csv_rows import FileFault, FileRefused, Row
from grading.services.ground.errors import Refused
from grading.services.ground.tables import read_rows
from grading.services.ground.turns import hold_turn
from grading.services.units import units
from grading.services.units.changes import From
from grading.services.units.described import Described, Difference, changes_between, differences
from grading.typed.days import day_of
from workflows import Reason


class Status(StrEnum):
    added = auto()
    changed = auto()
    closed = auto()
    unchanged = auto()
    refused = auto()


@dataclass(slots=True, kw_only=True)
class Planned:
    """The effect of one row of the file, and its respects; a refused row has its faults. It is not frozen, because a
    file has tens of thousands and a frozen one is slow to make."""

    line: int
    code: str
    name: str
    status: Status
    changes: tuple[UnitChange, ...] = ()
    faults: tuple[FileFault, ...] = ()
    made: tuple[Difference, ...] = ()
    """The fields of the unit's row that would change, as they stand and as they would stand."""
    asked: int = 0
    """Open dossiers on which the change raises a task."""


def plan(
    session: Session,
    actor: Actor,
    rows: Sequence[Row],
    start: From | None,
    name: str,
    *,
    most_changes: int | None = None,
) -> list[Planned]:
    """Does what the rows say, each in turn, and returns what was done. A row that cannot be done is refused with its
    reasons; the caller decides whether anything is stored. Without `start` no unit that exists is changed.

    Raises FileRefused (unit_file_changes) for a file that changes more units than `most_changes`; nothing is done then.
    """
    hold_turn(session, units.TURN, [0])
    fresh, existing, known = _parted(session, rows)
    if most_changes is not None and len(_changing(fresh, existing, known)) > most_changes:
        raise FileRefused([_fault(name, 0, Reason(code="unit_file_changes", params={"max": most_changes}))])
    planned = _added(fresh, lambda: units.add_units(session, actor, fresh, name))
    if existing and fresh:
        known = _named(session, existing)
    planned += [_existing(session, actor, row, _File(name=name, known=known, start=start)) for row in existing]
    return sorted(planned, key=lambda each: each.line)


def looked_at(session: Session, rows: Sequence[Row], name: str) -> list[Planned] | None:
    """Returns what `plan` would return, and writes nothing; None if a row changes a unit that exists, because only a
    trial tells what then happens."""
    fresh, existing, known = _parted(session, rows)
    if _changing(fresh, existing, known):
        return None
    planned = _added(fresh, lambda: units.check_rows(session, fresh, name))
    for row in existing:
        reason = _described(row, known)
        faults = [_fault(name, row.line, reason)] if isinstance(reason, Reason) else []
        planned.append(_planned(row, Status.refused if faults else Status.unchanged, faults=faults))
    return sorted(planned, key=lambda each: each.line)


def _parted(session: Session, rows: Sequence[Row]) -> tuple[list[Row], list[Row], dict[str, Unit]]:
    """Returns the rows of units that are new, the rows of units that exist, and the units that these name, by code."""
    known = units.ids_by_code(session)
    fresh = [row for row in rows if row["code"] not in known]
    existing = [row for row in rows if row["code"] in known] if len(fresh) < len(rows) else []
    return fresh, existing, _named(session, existing)


def _named(session: Session, existing: Sequence[Row]) -> dict[str, Unit]:
    """Returns the units that exist and that these rows name, as themselves or above them, by code."""
    if not existing:
        return {}
    known = units.ids_by_code(session)
    codes = {row[column] for row in existing for column in ("code", "parent_code")}
    return units.units_of(session, {known[code] for code in codes if code in known})


def _changing(fresh: Sequence[Row], existing: Sequence[Row], known: Mapping[str, Unit]) -> list[Row]:
    """Returns the rows that differ from the unit that exists. A unit below a new one differs in any case."""
    added = {row["code"] for row in fresh}
    return [row for row in existing if row["parent_code"] in added or _differs(row, known)]


def _differs(row: Row, known: Mapping[str, Unit]) -> bool:
    unit, described = known[row["code"]], _described(row, known)
    return not isinstance(described, Reason) and (described != Described.of(unit.latest) or _ends(row, unit))


def _ends(row: Row, unit: Unit) -> bool:
    return bool(row["valid_to"]) and unit.latest.valid_to is None


def add_file(session: Session, actor: Actor, path: Path) -> int:
    """Adds the units of a CSV file that are new, and changes none; returns how many. Raises FileRefused."""
    rows = read_rows(path, units.COLUMNS, codes=units.CODES)
    hold_turn(session, units.TURN, [0])
    known = set(session.scalars(select(Unit.code)))
    return units.add_units(session, actor, [row for row in rows if row["code"] not in known], path.name)


def refused(planned: Sequence[Planned]) -> list[Planned]:
    return [each for each in planned if each.status is Status.refused]


def _added(rows: Sequence[Row], add: Callable[[], object]) -> list[Planned]:
    """Returns what becomes of the rows of new units. `add` adds them or only checks them."""
    faults: tuple[FileFault, ...] = ()
    try:
        add()
    except FileRefused as refusal:
        faults = refusal.faults
    of_line: dict[int, list[FileFault]] = {}
    for fault in faults:
        of_line.setdefault(fault.line, []).append(fault)
    return [
        _planned(row, Status.refused if row.line in of_line else Status.added, faults=of_line.get(row.line, ()))
        for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class _File:
    """The common needs of the rows of one file: its name, the units by code, and from when changes hold."""

    name: str
    known: Mapping[str, Unit]
    start: From | None

    def fault(self, row: Row, reason: Reason) -> FileFault:
        return _fault(self.name, row.line, reason)


def _existing(session: Session, actor: Actor, row: Row, file: _File) -> Planned:
    unit = file.known[row["code"]]
    described = _described(row, file.known)
    if isinstance(described, Reason):
        return _planned(row, Status.refused, faults=[file.fault(row, described)])
    found = changes_between(Described.of(unit.latest), described)
    ends = _ends(row, unit)
    if not found and not ends:
        return _planned(row, Status.unchanged)
    day = file.start.day if file.start else actor.today
    made = differences(session, Described.of(unit.latest), described, day) + (_last_day(row) if ends else ())
    if file.start is None:
        reason = Reason(code="unit_change_without_day", params={"code": unit.code})
        return replace(_planned(row, Status.refused, found, [file.fault(row, reason)]), made=made)
    asked = 0
    try:
        with session.begin_nested():
            if found:
                asked += reorganising.change(session, actor, unit, described, file.start)
            if ends and isinstance(last_day := day_of(row["valid_to"]), date):
                after = last_day + timedelta(days=1)
                asked += reorganising.close(session, actor, unit, From(day=after, reason=file.start.reason))
    except Refused as refusal:
        return _planned(row, Status.refused, found, [file.fault(row, reason) for reason in refusal.reasons])
    return replace(_planned(row, Status.closed if ends else Status.changed, found), made=made, asked=asked)


def _last_day(row: Row) -> tuple[Difference, ...]:
    day = day_of(row["valid_to"])
    return (Difference(field="valid_to", before="", after=str(day) if isinstance(day, date) else row["valid_to"]),)


def _fault(name: str, line: int, reason: Reason) -> FileFault:
    return FileFault(file=name, line=line, column="", reason=reason)


def _described(row: Row, known: Mapping[str, Unit]) -> Described | Reason:
    parent = known.get(row["parent_code"])
    if row["parent_code"] and parent is None:
        return Reason(code="unit_unknown", params={"code": row["parent_code"]})
    if row["kind"] not in units.KINDS:
        return Reason(code="csv_choice", params={"value": row["kind"], "allowed": tuple(UnitKind)})
    if row["valid_to"] and isinstance(wrong := day_of(row["valid_to"]), Reason):
        return wrong
    return Described(
        kind=UnitKind(row["kind"]), org_name=row["org_name"], committee_name=row["committee_name"],
        issuer_name=row["issuer_name"], cell_type=row["cell_type"], parent_id=parent.id if parent else None,
    )  # fmt: skip


def _planned(row: Row, status: Status, found: tuple[UnitChange, ...] = (), faults: Sequence[FileFault] = ()) -> Planned:
    code, name = row["code"], row["org_name"]
    return Planned(line=row.line, code=code, name=name, status=status, changes=found, faults=tuple(faults))
