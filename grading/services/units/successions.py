"""Successions: the import of which unit came from which, and the histories that pass through them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor
from grading.models import Done, Succession, SuccessionKind, Unit
from grading.rules.streaks import Origin
from grading.services.ground.csv_rows import FaultList, Row
from grading.services.ground.tables import read_rows
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import record_each
from grading.typed.days import day_of
from workflows import Reason

COLUMNS = ("predecessor_code", "successor_code", "kind", "on")


def with_ancestors(unit_ids: Iterable[int], known: Mapping[int, Iterable[Origin]]) -> set[int]:
    """Returns these units and all units that they came from."""
    reached, waiting = set(), list(unit_ids)
    while waiting:
        unit_id = waiting.pop()
        if unit_id not in reached:
            reached.add(unit_id)
            waiting += [origin.unit_id for origin in known.get(unit_id, ())]
    return reached


def of_unit(session: Session, unit_id: int) -> list[Succession]:
    """Returns the successions to and from the unit, oldest first."""
    query = (
        select(Succession)
        .where(or_(Succession.predecessor_id == unit_id, Succession.successor_id == unit_id))
        .options(joinedload(Succession.predecessor), joinedload(Succession.successor))
    )
    return list(session.scalars(query.order_by(Succession.on, Succession.id)))


def import_successions(session: Session, actor: Actor, path: Path) -> int:
    """Adds the successions of a file; skips a row that says what stands. Returns how many are new.

    Raises:
        FileRefused: with every fault of the file, also for a unit that would come from itself, a day to come, two units
            named twice, and a row that differs from what stands; nothing is imported.
    """
    rows = read_rows(path, COLUMNS, codes=COLUMNS[:2])
    faults = FaultList(path, rows)
    hold_turn(session, "import", [0])
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    for row in rows:
        _check(row, units, actor.today, faults)
    faults.raise_if_any()
    stored = {(row.predecessor_id, row.successor_id): row for row in session.scalars(select(Succession))}
    fresh = _fresh(rows, units, stored, faults)
    _refuse_cycles(stored, fresh, faults)
    faults.raise_if_any()
    for (predecessor_id, successor_id), row in fresh.items():
        day = day_of(row["on"])
        assert not isinstance(day, Reason)
        session.add(
            Succession(
                predecessor_id=predecessor_id, successor_id=successor_id, kind=SuccessionKind(row["kind"]),
                on=day,
            )
        )  # fmt: skip
    session.flush()
    touched = {unit_id for pair in fresh for unit_id in pair}
    changed = session.scalars(select(Unit).where(Unit.id.in_(touched))).all()
    record_each(session, actor, Done.succession_imported, changed, file=path.name)
    return len(fresh)


def cycles(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Returns the units that, step by step, came from themselves. Pairs are (predecessor, successor)."""
    by_successor: dict[int, list[Origin]] = defaultdict(list)
    for predecessor_id, successor_id in pairs:
        by_successor[successor_id].append(Origin(unit_id=predecessor_id, year=0))
    return {
        unit
        for unit in list(by_successor)
        if unit in with_ancestors([origin.unit_id for origin in by_successor[unit]], by_successor)
    }


def _pair(row: Row, units: Mapping[str, int]) -> tuple[int, int]:
    return units[row["predecessor_code"]], units[row["successor_code"]]


def _fresh(
    rows: Iterable[Row], units: Mapping[str, int], stored: Mapping[tuple[int, int], Succession], faults: FaultList
) -> dict[tuple[int, int], Row]:
    """Returns the rows that are new, by their pair; notes one that names a pair again, or says it otherwise."""
    seen: dict[tuple[int, int], Row] = {}
    for row in rows:
        pair = _pair(row, units)
        if pair in seen:
            faults.add(row.line, "successor_code", "csv_repeated", value=row["successor_code"])
            continue
        seen[pair] = row
        if (standing := stored.get(pair)) is not None:
            if standing.kind != row["kind"]:
                faults.add(row.line, "kind", "succession_differs", kept=standing.kind)
            if standing.on != day_of(row["on"]):
                faults.add(row.line, "on", "succession_differs", kept=standing.on)
    return {pair: row for pair, row in seen.items() if pair not in stored}


def _check(row: Row, units: Mapping[str, int], today: date, faults: FaultList) -> None:
    for column in ("predecessor_code", "successor_code"):
        if row[column] not in units:
            faults.add(row.line, column, "unit_unknown", code=row[column])
    if row["kind"] not in set(SuccessionKind):
        faults.add(row.line, "kind", "csv_choice", value=row["kind"], allowed=tuple(SuccessionKind))
    if isinstance(day := day_of(row["on"]), Reason):
        faults.add_reason(row.line, "on", day)
    elif day > today:
        faults.add(row.line, "on", "date_future", date=day)


def _refuse_cycles(held: Iterable[tuple[int, int]], fresh: Mapping[tuple[int, int], Row], faults: FaultList) -> None:
    in_a_cycle = cycles([*held, *fresh])
    for (predecessor_id, successor_id), row in fresh.items():
        if {predecessor_id, successor_id} <= in_a_cycle:
            faults.add(row.line, "successor_code", "succession_cycle", code=row["successor_code"])
