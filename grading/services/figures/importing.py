"""Imports reported figures from a file; refuses to change decided figures and figures that nobody types."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Stage, Unit
from grading.rules.periods import FIRST_YEAR, LAST_YEAR, NotAPeriod, parse
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import Metric
from grading.services.figures.entered import figure_of
from grading.services.figures.figures import TURN, Values, add, staged
from grading.services.ground import periods
from grading.services.ground.csv_rows import FaultList, Row, year_of
from grading.services.ground.tables import read_rows
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import record_each
from grading.typed.signs import plain
from workflows import Reason

COLUMNS = ("unit_code", "metric", "value")
YEAR, PERIOD = "year", "period"
"""A file has one of these columns or both. A row names its period by its code (2026-Q1), or a whole year."""


Place = tuple[int, int, str]
"""Unit, period and metric."""


def import_figures(session: Session, actor: Actor, path: Path, programme: Programme, *, source: str) -> int:
    """Reports every row of a file whose metrics the programme has; returns how many were new.

    Raises:
        FileRefused: with every fault of the file; nothing is imported then. figure_computed for a figure that nobody
            types, figure_decided if others decided on what the unit reported.
    """
    rows = read_rows(path, COLUMNS, optional=(YEAR, PERIOD), codes=("unit_code",))
    faults = FaultList(path, rows)
    if rows and not {YEAR, PERIOD} & rows[0].values.keys():
        faults.add(1, YEAR, "csv_column_missing", column=YEAR)
        faults.raise_if_any()
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    keys = {row.line: _period(session, row, faults) for row in rows}
    metrics, computed = {metric.key: metric for metric in programme.metrics}, programme.computed
    for row in rows:
        _check(row, units, metrics, computed, faults)
    _check_repeats(rows, keys, faults)
    faults.raise_if_any()
    hold_turn(session, TURN, [units[row["unit_code"]] for row in rows])
    values = {(units[row["unit_code"]], keys[row.line], row["metric"]): _value(row, metrics) for row in rows}
    counting, proposed = staged(session, {key[0] for key in values}, {key[1] for key in values})
    _check_undecided(dict(zip(values, rows, strict=True)), values, counting, proposed, faults)
    faults.raise_if_any()
    number = add(session, actor, values, proposed, source)
    reported = session.scalars(select(Unit).where(Unit.id.in_({key[0] for key in values}))).all()
    record_each(session, actor, Done.figures_reported, reported, source, file=path.name)
    return number


def _period(session: Session, row: Row, faults: FaultList) -> int:
    """Returns the key of the period that a row names. Notes a fault, and returns 0, where it names none."""
    code, year = plain(row.values.get(PERIOD, "")), plain(row.values.get(YEAR, ""))
    if not code:
        if (number := year_of(year)) is not None and FIRST_YEAR <= number <= LAST_YEAR:
            return number
        faults.add(row.line, YEAR, "csv_year", value=year)
        return 0
    try:
        span = parse(code)
    except NotAPeriod:
        faults.add(row.line, PERIOD, "period_code", code=code)
        return 0
    if year and year != str(span.year):
        faults.add(row.line, PERIOD, "period_other_year", code=code, year=year)
    known = None if span.is_calendar else periods.find(session, span)
    if not span.is_calendar and known is None:
        faults.add(row.line, PERIOD, "period_unknown", code=code)
    return known.id if known else span.key if span.is_calendar else 0


def _check(
    row: Row, units: Mapping[str, int], metrics: Mapping[str, Metric], computed: Collection[str], faults: FaultList
) -> None:
    if row["unit_code"] not in units:
        faults.add(row.line, "unit_code", "unit_unknown", code=row["unit_code"])
    if row["metric"] not in metrics:
        faults.add(row.line, "metric", "metric_unknown", metric=row["metric"])
    elif row["metric"] in computed:
        faults.add(row.line, "metric", "figure_computed")
    if row["metric"] in metrics and isinstance(wrong := figure_of(metrics[row["metric"]], row["value"]), Reason):
        faults.add_reason(row.line, "value", wrong)


def _check_repeats(rows: Iterable[Row], of_periods: Mapping[int, int], faults: FaultList) -> None:
    seen: set[tuple[int, str, str]] = set()
    for row in rows:
        key = (of_periods[row.line], row["unit_code"], row["metric"])
        if key in seen:
            faults.add(row.line, "metric", "csv_repeated", value=row["metric"])
        seen.add(key)


def _check_undecided(
    rows: Mapping[Place, Row], values: Mapping[Place, int], counting: Values, proposed: Values, faults: FaultList
) -> None:
    """Adds a fault for each row that would change a decided figure. A row that repeats the reported value changes
    nothing."""
    for place, row in rows.items():
        is_same = place in proposed and proposed[place].value == values[place]
        if place in counting and counting[place].stage is Stage.decided and not is_same:
            faults.add(row.line, "value", "figure_decided")


def _value(row: Row, metrics: Mapping[str, Metric]) -> int:
    value = figure_of(metrics[row["metric"]], row["value"])
    return value if isinstance(value, int) else 0
