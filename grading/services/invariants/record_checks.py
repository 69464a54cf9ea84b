"""The part of `checks` about the record, and about the order of its times."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from grading.models import Event, Move, RecordEnd
from workflows import Finding

BATCH = 1000


def record_is_chained(session: Session) -> Iterator[Finding]:
    """Checks, for each thing that acts were done to, that the lines are numbered without a gap and form a valid chain,
    and that the words kept with them are the ones that were said. Words may have been deleted, as the law asks."""
    subject, number, digest = ("", 0), 0, ""
    query = select(Event).options(joinedload(Event.words)).order_by(Event.subject_kind, Event.subject_id, Event.number)
    for event in session.scalars(query.execution_options(yield_per=BATCH)):
        if (event.subject_kind, event.subject_id) != subject:
            subject, number, digest = (event.subject_kind, event.subject_id), 0, ""
        line = {"subject": subject, "number": event.number}
        if (event.number, event.previous_digest) != (number + 1, digest):
            yield Finding.of("record_gap", **line)
        if event.digest != event.computed_digest():
            yield Finding.of("record_changed", **line)
        if event.words is not None and event.words.computed_digest() != event.words_digest:
            yield Finding.of("record_words_changed", **line)
        number, digest = event.number, event.digest


def records_end_with_their_last_line(session: Session) -> Iterator[Finding]:
    """Checks that no line is missing at the end of a record, and that no record lost the note of its last line."""
    same = (Event.subject_kind == RecordEnd.subject_kind) & (Event.subject_id == RecordEnd.subject_id)
    last = same & (Event.number == RecordEnd.number) & (Event.digest == RecordEnd.digest)
    cut = select(RecordEnd.subject_kind, RecordEnd.subject_id, RecordEnd.number).outerjoin(Event, last)
    for kind, subject_id, number in session.execute(
        cut.where(Event.id.is_(None)).order_by(*RecordEnd.__mapper__.primary_key)
    ):
        yield Finding.of("record_cut", subject=(kind, subject_id), number=number)
    beyond = select(Event.subject_kind, Event.subject_id, func.max(Event.number)).outerjoin(RecordEnd, same)
    beyond = beyond.where(RecordEnd.number.is_(None) | (Event.number > RecordEnd.number))
    for kind, subject_id, number in session.execute(beyond.group_by(Event.subject_kind, Event.subject_id)):
        yield Finding.of("record_beyond_end", subject=(kind, subject_id), number=number)


def moves_are_in_order_of_time(session: Session) -> Iterator[Finding]:
    before = aliased(Move)
    follows = (before.dossier_id == Move.dossier_id) & (before.number == Move.number - 1)
    query = select(Move.dossier_id, Move.number, Move.at).join(before, follows).where(Move.at < before.at)
    for dossier_id, number, at in session.execute(query.order_by(Move.dossier_id, Move.number)):
        yield Finding.of("move_early", dossier=dossier_id, number=number, at=at)


def record_is_in_order_of_time(session: Session) -> Iterator[Finding]:
    before = aliased(Event)
    is_same = (before.subject_kind == Event.subject_kind) & (before.subject_id == Event.subject_id)
    query = select(Event).join(before, is_same & (before.number == Event.number - 1)).where(Event.at < before.at)
    for event in session.scalars(query.order_by(Event.id)):
        subject = (event.subject_kind, event.subject_id)
        yield Finding.of("record_early", subject=subject, number=event.number, at=event.at)
