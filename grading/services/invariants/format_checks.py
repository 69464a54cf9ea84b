"""The part of `checks` about what is stored for ever: that this version can read it, and that it was not changed."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Base, Campaign, Commendation, DecisionItem, ProgrammeVersion, Revision
from grading.rules.derivation import Derivation
from grading.rules.frozen.dossier import FrozenDossier
from grading.rules.frozen.facts import FrozenFacts
from grading.rules.frozen.formats import UnreadableFormat, digest_of
from grading.rules.programme import Programme
from grading.services.invariants.batches import SIZE, UNREADABLE, technical
from workflows import Finding


def stored_formats_can_be_read(session: Session) -> Iterator[Finding]:
    """Names every stored text whose format this version does not know, or that is not of the format that it names."""
    for where, read in _stored(session):
        try:
            read()
        except UnreadableFormat as unknown:
            yield Finding.of("stored_format", **where, format=unknown.number, known=unknown.known)
        except (*UNREADABLE, AttributeError) as error:
            yield Finding.of("stored_unreadable", **where, error=technical(error))


def campaigns_keep_their_programme(session: Session) -> Iterator[Finding]:
    query = select(Campaign.id, Campaign.programme_json, Campaign.programme_digest)
    for campaign_id, text, digest in session.execute(query.execution_options(yield_per=SIZE)):
        if digest_of(text) != digest:
            yield Finding.of("campaign_programme_changed", campaign=campaign_id)


def is_readable(row: Base, name: str) -> bool:
    """Returns whether the row's property of that name can be read from its stored text. A check goes on without the
    rows that cannot: `stored_formats_can_be_read` names them."""
    return read_or_none(row, name) is not None


def read_or_none(row: Base, name: str) -> Any:
    """Returns the row's property of that name, or None when its stored text cannot be read."""
    try:
        return getattr(row, name)
    except (*UNREADABLE, AttributeError):
        return None


def _stored(session: Session) -> Iterator[tuple[Mapping[str, object], Callable[[], object]]]:
    """Yields the place and the reader of every stored text, without holding them all."""
    whole = {"yield_per": SIZE}
    for campaign_id, text in session.execute(select(Campaign.id, Campaign.programme_json), execution_options=whole):
        yield {"stored": "campaign_programme", "campaign": campaign_id}, partial(Programme.from_json, text)
    versions = select(ProgrammeVersion.id, ProgrammeVersion.programme_json)
    for version_id, text in session.execute(versions, execution_options=whole):
        yield {"stored": "version_programme", "version": version_id}, partial(Programme.from_json, text)
    revisions = select(Revision.dossier_id, Revision.number, Revision.content)
    for dossier_id, number, text in session.execute(revisions, execution_options=whole):
        where = {"stored": "revision", "dossier": dossier_id, "number": number}
        yield where, partial(FrozenDossier.from_text, text)
    items = select(DecisionItem.decision_id, DecisionItem.dossier_id, DecisionItem.derivation)
    for decision_id, dossier_id, said in session.execute(items, execution_options=whole):
        if said:
            where = {"stored": "derivation", "dossier": dossier_id, "decision": decision_id}
            yield where, partial(Derivation.from_json, said)
    for paper_id, facts in session.execute(select(Commendation.id, Commendation.facts), execution_options=whole):
        yield {"stored": "facts", "paper": paper_id}, partial(FrozenFacts.from_json, facts)
