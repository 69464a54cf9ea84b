"""Results: the one in force of each unit, subject, period and model, and how a newer one comes into force."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from grading.models import Result, ResultInForce, Subject
from grading.models.period import is_year
from grading.services.ground import periods
from grading.services.ground.kept import kept
from grading.services.ground.turns import hold_turn
from grading.services.results.counting import legal_levels
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


def ratings_by_year(session: Session, unit_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Returns the legal level in force of each unit and whole year. Those that the transaction has read are not read
    again."""
    known: dict[Hashable, dict[int, str]] = kept(session, ResultInForce)
    wanted = set(unit_ids)
    if missing := wanted - known.keys():
        known |= {unit_id: {} for unit_id in missing}
        query = select(Result).where(
            Result.unit_id.in_(missing),
            Result.kind == Kind.rating,
            Result.subject == Subject.organisation,
            is_year(Result.period_id),
            is_in_force(),
        )
        rows = session.scalars(query.order_by(Result.id)).all()
        levels = legal_levels(session, rows)
        for result in rows:
            if result.id in levels:
                known[result.unit_id][result.year] = levels[result.id]
    return {unit_id: dict(known[unit_id]) for unit_id in wanted if known[unit_id]}


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
