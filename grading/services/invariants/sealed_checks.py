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
from workflows import Finding, State

_BATCH = 20
"""Decisions of a batch: each may have hundreds of lines."""


def issued_decisions_are_as_sealed(session: Session) -> Iterator[Finding]:
    """Checks each issued decision against its seal: its own columns, lines, awards, exceptions, results, papers and
    what the lines rest on. A decision of an older version has no seal."""
    changed = _unsealed(session, Decision, Done.decision_issued, seals_of_decisions, _BATCH)
    yield from (Finding.of("decision_unlike_seal", decision=decision_id) for decision_id in changed)


def campaigns_are_as_opened(session: Session) -> Iterator[Finding]:
    """Checks each campaign against the seal of its opening."""
    changed = _unsealed(session, Campaign, Done.campaign_opened, seals_of_campaigns, SIZE)
    yield from (Finding.of("campaign_unlike_seal", campaign=campaign_id) for campaign_id in changed)


def _unsealed(
    session: Session,
    table: type[Base],
    done: Done,
    seals: Callable[[Session, Collection[int]], Mapping[int, str]],
    size: int,
) -> Iterator[int]:
    """Yields the rows of the table that are not what the record sealed."""
    lines = select(Event.subject_id, EventWords).join(Event.words).where(Event.done == done)
    kind = table.__tablename__
    query = lines.where(Event.subject_kind == kind).order_by(Event.subject_id, Event.number)
    for part in session.execute(query).partitions(size):
        sealed = {subject_id: str(words.details["sealed"]) for subject_id, words in part if "sealed" in words.details}
        now = seals(session, sealed) if sealed else {}
        yield from (subject_id for subject_id, seal in sealed.items() if now.get(subject_id) != seal)


def ended_dossiers_stand_in_a_decision(session: Session) -> Iterator[Finding]:
    """Checks that every dossier that a decision ended is in an issued one."""
    issued = (
        select(DecisionItem.id)
        .join(Decision)
        .where(DecisionItem.dossier_id == Dossier.id, Decision.state == DecisionState.issued)
    )
    ended = select(Dossier.id).where(Dossier.state.in_((State.certified, State.declined)), ~issued.exists())
    yield from (Finding.of("dossier_without_decision", dossier=dossier_id) for dossier_id in session.scalars(ended))


def papers_have_a_file_of_their_own(session: Session) -> Iterator[Finding]:
    """Checks that no two papers claim the same file, and that a paper with a file says when it was made."""
    rows = session.execute(
        select(Commendation.id, Commendation.pdf_sha256, Commendation.printed_at).where(
            Commendation.pdf_sha256.is_not(None) | Commendation.printed_at.is_not(None)
        )
    )
    seen: dict[str | None, int] = {}
    for paper_id, sha256, printed_at in rows:
        if sha256 is None:
            yield Finding.of("paper_without_file", paper=paper_id)
        elif printed_at is None:
            yield Finding.of("paper_without_time", paper=paper_id)
        elif sha256 in seen:
            yield Finding.of("papers_with_one_file", paper=paper_id, other=seen[sha256])
        seen[sha256] = paper_id
