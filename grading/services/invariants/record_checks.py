"""The part of `checks` about the record, and about the order of its times."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from grading.models import Event, Move

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


def moves_are_in_order_of_time(session: Session) -> Iterator[str]:
    before = aliased(Move)
    follows = (before.dossier_id == Move.dossier_id) & (before.number == Move.number - 1)
    query = select(Move.dossier_id, Move.number).join(before, follows).where(Move.at < before.at)
    for dossier_id, number in session.execute(query.order_by(Move.dossier_id, Move.number)):
        yield f"dossier {dossier_id}, move {number} is earlier than the one before"


def record_is_in_order_of_time(session: Session) -> Iterator[str]:
    before = aliased(Event)
    is_same = (before.subject_kind == Event.subject_kind) & (before.subject_id == Event.subject_id)
    query = select(Event).join(before, is_same & (before.number == Event.number - 1)).where(Event.at < before.at)
    for event in session.scalars(query.order_by(Event.id)):
        yield f"line {event.number} about {event.subject_kind} {event.subject_id} is earlier than the one before"
