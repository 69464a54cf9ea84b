"""Units: their import, their search, and their names on a day."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from grading.actors import Actor
from grading.models import Done, Unit, UnitKind, UnitPeriod, UnitWord
from grading.models.together import add_rows, put_columns, put_rows
from grading.models.unit import keys_of
from grading.rules.programmes.parts.cell_types import CellType
from grading.services.ground.csv_rows import FaultList, Row
from grading.services.ground.errors import refuse
from grading.services.ground.kept import forget
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import content, record_lines
from grading.services.units import places
from grading.services.units.periods import periods_of
from grading.text import nfc, visible, words_of_key
from grading.typed.codes import code_of
from grading.typed.days import day_of
from workflows import Reason

CODE = re.compile("[A-Z0-9][A-Z0-9-]{0,39}")
"""Capitals, digits and hyphens, because codes are used in file names, addresses and logins."""
KINDS = frozenset(UnitKind)
TYPES = frozenset(CellType)
NAMES = ("org_name", "committee_name", "issuer_name")
LONGEST_NAME = 300
_ANSWERS = {"yes": True, "no": False}
_KINDS = {str(kind): kind for kind in UnitKind}
_TOGETHER = 500
"""So many units are read with one query: a database takes only so many parameters."""
TURN = "import"
"""Whoever reads which units there are, in order to add some, holds this turn."""
COLUMNS = (
    "code", "kind", "org_name", "committee_name", "issuer_name",
    "parent_code", "cell_type", "valid_from", "valid_to", "named_in_source",
)  # fmt: skip
CODES = ("code", "parent_code")


def get_unit(session: Session, code: str) -> Unit:
    """Raises Refused (unit_unknown) for a code that no unit has."""
    unit = find_unit(session, code)
    if unit is None:
        raise refuse("unit_unknown", code=code)
    return unit


def find_unit(session: Session, code: str) -> Unit | None:
    return session.scalars(select(Unit).where(Unit.code == code_of(code))).one_or_none()


def add_units(session: Session, actor: Actor, rows: Sequence[Row], file: str) -> int:
    """Adds the units of these rows, parents and children in any order; returns how many.

    Raises:
        FileRefused: with every fault of the rows, also for a code that exists already; nothing is added then.
    """
    hold_turn(session, TURN, [0])
    known = check_rows(session, rows, file)
    if not rows:
        return 0
    codes = [row["code"] for row in rows]
    fresh = dict(zip(codes, add_rows(session, Unit, [{"code": code} for code in codes]), strict=True))
    known |= fresh
    periods = [_period(row, known) for row in rows]
    put_rows(session, UnitPeriod, periods)
    _put_words(session, rows, periods)
    forget(session)  # a statement is no flush, which would forget what was read
    said = dict.fromkeys(fresh.values(), content(file=file))
    record_lines(session, actor, Done.unit_imported, Unit, said, are_new=True)
    return len(rows)


def check_rows(session: Session, rows: Sequence[Row], file: str) -> dict[str, int]:
    """Returns the ids of the units that there are, by code, if units of these rows can be added. Raises what add_units
    raises, and writes nothing."""
    faults, known = FaultList(Path(file), rows), ids_by_code(session)
    existing = units_of(session, {known[row["code"]] for row in rows if row["code"] in known})
    for row in rows:
        if (unit := existing.get(row["code"])) is not None:
            faults.add(row.line, "code", "unit_exists", code=row["code"], name=unit.latest.org_name)
    _check(rows, known, faults)
    faults.raise_if_any()
    for row, reason in places.faults_of_rows(session, rows):
        faults.add_reason(row.line, "parent_code", reason)
    faults.raise_if_any()
    return known


def ids_by_code(session: Session) -> dict[str, int]:
    """Returns the ids of all units by code. A nation has hundreds of thousands, and a file may name any of them: these
    are no objects."""
    return {code: unit_id for code, unit_id in session.execute(select(Unit.code, Unit.id))}


def units_of(session: Session, unit_ids: Collection[int]) -> dict[str, Unit]:
    """Returns these units by code, with their periods."""
    ids, units = sorted(unit_ids), dict[str, Unit]()
    for at in range(0, len(ids), _TOGETHER):
        query = select(Unit).where(Unit.id.in_(ids[at : at + _TOGETHER])).options(selectinload(Unit.periods))
        units |= {unit.code: unit for unit in session.scalars(query)}
    return units


def _check(rows: Sequence[Row], known: Collection[str], faults: FaultList) -> None:
    codes = Counter(row["code"] for row in rows)
    for row in rows:
        code, above = row["code"], row["parent_code"]
        if not code:
            faults.add(row.line, "code", "csv_value_missing", column="code")
        elif not CODE.fullmatch(code):
            faults.add(row.line, "code", "unit_code_shape", code=code)
        elif codes[code] > 1:
            faults.add(row.line, "code", "csv_repeated", value=code)
        if above and above not in codes and above not in known:
            faults.add(row.line, "parent_code", "unit_unknown", code=above)
        for column, reason in _faults_of(row):
            faults.add_reason(row.line, column, reason)
        _check_days(row, faults)


_CHOICES: Mapping[str, Collection[str]] = {
    "kind": tuple(UnitKind),
    "cell_type": ("", *CellType),
    "named_in_source": ("", *_ANSWERS),
}


def _faults_of(row: Row) -> Iterator[tuple[str, Reason]]:
    """Yields what the row says of the unit itself and cannot be, with its column."""
    for column in NAMES:
        if reason := fault_of_name(column, row[column]):
            yield column, reason
    for column, allowed in _CHOICES.items():
        if row[column] not in allowed:
            allowed_values = tuple(value for value in allowed if value)
            yield column, Reason(code="csv_choice", params={"value": row[column], "allowed": allowed_values})


def fault_of_name(field: str, name: str) -> Reason | None:
    """Returns why a unit cannot bear this name: nobody would see it, it breaks the line of a paper, or no paper has
    room for it. Only the organisation itself must have a name."""
    if not visible(name).strip():
        return Reason(code="unit_name") if field == "org_name" or name else None
    if len(name) > LONGEST_NAME:
        return Reason(code="unit_name_long", params={"max": LONGEST_NAME})
    if visible(name) != name or "\n" in name or "\r" in name:
        return Reason(code="unit_name_signs")
    return None


def _check_days(row: Row, faults: FaultList) -> None:
    if not (row["valid_from"] or row["valid_to"]):
        return
    for column in ("valid_from", "valid_to"):
        if row[column] and isinstance(wrong := day_of(row[column]), Reason):
            faults.add_reason(row.line, column, wrong)
    first, last = _day(row["valid_from"]), _day(row["valid_to"])
    if first and last and last < first:
        faults.add(row.line, "valid_to", "dates_in_order", first=first, second=last)


def _period(row: Row, known: Mapping[str, int]) -> dict[str, Any]:
    """Returns the columns of the unit's first period. A file has tens of thousands, and an object for each would keep
    all other writers waiting."""
    values = row.values
    names = {name: nfc(values[name]) for name in ("org_name", "committee_name", "issuer_name")}
    keys = keys_of("org_name", names["org_name"]) | keys_of("committee_name", names["committee_name"])
    return {
        "unit_id": known[values["code"]],
        "kind": _KINDS[values["kind"]],
        "cell_type": values["cell_type"],
        "parent_id": known.get(values["parent_code"]),
        "valid_from": _day(values["valid_from"]),
        "valid_to": _day(values["valid_to"]),
        "named_in_source": _ANSWERS.get(values["named_in_source"], True),
        **names,
        **keys,
    }


def _put_words(session: Session, rows: Sequence[Row], periods: Sequence[Mapping[str, Any]]) -> None:
    words, owners = list[str](), list[int]()
    for row, period in zip(rows, periods, strict=True):
        own = _words(row, period)
        words += own
        owners += [period["unit_id"]] * len(own)
    put_columns(session, UnitWord, {"word": words, "unit_id": owners})


def _words(row: Row, period: Mapping[str, Any]) -> set[str]:
    """Returns the words by which the unit is found, from the keys of its period that are made already."""
    return set(words_of_key(f"{row['code'].lower()} {period['search_key']} {period['committee_key']}"))


def _day(text: str) -> date | None:
    day = day_of(text) if text else None
    return day if isinstance(day, date) else None


def names_on(session: Session, unit_ids: Iterable[int], day: date) -> dict[int, UnitPeriod]:
    """Returns the period of each unit on that day, in one query at most; the nearest period if the unit did not exist
    then."""
    periods: dict[int, UnitPeriod] = {}
    for period in periods_of(session, set(unit_ids)):
        before = periods.get(period.unit_id)
        if before is None or (not before.holds_on(day) and (period.valid_from is None or period.valid_from <= day)):
            periods[period.unit_id] = period
    return periods


def children_on(session: Session, parent: Unit, day: date) -> list[UnitPeriod]:
    """Returns the units directly below, in Vietnamese order."""
    query = select(UnitPeriod).where(UnitPeriod.parent_id == parent.id).order_by(UnitPeriod.sort_key)
    return [period for period in session.scalars(query.options(selectinload(UnitPeriod.unit))) if period.holds_on(day)]
