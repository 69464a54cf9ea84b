"""Turns what a season stored into what a program before the numbered formats would have stored, chains included."""

import json
from collections.abc import Mapping
from typing import Any

import rfc8785
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from grading.models import (
    Campaign,
    Commendation,
    DecisionItem,
    Done,
    Dossier,
    Event,
    EventWords,
    Move,
    OlderSeal,
    RecordEnd,
    Revision,
)
from grading.models.event import words_digest
from grading.rules.frozen.dossier import FrozenDossier
from grading.rules.frozen.formats import digest_of

STORED: Mapping[type, tuple[str, ...]] = {
    Campaign: ("programme_json", "programme_digest"),
    Revision: ("content", "digest"),
    DecisionItem: ("derivation",),
    Commendation: ("facts", "digest", "revision_digest"),
    Move: ("digest",),
}


def stored(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Returns every stored text and digest as it lies in the database."""
    session.expire_all()
    tables = {kind: table_of(kind) for kind in STORED}
    return {
        table.name: [tuple(row) for row in session.execute(
            select(table.c.id, *(table.c[name] for name in STORED[kind])).order_by(table.c.id)
        )]
        for kind, table in tables.items()
    }  # fmt: skip


def write_as_before_numbers(session: Session) -> None:
    """Puts every stored text into its format 1, which had no number, with the digests that it then had."""
    for campaign in session.scalars(select(Campaign)):
        text = without_number(campaign.programme_json)
        _put(session, Campaign, campaign.id, programme_json=text, programme_digest=digest_of(text))
    session.expire_all()
    for dossier in session.scalars(select(Dossier)):
        for revision in dossier.revisions:
            body = json.loads(FrozenDossier.from_text(revision.content).to_text(1))
            text = canonical(body | {"programme": dossier.campaign.programme_digest})
            _put(session, Revision, revision.id, content=text, digest=digest_of(text))
        _chain(session, dossier)
    for item in session.scalars(select(DecisionItem).where(DecisionItem.derivation.is_not(None))):
        _put(session, DecisionItem, item.id, derivation=without_number(item.derivation or ""))
    for paper in session.scalars(select(Commendation)):
        facts = {name: value for name, value in paper.facts.items() if name != "format"}
        (item,) = (line for line in paper.award.decision.items if line.dossier_id == paper.award.dossier_id)
        _put(session, Commendation, paper.id, facts=facts, digest=digest_of(canonical(facts)),
             revision_digest=item.revision.digest if item.revision else "")  # fmt: skip
    _unseal(session)
    session.expire_all()


def _unseal(session: Session) -> None:
    """Takes the seals out of the record: a program before the numbers made none. The lines stay chained."""
    sealing = select(Event).where(Event.done.in_((Done.campaign_opened, Done.decision_issued)))
    subjects = {(line.subject_kind, line.subject_id) for line in session.scalars(sealing)}
    for kind, subject_id in sorted(subjects):
        query = select(Event.id).where(Event.subject_kind == kind, Event.subject_id == subject_id)
        previous = ""
        for line_id in session.scalars(query.order_by(Event.number)).all():
            words = session.get_one(EventWords, line_id)
            content = canonical({name: value for name, value in json.loads(words.content).items() if name != "sealed"})
            table = table_of(EventWords)
            session.execute(table.update().where(table.c.event_id == line_id).values(content=content))
            _put(session, Event, line_id, seal=None, previous_digest=previous,
                 words_digest=words_digest(words.salt, content))  # fmt: skip
            session.expire_all()
            previous = session.get_one(Event, line_id).computed_digest()
            _put(session, Event, line_id, digest=previous)
        session.get_one(RecordEnd, (kind, subject_id)).digest = previous
        session.add(OlderSeal(subject_kind=kind, subject_id=subject_id, seal=""))
        session.flush()
    session.expire_all()


def _chain(session: Session, dossier: Dossier) -> None:
    previous = ""
    for move_id in [move.id for move in dossier.moves]:
        _put(session, Move, move_id, previous_digest=previous)
        session.expire_all()
        previous = session.get_one(Move, move_id).computed_digest()
        _put(session, Move, move_id, digest=previous)
    session.expire_all()


def without_number(text: str) -> str:
    return canonical({name: value for name, value in json.loads(text).items() if name != "format"})


def canonical(body: dict[str, Any]) -> str:
    return rfc8785.dumps(body).decode()


def table_of(kind: type) -> Table:
    table: Table = kind.__table__  # type: ignore[attr-defined]
    return table


def _put(session: Session, kind: type, row_id: int, **values: Any) -> None:
    """Writes beside the models, which refuse to change what is frozen."""
    table = table_of(kind)
    session.execute(table.update().where(table.c.id == row_id).values(**values))
