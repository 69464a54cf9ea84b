"""Moves dossiers along the process: one for a step, or all that a decision ends with the same few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

import workflows
from grading.actors import Actor
from grading.models import Done, Dossier
from grading.models.together import change_together, store_together
from grading.permissions import roles_on
from grading.services.dossiers import noting, returns, revisions
from grading.services.dossiers.facts import facts_of
from grading.services.ground.kept import forget
from grading.services.ground.typed_reasons import worded
from grading.services.record.recording import content, record_lines
from workflows import Facts, State


@dataclass(frozen=True)
class Taken:
    """One step as it is taken: what the guards know, and what the line of history says."""

    dossier: Dossier
    step: str
    facts: Facts
    note: str = ""
    criteria: Sequence[str] = ()

    def take(self, actor: Actor) -> workflows.Move:
        process, roles = self.dossier.campaign.process, roles_on(actor.standing, self.dossier)
        taker = workflows.Taker(by=actor.person, roles=roles, facts=self.facts)
        return workflows.take(
            process, self.dossier, self.step, taker, note=worded(self.note), criteria=tuple(self.criteria)
        )


def move(session: Session, actor: Actor, taken: Sequence[Taken]) -> None:
    """Moves the dossiers, freezes what is handed on, seals the lines of history and records the acts."""
    with session.no_autoflush:  # a line of history is complete only once it is sealed
        moved = [(each, each.take(actor)) for each in taken]
        handed_on = [each.dossier for each, step in moved if step.freezes]
        frozen = revisions.freeze_each(session, handed_on, actor.now) if handed_on else {}
        for each in taken:
            each.dossier.moves[-1].seal(at=actor.now, revision=frozen.get(each.dossier.id))
    for each, step in moved:
        _follow(session, actor, each, step)
    said = {
        each.dossier.id: content(worded(each.note), step=each.step, move=each.dossier.moves[-1].number)
        for each in taken
    }
    record_lines(session, actor, Done.step_taken, Dossier, said)


def _follow(session: Session, actor: Actor, taken: Taken, step: workflows.Move) -> None:
    """Does what follows from a move in other rows."""
    dossier = taken.dossier
    if step.dest is State.draft:  # the cell now changes the content that the received paper was signed for
        dossier.paper_received_at, dossier.paper_received_by_id = None, None
    if taken.criteria:
        dossier.return_due_on, dossier.kept_as_sent = returns.default_day(dossier, actor.today), {}
    if step.dest is State.noted:
        noting.note(session, actor, dossier)
    if step.source is State.noted:
        noting.cancel(session, actor, dossier, worded(taken.note))
    touch(actor, dossier)


def touch(actor: Actor, dossier: Dossier) -> None:
    """Notes who changed the dossier last (nobody for a command) and raises its version, so that a stale page
    conflicts."""
    for column, value in _touched(actor).items():
        setattr(dossier, column, value)


def _touched(actor: Actor) -> dict[str, Any]:
    return {"touched_at": actor.now, "touched_by_id": actor.account_id}


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The step of one dossier in an issued decision, certify or decline, and the note of its line."""

    dossier: Dossier
    step: str
    note: str


def take_by_decision(session: Session, actor: Actor, decided: Sequence[Decided]) -> None:
    """Moves the dossiers of a decision at the moment when it is issued, in a fixed number of queries. Each is locked
    already."""
    facts = facts_of(session, actor, [each.dossier for each in decided])
    taken = [
        Taken(each.dossier, each.step, replace(facts[each.dossier.id], in_issued_decision=True), note=each.note)
        for each in decided
    ]
    with session.no_autoflush:
        move(session, actor, taken)
        store_together(session, [each.dossier for each in decided])
    session.flush()
    forget(session)  # a statement is no flush, which would forget what was read


def touch_together(session: Session, actor: Actor, dossiers: Sequence[Dossier]) -> None:
    """Touches many dossiers with one statement."""
    with session.no_autoflush:
        change_together(session, dossiers, _touched(actor))
    forget(session)
