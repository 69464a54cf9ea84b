"""Writes the record: one function for every act there is, called in the transaction of the act."""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, String, bindparam, func, select, text
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Event, EventWords, Numbered, Office
from grading.models.event import event_digest, words_digest
from grading.models.together import add_rows, put_rows
from grading.rules.codec import encode
from grading.rules.frozen.canonical import canonical
from grading.services.ground.turns import hold_turn

SECOND_CLICK = timedelta(seconds=60)
"""Within this time the same act by the same person is one act."""
_FIRST_END = text(
    "INSERT INTO record_end (subject_kind, subject_id, number, digest) "
    "VALUES (:subject_kind, :subject_id, :number, :digest) ON CONFLICT DO NOTHING"
)
_NEXT_END = text(
    "UPDATE record_end SET number = :number, digest = :digest "
    "WHERE subject_kind = :subject_kind AND subject_id = :subject_id AND number = :number - 1"
)
_SALT = 16
"""The bytes of the salt of a line's words."""


def record(session: Session, actor: Actor, done: Done, subject: Numbered, reason: str = "", **details: object) -> None:
    """Adds the line of one act. `details` are codes, numbers and days, never names of persons (domain: counts, not
    people)."""
    record_each(session, actor, done, [subject], reason, **details)


def record_sealed(session: Session, actor: Actor, done: Done, subject: Numbered, seal: str, **details: object) -> None:
    """Adds the line of an act that froze rows: the line itself holds their seal."""
    record_lines(session, actor, done, type(subject), {subject.id: content("", **details)}, seal=seal)


def record_each(
    session: Session, actor: Actor, done: Done, subjects: Sequence[Numbered], reason: str = "", **details: object
) -> None:
    """Adds a line for each of several subjects of one kind, in a fixed number of queries."""
    if subjects:
        said = dict.fromkeys((subject.id for subject in subjects), content(reason, **details))
        record_lines(session, actor, done, type(subjects[0]), said)


def record_lines(
    session: Session, actor: Actor, done: Done, kind: type[Numbered], said: Mapping[int, str], *,
    are_new: bool = False, seal: str | None = None,
) -> None:  # fmt: skip
    """Adds a line for each of several subjects of one kind, by id, each with a content of its own. An import has tens
    of thousands: the rows are written without an object for each. Nobody looks for earlier lines of what this
    transaction has made (`are_new`)."""
    if not said:
        return
    hold_turn(session, f"record of {kind.__tablename__}", said)
    ordered = sorted(said)
    last = {} if are_new else _last_lines(session, kind.__tablename__, ordered)
    salts = dict(zip(ordered, _salts(len(said)), strict=True))
    act = {"subject_kind": kind.__tablename__, "done": done, "office": office_of(actor), "by_id": actor.account_id,
           "seal": seal}  # fmt: skip
    lines = [
        _line(act, subject_id, actor.now, last=last.get(subject_id), words=words_digest(salt, said[subject_id]))
        for subject_id, salt in salts.items()
    ]
    ids = add_rows(session, Event, lines)
    words = [
        {"event_id": event_id, "salt": salt, "content": said[subject_id]}
        for event_id, (subject_id, salt) in zip(ids, salts.items(), strict=True)
    ]
    put_rows(session, EventWords, words)
    _move_ends(session, lines)


def _move_ends(session: Session, lines: Sequence[Mapping[str, Any]]) -> None:
    """Notes these lines as the last of their records. An end moves on from the line before alone: where lines were cut
    off behind the services, it stays, and a check finds it."""
    ends = [{name: line[name] for name in ("subject_kind", "subject_id", "number", "digest")} for line in lines]
    for statement, are_first in ((_FIRST_END, True), (_NEXT_END, False)):
        if moved := [end for end in ends if (end["number"] == 1) is are_first]:
            session.connection().execute(statement, moved)


def _salts(number: int) -> list[str]:
    drawn = secrets.token_hex(_SALT * number)
    return [drawn[at : at + 2 * _SALT] for at in range(0, len(drawn), 2 * _SALT)]


def content(reason: str = "", **details: object) -> str:
    """Returns what a line says beside its act, as it is stored."""
    return canonical(encode({**details, "reason": reason} if reason else details))


def is_second_click(actor: Actor, by_id: int | None, at: datetime) -> bool:
    """Returns whether this person did it, a moment ago: then the same form came by a second click, and it is one
    act. A command is no person."""
    return by_id is not None and by_id == actor.account_id and actor.now - at <= SECOND_CLICK


def has_just_done(session: Session, actor: Actor, done: Done, subject: Numbered) -> bool:
    """Returns whether the last that was done to the subject is this, by a second click."""
    return _just_done(session, actor, done, type(subject), subject.id) is not None


def just_said(
    session: Session, actor: Actor, done: Done, kind: type[Numbered], subject_id: int
) -> Mapping[str, Any] | None:
    """Returns what the line says, if the last that was done to the subject, which may be gone, is this, by a second
    click; None otherwise."""
    if (last := _just_done(session, actor, done, kind, subject_id)) is None:
        return None
    line = (Event.subject_kind == kind.__tablename__, Event.subject_id == subject_id, Event.number == last.number)
    said = session.scalars(select(EventWords.content).join(Event, Event.id == EventWords.event_id).where(*line)).one()
    details: Mapping[str, Any] = json.loads(said)
    return details


def _just_done(
    session: Session, actor: Actor, done: Done, kind: type[Numbered], subject_id: int
) -> Row[*tuple[Any, ...]] | None:
    last = _last_lines(session, kind.__tablename__, [subject_id]).get(subject_id)
    return last if last and last.done == done and is_second_click(actor, last.by_id, last.at) else None


def office_of(actor: Actor) -> Office:
    if actor.account is None:
        return Office.command
    return Office.administrator if actor.standing.is_admin else Office.person


def _line(
    act: Mapping[str, Any], subject_id: int, now: datetime, *, last: Row[*tuple[Any, ...]] | None, words: str
) -> dict[str, Any]:
    """Returns the columns of the next line of a subject, sealed; `words` is the digest of what goes with it."""
    line = {
        **act,
        "subject_id": subject_id,
        "number": last.number + 1 if last else 1,
        "at": max(now, last.at) if last else now,  # although the server's clock may be put back
        "words_digest": words,
        "previous_digest": last.digest if last else "",
    }
    line["digest"] = event_digest(line)
    return line


def _last_lines(session: Session, kind: str, ids: Sequence[int]) -> dict[int, Row[*tuple[Any, ...]]]:
    last_lines = session.execute(_newest_of_each(), {"kind": kind, "subjects": list(ids)})
    return {line.subject_id: line for line in last_lines}


@cache
def _newest_of_each() -> Select[*tuple[Any, ...]]:
    """Returns the query for the last line of each of the `subjects` of a `kind`, as columns. Every act asks it."""
    kind, subjects = bindparam("kind", type_=String()), bindparam("subjects", expanding=True, type_=Integer())
    newest = (
        select(Event.subject_id, func.max(Event.number).label("number"))
        .where(Event.subject_kind == kind, Event.subject_id.in_(subjects))
        .group_by(Event.subject_id)
        .subquery()
    )
    last = (Event.subject_id == newest.c.subject_id) & (Event.number == newest.c.number)
    columns = select(Event.subject_id, Event.number, Event.done, Event.by_id, Event.at, Event.digest)
    return columns.join(newest, last).where(Event.subject_kind == kind)
