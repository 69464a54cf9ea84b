"""Collects the history of units for years running: levels, yearly awards, and the units that they came from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Date, Integer, Select, String, bindparam, cast, extract, literal, null, select, union_all
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import (
    Award,
    Campaign,
    Decision,
    DecisionState,
    Done,
    Dossier,
    PastAward,
    Result,
    Succession,
    Unit,
)
from grading.models.period import is_year
from grading.rules.periods import FIRST_YEAR
from grading.rules.streaks import History, Origin, Record, inherited
from grading.services.ground import periods
from grading.services.ground.csv_rows import FaultList, Row, year_of
from grading.services.ground.tables import read_rows
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import record_each
from grading.services.results import results
from grading.services.units import successions
from workflows import Kind

COLUMNS = ("year", "unit_code", "source")


def histories(session: Session, unit_ids: Iterable[int]) -> dict[int, History]:
    """Returns the history of each unit from live results and issued awards, in one query."""
    ids, origins = set(unit_ids), defaultdict[int, list[Origin]](list)
    rated, awarded = list[Sequence[Any]](), defaultdict[int, set[int]](set)
    for what, _id, origin_id, unit_id, year, *rating in session.execute(_rows(), {"units": sorted(ids)}):
        if what == _RATED:
            rated.append((unit_id, year, *rating))
        elif what == _AWARDED:
            awarded[unit_id].add(year)
        else:
            origins[unit_id].append(Origin(unit_id=origin_id, year=year))
    everyone = successions.with_ancestors(ids, origins)
    results.keep_ratings(session, everyone, rated)
    levels = results.ratings_by_year(session, everyone)
    records = {
        unit_id: Record(levels=levels.get(unit_id, {}), awarded=frozenset(awarded.get(unit_id, ())))
        for unit_id in everyone
    }
    return {
        unit_id: History(own=records[unit_id], through_mergers=inherited(unit_id, records, origins)) for unit_id in ids
    }


_RATED, _AWARDED, _SUCCEEDED = "rated", "awarded", "succeeded"


@cache
def _rows() -> Select[*tuple[Any, ...]]:
    """Returns the query for everything that the histories of the `units` are made of, and of the units that they came
    from: ratings in force, years whose award was given here or before this service, and successions. Each row says
    what it is; ratings stand first, because they say the kind of every column."""
    asked = select(Unit.id.label("id")).where(Unit.id.in_(bindparam("units", expanding=True, type_=Integer())))
    everyone = asked.cte("everyone", recursive=True)
    everyone = everyone.union(
        select(Succession.predecessor_id).join(everyone, Succession.successor_id == everyone.c.id)
    )
    ids = select(everyone.c.id)
    ratings = results.rated(Result.unit_id.in_(ids))
    nothing = (cast(null(), String), cast(null(), Integer), cast(null(), String), cast(null(), Date))
    awards = (
        select(literal(_AWARDED), Award.id, null(), Dossier.unit_id, Campaign.period_id, *nothing)
        .join(Dossier, Award.dossier_id == Dossier.id)
        .join(Decision, Award.decision_id == Decision.id)
        .join(Campaign, Decision.campaign_id == Campaign.id)
        .where(
            Dossier.unit_id.in_(ids), Decision.state == DecisionState.issued, Campaign.kind == Kind.rating,
            is_year(Campaign.period_id),
        )
    )  # fmt: skip
    past = select(literal(_AWARDED), PastAward.id, null(), PastAward.unit_id, PastAward.period_id, *nothing)
    year = cast(extract("year", Succession.on), Integer)
    succeeded = (Succession.id, Succession.predecessor_id, Succession.successor_id, year)
    rows = union_all(
        ratings.with_only_columns(
            literal(_RATED).label("what"), Result.id.label("id"), cast(null(), Integer), *ratings.selected_columns
        ),
        awards,
        past.where(PastAward.unit_id.in_(ids)),
        select(literal(_SUCCEEDED), *succeeded, *nothing).where(Succession.successor_id.in_(ids)),
    ).subquery()
    return select(rows).order_by(rows.c.what, rows.c.id)


def import_past_awards(session: Session, actor: Actor, path: Path) -> int:
    """Adds yearly awards given before this service; skips a row that says what stands. Returns how many are new.

    Raises:
        FileRefused: with every fault of the file, also for a year to come and for a row that differs from what stands;
            nothing is imported then.
    """
    rows = read_rows(path, COLUMNS, codes=("unit_code",))
    faults = FaultList(path, rows)
    hold_turn(session, "import", [0])
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    stored = {(row.unit_id, row.year): row.source for row in session.scalars(select(PastAward))}
    fresh: dict[tuple[int, int], str] = {}
    for row in rows:
        year = _year(row, units, actor.today.year, faults)
        key = (units.get(row["unit_code"], 0), year)
        if key in fresh:
            faults.add(row.line, "year", "csv_repeated", value=row["year"])
        elif key not in stored:
            fresh[key] = row["source"]
        elif stored[key] != row["source"]:
            faults.add(row.line, "source", "award_differs", code=row["unit_code"], year=year, kept=stored[key])
    faults.raise_if_any()
    for year in {year for _unit_id, year in fresh}:
        periods.keep(session, year)
    session.add_all(
        PastAward(unit_id=unit_id, period_id=year, source=source, at=actor.now)
        for (unit_id, year), source in fresh.items()
    )
    session.flush()
    of_units = session.scalars(select(Unit).where(Unit.id.in_({unit_id for unit_id, _year in fresh}))).all()
    record_each(session, actor, Done.past_award_imported, of_units, file=path.name)
    return len(fresh)


def _year(row: Row, units: Mapping[str, int], this_year: int, faults: FaultList) -> int:
    """Returns the year of a row; notes a fault of its year or its unit, and returns the negative line then, which is no
    year."""
    year = year_of(row["year"])
    if row["unit_code"] not in units:
        faults.add(row.line, "unit_code", "unit_unknown", code=row["unit_code"])
        return -row.line
    if year is None or year < FIRST_YEAR:
        faults.add(row.line, "year", "csv_year", value=row["year"])
        return -row.line
    if year > this_year:
        faults.add(row.line, "year", "year_to_come", year=year)
    return year
