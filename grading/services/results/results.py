"""Results: the live one of each unit and year, and the import of past years."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Result, Unit
from grading.rules.levels import Level
from grading.services.ground.csv_rows import FaultList, Row, read_rows
from grading.services.record.recording import record_each
from workflows import Kind

COLUMNS = ("year", "unit_code", "kind", "programme_key", "outcome", "source")


def is_live() -> ColumnElement[bool]:
    """Returns the condition that no other row supersedes the result."""
    return Result.id.not_in(select(Result.supersedes_id).where(Result.supersedes_id.is_not(None)))


def ratings_by_year(session: Session, unit_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Returns the live level of each unit and year."""
    query = select(Result).where(Result.unit_id.in_(set(unit_ids)), Result.kind == Kind.rating, is_live())
    levels: dict[int, dict[int, str]] = {}
    for result in session.scalars(query.order_by(Result.id)):
        levels.setdefault(result.unit_id, {})[result.year] = result.outcome
    return levels


def import_past_results(session: Session, actor: Actor, path: Path) -> int:
    """Adds ratings without a decision; skips a unit and year that already has one. Returns how many are new.

    Raises:
        FileRefused: with every fault of the file; nothing is imported then.
    """
    rows, faults = read_rows(path, COLUMNS), FaultList(path)
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        _check(row, units, seen, faults)
    faults.raise_if_any()
    rated = session.scalars(select(Result).where(Result.kind == Kind.rating))
    rated_already = {(result.unit_id, result.year) for result in rated}
    fresh = [row for row in rows if (units[row["unit_code"]], int(row["year"])) not in rated_already]
    session.add_all(
        Result(
            unit_id=units[row["unit_code"]], year=int(row["year"]), kind=Kind.rating,
            programme_key=row["programme_key"], outcome=Level(row["outcome"]), proposed=None,
            source=row["source"], at=actor.now,
        )
        for row in fresh
    )  # fmt: skip
    session.flush()
    rated_now = {units[row["unit_code"]] for row in fresh}
    of_units = session.scalars(select(Unit).where(Unit.id.in_(rated_now))).all()
    record_each(session, actor, Done.result_imported, of_units, file=path.name)
    return len(fresh)


def _check(row: Row, units: dict[str, int], seen: set[tuple[str, str]], faults: FaultList) -> None:
    if row["unit_code"] not in units:
        faults.add(row.line, "unit_code", "unit_unknown", code=row["unit_code"])
    if not (row["year"].isascii() and row["year"].isdigit()):
        faults.add(row.line, "year", "csv_year", value=row["year"])
    if row["kind"] != Kind.rating:
        faults.add(row.line, "kind", "csv_choice", value=row["kind"], allowed=(Kind.rating,))
    if row["outcome"] not in set(Level):
        faults.add(row.line, "outcome", "csv_choice", value=row["outcome"], allowed=tuple(Level))
    key = (row["unit_code"], row["year"])
    if key in seen:
        faults.add(row.line, "year", "csv_repeated", value=row["year"])
    seen.add(key)
