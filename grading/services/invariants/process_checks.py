"""The part of `checks` about the tables that campaigns go by."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier, Move, ProcessSight, StoredProcess
from workflows import Process, Sight, sights_of, stored


def stored_processes_say_who_sees(session: Session) -> Iterator[str]:
    """Checks that a stored table is what its digest says, that this version can read it, and that the rows of the
    scoping query follow from it."""
    for row in session.scalars(select(StoredProcess)):
        if stored.digest_of(row.content) != row.digest:
            yield f"process {row.digest[:12]} was changed"
        try:
            table = row.table
        except ValueError as unknown:
            yield f"process {row.digest[:12]} cannot be read: {unknown}"
        else:
            if _kept_sights(session, row) != sights_of(table):
                yield f"process {row.digest[:12]} says something else about who sees a dossier"


def moves_are_steps_of_a_stored_process(session: Session) -> Iterator[str]:
    """Checks that each line of history, with its role and side, is a step of some stored table. A campaign may have
    been given a newer table after the move."""
    steps = {
        (step.name, step.source, step.dest, step.role, step.side)
        for table in _readable(session)
        for step in table.steps
    }
    query = select(Move.step, Move.source, Move.dest, Move.role, Move.side).distinct()
    for line in session.execute(query).all():
        if tuple(line) not in steps:
            yield f"no process has the step {line.step} from {line.source} to {line.dest} by {line.role} ({line.side})"


def dossiers_stand_in_a_state_of_their_process(session: Session) -> Iterator[str]:
    states = {stored.digest_of(stored.to_text(table)): table.states for table in _readable(session)}
    query = select(Campaign.id, Campaign.process_digest, Dossier.state).join(Dossier).distinct()
    for campaign_id, digest, state in session.execute(query):
        if state not in states.get(digest, (state,)):
            yield f"campaign {campaign_id} has a dossier in the state {state}, which its process does not have"


def _readable(session: Session) -> Iterator[Process]:
    """Yields every stored table that can be read; the others are reported by `stored_processes_say_who_sees`."""
    for row in session.scalars(select(StoredProcess)):
        try:
            yield row.table
        except ValueError:
            continue


def _kept_sights(session: Session, row: StoredProcess) -> set[Sight]:
    kept = session.scalars(select(ProcessSight).where(ProcessSight.process_digest == row.digest))
    return {Sight(role=line.role, body=line.body, state=line.state, only_if_sits=line.only_if_sits) for line in kept}
