"""The part of `checks` about the record."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grading.models import Event

BATCH = 1000


def record_is_chained(session: Session) -> Iterator[str]:
    """Checks, for each thing that acts were done to, that the lines are numbered without a gap and form a valid chain,
    and that the words kept with them are the ones that were said. Words may have been deleted, as the law asks."""
    subject, number, digest = ("", 0), 0, ""
    query = select(Event).options(joinedload(Event.words)).order_by(Event.subject_kind, Event.subject_id, Event.number)
    for event in session.scalars(query.execution_options(yield_per=BATCH)):
        if (event.subject_kind, event.subject_id) != subject:
            subject, number, digest = (event.subject_kind, event.subject_id), 0, ""
        title = f"line {event.number} about {event.subject_kind} {event.subject_id}"
        if (event.number, event.previous_digest) != (number + 1, digest):
            yield f"{title} does not follow the one before"
        if event.digest != event.computed_digest():
            yield f"{title} was changed"
        if event.words is not None and event.words.computed_digest() != event.words_digest:
            yield f"the words of {title} were changed"
        number, digest = event.number, event.digest
