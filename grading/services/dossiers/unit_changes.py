"""Dossiers whose unit changed while they were open: what is still asked about them."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from grading.models import Dossier, UnitTask
from workflows import ENDS


def is_asked() -> ColumnElement[bool]:
    """Returns the condition for dossiers about which somebody still has to say what follows. A dossier that has ended
    asks nothing any more."""
    waiting = select(UnitTask.id).where(UnitTask.dossier_id == Dossier.id, UnitTask.answer.is_(None))
    return Dossier.state.not_in(ENDS) & waiting.exists()


def first_questions(session: Session, dossiers: Collection[Dossier]) -> dict[int, int]:
    """Returns the oldest task that waits for an answer, by the id of its dossier, in one query for all of them."""
    asked = [dossier.id for dossier in dossiers if dossier.state not in ENDS]
    if not asked:
        return {}
    query = select(UnitTask.dossier_id, func.min(UnitTask.id)).where(
        UnitTask.dossier_id.in_(asked), UnitTask.answer.is_(None)
    )
    return {dossier_id: task_id for dossier_id, task_id in session.execute(query.group_by(UnitTask.dossier_id))}
