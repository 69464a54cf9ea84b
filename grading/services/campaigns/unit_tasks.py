"""The tasks on open dossiers when their unit changes: a task is raised, and the reviewing body answers it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor
from grading.models import Account, Answer, Campaign, Done, Dossier, NotRated, Unit, UnitChange, UnitTask
from grading.permissions import roles_on
from grading.services.campaigns import sharing
from grading.services.campaigns.campaigns import require_alive
from grading.services.campaigns.handing_over import hand_over
from grading.services.campaigns.sharing import NOT_SHARED, Shares
from grading.services.dossiers import dossiers
from grading.services.dossiers.unit_changes import unit_tasks_of
from grading.services.ground.errors import NotNow, not_now, refuse
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from workflows import ENDS, NotYourStep, Role
from workflows.permits import not_your_role

RAISING = frozenset(
    {
        UnitChange.moved,
        UnitChange.kind_changed,
        UnitChange.type_changed,
        UnitChange.closed,
        UnitChange.merged,
        UnitChange.divided,
    }
)
"""The changes that ask what follows. A new name or issuer changes nothing for a dossier: papers use the names of
their day."""
STOP = "discontinue"
"""The step that ends a dossier whose unit changed."""


def touched(session: Session, unit_ids: Sequence[int], day: date) -> list[Dossier]:
    """Returns the dossiers of these units that are open in campaigns whose roster was taken on this day or later."""
    query = (
        select(Dossier)
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .where(Dossier.unit_id.in_(unit_ids), Dossier.state.not_in(ENDS), Campaign.closed_at.is_(None))
        .where(Campaign.as_of >= day)
        .options(joinedload(Dossier.campaign), joinedload(Dossier.unit))
    )
    return list(session.scalars(query.order_by(Dossier.id)))


def raise_tasks(
    session: Session, actor: Actor, unit: Unit, change: UnitChange, day: date, *, successor: Unit | None = None
) -> int:
    """Raises a task on each open dossier of the unit that the change touches. Returns how many."""
    found = touched(session, [unit.id], day)
    session.add_all(
        UnitTask(
            dossier=dossier, change=change, on=day, successor_id=successor.id if successor else None,
            raised_at=actor.now, reason="",
        )
        for dossier in found
    )  # fmt: skip
    session.flush()
    return len(found)


def of_dossier(session: Session, dossier: Dossier) -> list[UnitTask]:
    """Returns the dossier's tasks, newest first: those to answer, and those that were answered."""
    return unit_tasks_of(session, [dossier])[dossier.id]


def get_task(session: Session, actor: Actor, dossier: Dossier, task_id: int) -> UnitTask:
    """Raises NoResultFound for a task of another dossier, NotYourStep for anybody but the reviewing body, and for the
    reviewing body NotNow (unit_task_answered, campaign_cancelled) once the task is answered or the campaign
    cancelled."""
    task = session.scalars(select(UnitTask).where(UnitTask.id == task_id, UnitTask.dossier_id == dossier.id)).one()
    _require(session, actor, task)
    return task


def _require(session: Session, actor: Actor, task: UnitTask) -> None:
    dossier = task.dossier
    if _reviews(actor, dossier):
        require_alive(dossier.campaign)
        if task.answer is not None:
            raise _answered(session, task)
    if not may_answer(actor, dossier):
        raise NotYourStep(not_your_role(Role.commune_reviewer))


def may_answer(actor: Actor, dossier: Dossier) -> bool:
    return _reviews(actor, dossier) and dossier.state not in ENDS and dossier.campaign.cancelled_at is None


def _reviews(actor: Actor, dossier: Dossier) -> bool:
    own = dossier.unit_id in actor.standing.own_units
    return Role.commune_reviewer in roles_on(actor.standing, dossier) and not own


def _answered(session: Session, task: UnitTask) -> NotNow:
    """Returns the refusal that says by whom the task was answered, when, and how."""
    by = session.get(Account, task.answered_by_id) if task.answered_by_id else None
    return not_now("unit_task_answered", time=task.answered_at, role=Role.commune_reviewer,
                   login=by.login if by else "", answer=task.answer)  # fmt: skip


def answer(
    session: Session, actor: Actor, task: UnitTask, chosen: Answer, reason: str, *, shares: Shares = NOT_SHARED
) -> None:
    """Says what follows for the dossier. Leaving it out, or handing it to the successor, ends it with the reason as a
    remark; each successor gets a dossier of its own, if it has none in this campaign, and its share of works and
    months.

    Raises:
        NotYourStep: for anybody but the body that reviews the dossier.
        NotNow: unit_task_answered, campaign_cancelled. Refused: unit_task_reason, reason_long, unit_task_successor,
            unit_task_share.
        WorkflowError: when the campaign goes by a table without this end, or the dossier is further on already.
    """
    dossier = task.dossier
    session.refresh(task, with_for_update={"of": UnitTask})
    _require(session, actor, task)
    words = _told(task, chosen, reason)
    if chosen is not Answer.go_on:
        dossiers.take_step(session, actor, dossier, STOP, note=words)
    if chosen is Answer.leave_out:
        session.add(NotRated(campaign_id=dossier.campaign_id, unit_id=dossier.unit_id, reason=words))
    task.answer, task.reason = chosen, words
    task.answered_by_id, task.answered_at = actor.account_id, actor.now
    session.flush()
    if chosen is Answer.hand_over:
        _share_out(session, actor, task, words, shares)
    record(session, actor, Done.unit_task_answered, dossier, words, answer=chosen)
    session.flush()


def _share_out(session: Session, actor: Actor, task: UnitTask, words: str, shares: Shares) -> None:
    among = sharing.shareable(session, task)
    sharing.keep(session, task, among, shares)
    for successor in among.successors:
        hand_over(session, actor, task, successor, words, works=among.works_of(successor, shares))


def _told(task: UnitTask, chosen: Answer, reason: str) -> str:
    if not (words := typed_reason(reason)):
        raise refuse("unit_task_reason")
    if chosen is Answer.hand_over and task.successor is None:
        raise refuse("unit_task_successor")
    if chosen is not Answer.go_on:
        _refuse_without_the_step(task.dossier)
    return words


def _refuse_without_the_step(dossier: Dossier) -> None:
    """Raises Refused if the dossier cannot stop where it is: its campaign goes by an older table, or the dossier has
    left the reviewing body."""
    process = dossier.campaign.process
    if not any(step.name == STOP for step in process.steps):
        raise refuse("unit_task_process")
    if process.find_step(STOP, dossier.state) is None:
        raise refuse("unit_task_late", state=dossier.state)
