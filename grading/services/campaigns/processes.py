"""The stored tables that campaigns go by."""

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import ProcessSight, StoredProcess
from workflows import Process, sights_of, stored


def keep(session: Session, actor: Actor, process: Process) -> StoredProcess:
    """Stores a table with what follows from it, once for all campaigns that go by it."""
    content = stored.to_text(process)
    digest = stored.digest_of(content)
    if kept := session.get(StoredProcess, digest):
        return kept
    row = StoredProcess(digest=digest, content=content, stored_at=actor.now)
    session.add(row)
    session.flush()
    session.add_all(
        ProcessSight(
            process_digest=digest, role=sight.role, body=sight.body, state=sight.state, only_if_sits=sight.only_if_sits
        )
        for sight in sights_of(process)
    )
    session.flush()
    return row
