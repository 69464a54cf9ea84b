"""Imports reported figures from a CSV file; refuses to change decided figures and figures that nobody types."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Stage, Unit
from grading.rules.programme import Programme
from grading.services.figures.figures import TURN, report, staged
from grading.services.ground.csv_rows import FaultList, Row, read_rows
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import record_each

COLUMNS = ("year", "unit_code", "metric", "value")


def import_figures(session: Session, actor: Actor, path: Path, programme: Programme, *, source: str) -> int:
    """Reports every row of a file whose metrics the programme has; returns how many were new.

    Raises:
        FileRefused: with every fault of the file; nothing is imported then. figure_computed for a figure that nobody
            types, figure_decided if others decided on what the unit reported.
    """
    rows, faults = read_rows(path, COLUMNS), FaultList(path)
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        _check(row, units, programme, seen, faults)
    faults.raise_if_any()
    hold_turn(session, TURN, [units[row["unit_code"]] for row in rows])
    _check_undecided(session, rows, units, faults)
    faults.raise_if_any()
    number = sum(
        report(
            session, actor, units[row["unit_code"]], int(row["year"]), {row["metric"]: _hundredths(row["value"]) or 0},
            source=source,
        )
        for row in rows
    )  # fmt: skip
    reported = session.scalars(select(Unit).where(Unit.id.in_({units[row["unit_code"]] for row in rows}))).all()
    record_each(session, actor, Done.figures_reported, reported, source, file=path.name)
    return number


def _check(
    row: Row, units: Mapping[str, int], programme: Programme, seen: set[tuple[str, str, str]], faults: FaultList
) -> None:
    if row["unit_code"] not in units:
        faults.add(row.line, "unit_code", "unit_unknown", code=row["unit_code"])
    if not (row["year"].isascii() and row["year"].isdigit() and 1930 <= int(row["year"]) <= 2100):
        faults.add(row.line, "year", "csv_year", value=row["year"])
    if row["metric"] not in {metric.key for metric in programme.metrics}:
        faults.add(row.line, "metric", "metric_unknown", metric=row["metric"])
    elif row["metric"] in programme.computed:
        faults.add(row.line, "metric", "figure_computed")
    value = _hundredths(row["value"])
    if value is None:
        faults.add(row.line, "value", "csv_number", value=row["value"])
    key = (row["year"], row["unit_code"], row["metric"])
    if key in seen:
        faults.add(row.line, "metric", "csv_repeated", value=row["metric"])
    seen.add(key)


def _check_undecided(session: Session, rows: Iterable[Row], units: Mapping[str, int], faults: FaultList) -> None:
    """Adds a fault for each row that would change a decided figure. A row that repeats the reported value changes
    nothing."""
    keys = {row.line: (units[row["unit_code"]], int(row["year"]), row["metric"]) for row in rows}
    counting, proposed = staged(session, {key[0] for key in keys.values()}, {key[1] for key in keys.values()})
    for row in rows:
        key = keys[row.line]
        is_same = key in proposed and proposed[key].value == _hundredths(row["value"])
        if key in counting and counting[key].stage is Stage.decided and not is_same:
            faults.add(row.line, "value", "figure_decided")


def _hundredths(text: str) -> int | None:
    """Returns None for text that is not a number, is negative, or is finer than a hundredth."""
    try:
        value = Decimal(text) * 100
    except InvalidOperation:
        return None
    if not value.is_finite() or value != value.to_integral_value() or not 0 <= value < 10**12:
        return None
    return int(value)
