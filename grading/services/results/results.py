"""Results: the one in force of each unit, subject, period and model, and how a newer one comes into force."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from grading.models import Decision, DecisionItem, Result, ResultInForce, Subject
from grading.models.period import is_year
from grading.rules.periods import PARTS_FROM
from grading.services.ground import periods
from grading.services.ground.kept import kept
from grading.services.ground.turns import hold_turn
from grading.services.results.counting import LEGAL_WORDS, legal_levels
from workflows import Kind

CANCELLED = "note_cancelled"
"""The source of a row that supersedes a noted result when the body takes its note back: it gives no level."""


class Place(NamedTuple):
    """The place of at most one result in force. `model` is empty for a rating."""

    unit_id: int
    subject: Subject
    period_id: int
    model: str


def place_of(result: Result) -> Place:
    return Place(result.unit_id, result.subject, result.period_id, result.model or "")


def is_in_force() -> ColumnElement[bool]:
    """Returns the condition that the result stands: no other row supersedes it."""
    return Result.id.in_(select(ResultInForce.result_id))


def gives_a_level() -> ColumnElement[bool]:
    """Returns the condition that the result stands and was not taken back."""
    return and_(is_in_force(), Result.source != CANCELLED)


class Rated(NamedTuple):
    """A rating in force: its level, and the decision that gave it; one that was imported or noted has none."""

    level: str
    campaign_id: int | None
    number: str | None
    issued_on: date | None


def ratings(session: Session, unit_ids: Iterable[int]) -> dict[int, dict[int, Rated]]:
    """Returns the rating in force of each unit and period. Those that the transaction has read are not read again."""
    known: dict[Hashable, dict[int, Rated]] = kept(session, ResultInForce)
    wanted = set(unit_ids)
    if missing := wanted - known.keys():
        keep_ratings(session, missing, session.execute(rated(Result.unit_id.in_(missing))))
    return {unit_id: known[unit_id] for unit_id in wanted}


def rated(units: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Returns the query for the ratings in force of these units: the unit, the period, and what `Rated` holds."""
    of_decision = (Decision.campaign_id, Decision.number, Decision.issued_on)
    return (
        select(Result.unit_id, Result.period_id, Result.outcome, *of_decision)
        .outerjoin(DecisionItem, Result.decision_item_id == DecisionItem.id)
        .outerjoin(Decision, DecisionItem.decision_id == Decision.id)
        .where(units, Result.kind == Kind.rating, Result.subject == Subject.organisation, is_in_force())
    )


def keep_ratings(session: Session, unit_ids: Iterable[int], rows: Iterable[Sequence[Any]]) -> None:
    """Keeps the ratings of these units for the transaction: rows of `rated`."""
    found: dict[Hashable, dict[int, Rated]] = {unit_id: {} for unit_id in unit_ids}
    for unit_id, period_id, *what in rows:
        found[unit_id][period_id] = Rated(*what)
    known: dict[Hashable, dict[int, Rated]] = kept(session, ResultInForce)
    known |= found


def ratings_by_year(session: Session, unit_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Returns the legal level in force of each unit and whole year, of those units that have any."""
    found = {
        unit_id: {period_id: each.level for period_id, each in of_unit.items() if period_id < PARTS_FROM}
        for unit_id, of_unit in ratings(session, unit_ids).items()
    }
    own = {unit_id for unit_id, levels in found.items() if not LEGAL_WORDS.issuperset(levels.values())}
    for unit_id, levels in (_counted_as(session, own) if own else {}).items():
        found[unit_id] = levels
    return {unit_id: levels for unit_id, levels in found.items() if levels}


def _counted_as(session: Session, unit_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Returns the same for units whose tables name outcomes of their own: only the tables know what these count as."""
    query = select(Result).where(
        Result.unit_id.in_(unit_ids), Result.kind == Kind.rating, Result.subject == Subject.organisation,
        is_year(Result.period_id), is_in_force(),
    )  # fmt: skip
    rows = session.scalars(query).all()
    levels, found = legal_levels(session, rows), dict[int, dict[int, str]]()
    for result in rows:
        of_unit = found.setdefault(result.unit_id, {})
        if result.id in levels:
            of_unit[result.year] = levels[result.id]
    return found


def titles_by_year(session: Session, unit_ids: Iterable[int]) -> dict[int, dict[tuple[str, int], str]]:
    """Returns the outcome in force of each unit for each title (its model) and whole year. Those that the transaction
    has read are not read again."""
    known: dict[Hashable, dict[tuple[str, int], str]] = kept(session, ResultInForce)
    wanted = {unit_id: ("titles", unit_id) for unit_id in unit_ids}
    if missing := {unit_id for unit_id, place in wanted.items() if place not in known}:
        known |= {wanted[unit_id]: {} for unit_id in missing}
        query = select(Result).where(
            Result.unit_id.in_(missing),
            Result.kind == Kind.recognition,
            Result.subject == Subject.organisation,
            is_year(Result.period_id),
            is_in_force(),
        )
        for result in session.scalars(query.order_by(Result.id)):
            known[wanted[result.unit_id]][result.model or "", result.year] = result.outcome
    return {unit_id: dict(known[place]) for unit_id, place in wanted.items()}


def hold(session: Session, unit_ids: Iterable[int]) -> None:
    """Waits until nobody else is voting on these units, or giving or taking back a result of theirs, and keeps
    everybody else waiting until the end of the transaction."""
    hold_turn(session, "result in force", unit_ids)


def in_force(session: Session, unit_ids: Iterable[int]) -> dict[Place, ResultInForce]:
    """Returns what stands for these units, locked until the end of the transaction, and nothing can come into force for
    them meanwhile."""
    ids = set(unit_ids)
    hold(session, ids)
    query = select(ResultInForce).where(ResultInForce.unit_id.in_(ids)).with_for_update()
    rows = session.scalars(query.execution_options(populate_existing=True))
    return {Place(row.unit_id, row.subject, row.period_id, row.model): row for row in rows}


def put_in_force(session: Session, results: Sequence[Result], standing: Mapping[Place, ResultInForce]) -> None:
    """Adds results, each of which supersedes the one that stands in its place (`standing`, from in_force)."""
    for period_id in {result.period_id for result in results}:
        periods.keep(session, period_id)
    for result in results:
        if row := standing.get(place_of(result)):
            result.supersedes_id = row.result_id
    session.add_all(results)
    session.flush()
    for result in results:
        place = place_of(result)
        if row := standing.get(place):
            row.result_id = result.id
        else:
            session.add(ResultInForce(**place._asdict(), result_id=result.id))
    session.flush()
