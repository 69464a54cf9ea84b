"""The part of `checks` about what is issued and opened: it is what the record sealed."""

from collections.abc import Callable, Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import (
    Base,
    Campaign,
    Commendation,
    Decision,
    DecisionItem,
    DecisionState,
    Done,
    Dossier,
    Event,
    EventWords,
)
from grading.services.invariants.batches import SIZE
from grading.services.record.sealing import seals_of_campaigns, seals_of_decisions
from workflows import State

_BATCH = 20
"""Decisions of a batch: each may have hundreds of lines."""


def issued_decisions_are_as_sealed(session: Session) -> Iterator[str]:
    """Checks each issued decision against its seal: its own columns, lines, awards, exceptions, results, papers and
    what the lines rest on. A decision of an older version has no seal."""
    yield from _unsealed(session, Decision, Done.decision_issued, seals_of_decisions, _BATCH)


def campaigns_are_as_opened(session: Session) -> Iterator[str]:
    """Checks each campaign against the seal of its opening."""
    yield from _unsealed(session, Campaign, Done.campaign_opened, seals_of_campaigns, SIZE)


def _unsealed(
    session: Session,
    table: type[Base],
    done: Done,
    seals: Callable[[Session, Collection[int]], Mapping[int, str]],
    size: int,
) -> Iterator[str]:
    lines = select(Event.subject_id, EventWords).join(Event.words).where(Event.done == done)
    kind = table.__tablename__
    query = lines.where(Event.subject_kind == kind).order_by(Event.subject_id, Event.number)
    for part in session.execute(query).partitions(size):
        sealed = {subject_id: str(words.details["sealed"]) for subject_id, words in part if "sealed" in words.details}
        now = seals(session, sealed) if sealed else {}
        yield from (
            f"{kind} {subject_id} is not what the record sealed"
            for subject_id, seal in sealed.items()
            if now.get(subject_id) != seal
        )


def ended_dossiers_stand_in_a_decision(session: Session) -> Iterator[str]:
    """Checks that every dossier that a decision ended is in an issued one."""
    issued = (
        select(DecisionItem.id)
        .join(Decision)
        .where(DecisionItem.dossier_id == Dossier.id, Decision.state == DecisionState.issued)
    )
    ended = select(Dossier.id).where(Dossier.state.in_((State.certified, State.declined)), ~issued.exists())
    yield from (f"dossier {dossier_id} ended without a decision" for dossier_id in session.scalars(ended))


def papers_have_a_file_of_their_own(session: Session) -> Iterator[str]:
    """Checks that no two papers claim the same file, and that a paper with a file says when it was made."""
    rows = session.execute(
        select(Commendation.id, Commendation.pdf_sha256, Commendation.printed_at).where(
            Commendation.pdf_sha256.is_not(None) | Commendation.printed_at.is_not(None)
        )
    )
    seen: dict[str | None, int] = {}
    for paper_id, sha256, printed_at in rows:
        if sha256 is None or printed_at is None:
            yield f"commendation {paper_id} has a file without a time, or a time without a file"
        elif sha256 in seen:
            yield f"commendations {seen[sha256]} and {paper_id} have one file"
        seen[sha256] = paper_id
