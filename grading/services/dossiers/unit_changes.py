"""Dossiers whose unit changed while they were open: what is asked about them, and what went on to other dossiers."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload

from grading.models import Answer, Campaign, Dossier, Succession, Unit, UnitChange, UnitTask
from grading.services.ground.kept import kept
from grading.services.units.units import names_on
from workflows import ENDS, State


@dataclass(frozen=True, kw_only=True)
class Received:
    """A handing over to a dossier from the dossier of a unit before it: when, and in which words."""

    unit_id: int
    name: str
    at: datetime
    words: str


def is_asked() -> ColumnElement[bool]:
    """Returns the condition for dossiers about which somebody still has to say what follows, for a query that joins
    their campaigns. A dossier that has ended asks nothing any more, nor one of a cancelled campaign."""
    waiting = select(UnitTask.id).where(UnitTask.dossier_id == Dossier.id, UnitTask.answer.is_(None))
    return and_(Dossier.state.not_in(ENDS), waiting.exists(), Campaign.cancelled_at.is_(None))


def first_questions(session: Session, dossiers: Collection[Dossier]) -> dict[int, int]:
    """Returns the oldest task that waits for an answer, by the id of its dossier, in one query for all of them."""
    asked = [each.id for each in dossiers if each.state not in ENDS and each.campaign.cancelled_at is None]
    if not asked:
        return {}
    query = select(UnitTask.dossier_id, func.min(UnitTask.id)).where(
        UnitTask.dossier_id.in_(asked), UnitTask.answer.is_(None)
    )
    return {dossier_id: task_id for dossier_id, task_id in session.execute(query.group_by(UnitTask.dossier_id))}


def unit_tasks_of(session: Session, dossiers: Collection[Dossier]) -> dict[int, list[UnitTask]]:
    """Returns the tasks on each dossier, newest first, answered or not. Those that the transaction has read are not
    read again."""
    known: dict[Hashable, list[UnitTask]] = kept(session, UnitTask)
    ids = {dossier.id for dossier in dossiers}
    if missing := ids - known.keys():
        known |= {dossier_id: [] for dossier_id in missing}
        query = select(UnitTask).where(UnitTask.dossier_id.in_(missing)).options(joinedload(UnitTask.successor))
        for task in session.scalars(query.order_by(UnitTask.id.desc())):
            known[task.dossier_id].append(task)
    return {dossier_id: known[dossier_id] for dossier_id in ids}


def know_of_no_tasks(session: Session, dossier_ids: Collection[int]) -> None:
    """Keeps that these dossiers have no task, so that nobody asks again in this transaction."""
    known: dict[Hashable, list[UnitTask]] = kept(session, UnitTask)
    for dossier_id in dossier_ids:
        known.setdefault(dossier_id, [])


def successors(session: Session, task: UnitTask) -> list[Unit]:
    """Returns the units that became the dossier's unit on the day of the change: one after a merger, all of them after
    a division; none after any other change."""
    if task.successor_id is None:
        return []
    query = (
        select(Unit)
        .join(Succession, Succession.successor_id == Unit.id)
        .where(Succession.predecessor_id == task.dossier.unit_id, Succession.on == task.on)
    )
    found = list(session.scalars(query.order_by(Succession.id)))
    return found or [session.get_one(Unit, task.successor_id)]


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """Why a dossier stopped, and what followed: which change, from which day, what was answered, to whom it went."""

    change: UnitChange
    on: date
    answer: Answer
    reason: str
    successors: tuple[str, ...]


def stops(session: Session, dossiers: Collection[Dossier]) -> dict[int, Stopped]:
    """Returns why each of these dossiers stopped, by its id; asks nothing where none stopped."""
    ids = [dossier.id for dossier in dossiers if dossier.state is State.discontinued]
    if not ids:
        return {}
    query = select(UnitTask).where(UnitTask.dossier_id.in_(ids), UnitTask.answer.is_not(None)).order_by(UnitTask.id)
    return {
        task.dossier_id: Stopped(
            change=task.change, on=task.on, answer=task.answer, reason=task.reason,
            successors=successor_names(session, task) if task.answer is Answer.hand_over else (),
        )
        for task in session.scalars(query)
        if task.answer is not None
    }  # fmt: skip


def successor_names(session: Session, task: UnitTask) -> tuple[str, ...]:
    ids = [unit.id for unit in successors(session, task)]
    names = names_on(session, ids, task.on)
    return tuple(names[unit_id].org_name for unit_id in ids)


def received_by(session: Session, dossiers: Collection[Dossier]) -> dict[int, list[Received]]:
    """Returns what was handed over to each of these dossiers, oldest first, in a fixed number of queries."""
    rows = session.execute(_handed_over([dossier.id for dossier in dossiers])).all() if dossiers else []
    days: dict[int, date] = {task.dossier.unit_id: task.on for _dossier_id, task in rows}
    names = {unit_id: names_on(session, [unit_id], on)[unit_id].org_name for unit_id, on in days.items()}
    found: dict[int, list[Received]] = {dossier.id: [] for dossier in dossiers}
    for dossier_id, task in rows:
        if task.answered_at is not None:
            before = task.dossier.unit_id
            found[dossier_id].append(
                Received(unit_id=before, name=names[before], at=task.answered_at, words=task.reason)
            )
    return found


def has_received() -> ColumnElement[bool]:
    """Returns the condition for dossiers to which something was handed over: whoever reads many asks it along with
    them."""
    ended = aliased(Dossier)
    given = select(UnitTask.id).join(
        ended, and_(UnitTask.dossier_id == ended.id, ended.campaign_id == Dossier.campaign_id)
    )
    return given.where(_went(ended, Dossier.unit_id)).exists()


def handed_over_in() -> Select[int]:
    """Returns the query for the campaigns in which any dossier was handed over."""
    return select(Dossier.campaign_id).join(UnitTask).where(UnitTask.answer == Answer.hand_over)


def _handed_over(dossier_ids: Collection[int]) -> Select[int, UnitTask]:
    """Returns the query for pairs of a dossier that received something and the task by whose answer it did."""
    ended, received = aliased(Dossier), aliased(Dossier)
    return (
        select(received.id, UnitTask)
        .join(ended, UnitTask.dossier_id == ended.id)
        .join(received, and_(received.campaign_id == ended.campaign_id, received.id.in_(dossier_ids)))
        .where(_went(ended, received.unit_id))
        .options(joinedload(UnitTask.dossier))
        .order_by(UnitTask.answered_at, UnitTask.id)
    )


def _went(ended: type[Dossier], unit_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Returns the condition that the task's dossier was handed over to this unit: to the one that the task names, or to
    any that the ended unit became on the day of the change."""
    became = select(Succession.id).where(
        Succession.predecessor_id == ended.unit_id, Succession.successor_id == unit_id, Succession.on == UnitTask.on
    )
    return and_(UnitTask.answer == Answer.hand_over, or_(UnitTask.successor_id == unit_id, became.exists()))
