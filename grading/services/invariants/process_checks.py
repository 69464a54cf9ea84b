"""The part of `checks` about the tables that campaigns go by."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier, Move, ProcessSight, StoredProcess
from grading.services.invariants.batches import technical
from workflows import Finding, Process, Sight, sights_of, stored


def stored_processes_say_who_sees(session: Session) -> Iterator[Finding]:
    """Checks that a stored table is what its digest says, that this version can read it, and that the rows of the
    scoping query follow from it."""
    for row in session.scalars(select(StoredProcess)):
        if stored.digest_of(row.content) != row.digest:
            yield Finding.of("process_changed", **_where(session, row))
        try:
            table = row.table
        except ValueError as unknown:
            yield Finding.of("process_unreadable", **_where(session, row), error=technical(unknown))
        else:
            if _kept_sights(session, row) != sights_of(table):
                yield Finding.of("process_sights", **_where(session, row))


def moves_are_steps_of_a_stored_process(session: Session) -> Iterator[Finding]:
    """Checks that each line of history, with its role and side, is a step of some stored table. A campaign may have
    been given a newer table after the move."""
    steps = {
        (step.name, step.source, step.dest, step.role, step.side)
        for table in _readable(session)
        for step in table.steps
    }
    columns = (Move.step, Move.source, Move.dest, Move.role, Move.side)
    query = select(*columns, func.count(), func.min(Move.dossier_id)).group_by(*columns)
    for step, source, dest, role, side, number, dossier_id in session.execute(query):
        if (step, source, dest, role, side) not in steps:
            line = {"step": step, "source": source, "dest": dest, "role": role, "side": side}
            yield Finding.of("move_of_no_process", **line, n=number, dossier=dossier_id)


def dossiers_stand_in_a_state_of_their_process(session: Session) -> Iterator[Finding]:
    states = {stored.digest_of(stored.to_text(table)): table.states for table in _readable(session)}
    query = select(Campaign.id, Campaign.process_digest, Dossier.state).join(Dossier).distinct()
    for campaign_id, digest, state in session.execute(query):
        if state not in states.get(digest, (state,)):
            yield Finding.of("campaign_odd_state", campaign=campaign_id, state=state)


def _where(session: Session, row: StoredProcess) -> dict[str, object]:
    """Returns the digest as people compare it, and the campaigns that go by the table."""
    codes = select(Campaign.code).where(Campaign.process_digest == row.digest).order_by(Campaign.code)
    return {"digest": row.digest[:12], "campaigns": tuple(session.scalars(codes))}


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
