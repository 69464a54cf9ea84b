"""The part of `checks` about what is issued and opened: it is what the record sealed."""

from collections.abc import Callable, Collection, Iterator, Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grading.models import (
    Campaign,
    Commendation,
    Decision,
    DecisionItem,
    DecisionState,
    Done,
    Dossier,
    Event,
    EventWords,
    OlderSeal,
)
from grading.services.invariants.batches import SIZE
from grading.services.record.sealing import seals_of_campaigns, seals_of_decisions
from workflows import Finding, State

_BATCH = 20
"""Decisions of a batch: each may have hundreds of lines."""


def issued_decisions_are_as_sealed(session: Session) -> Iterator[Finding]:
    """Checks each issued decision against its seal: its own columns, lines, awards, exceptions, results, papers and
    what the lines rest on. A decision of an older version has no seal, and a row of `older_seal` that says so."""
    issued = select(Decision.id).where(Decision.state == DecisionState.issued)
    for has_seal, ids in _faults(session, issued, Done.decision_issued, seals_of_decisions, _BATCH):
        if has_seal:
            yield from (Finding.of("decision_unlike_seal", decision=decision_id) for decision_id in ids)
        else:
            yield from (Finding.of("decision_without_seal", decision=decision_id) for decision_id in ids)


def campaigns_are_as_opened(session: Session) -> Iterator[Finding]:
    """Checks each campaign against the seal of its opening."""
    for has_seal, ids in _faults(session, select(Campaign.id), Done.campaign_opened, seals_of_campaigns, SIZE):
        if has_seal:
            yield from (Finding.of("campaign_unlike_seal", campaign=campaign_id) for campaign_id in ids)
        else:
            yield from (Finding.of("campaign_without_seal", campaign=campaign_id) for campaign_id in ids)


def _faults(
    session: Session,
    rows: Select[int],
    done: Done,
    seals: Callable[[Session, Collection[int]], Mapping[int, str]],
    size: int,
) -> Iterator[tuple[bool, list[int]]]:
    """Yields the rows without a seal, and the rows that are not what their seal says, those that are gone included;
    before each, whether they have a seal."""
    kind = str(rows.selected_columns[0].table)
    known = _known_seals(session, kind, done)
    if unsealed := [
        row_id for row_id in session.scalars(rows.order_by(rows.selected_columns[0])) if row_id not in known
    ]:
        yield False, unsealed
    sealed = sorted(row_id for row_id, found in known.items() if found)
    for part in (sealed[at : at + size] for at in range(0, len(sealed), size)):
        now = seals(session, part)
        if changed := [row_id for row_id in part if known[row_id] != {now.get(row_id)}]:
            yield True, changed


def _known_seals(session: Session, kind: str, done: Done) -> dict[int, set[str]]:
    """Returns every seal of each row of this kind: of its line, or as an older version left it, beside the words that
    held it then. They have to say the same; none are kept of a row that never had a seal."""
    older = session.execute(select(OlderSeal.subject_id, OlderSeal.seal).where(OlderSeal.subject_kind == kind))
    known = {subject_id: {seal} - {""} for subject_id, seal in older}
    lines = select(Event.subject_id, Event.seal, EventWords).outerjoin(Event.words)
    for subject_id, seal, words in session.execute(lines.where(Event.subject_kind == kind, Event.done == done)):
        if seal is None and words is not None:
            seal = words.details.get("sealed")
        if seal is not None:
            known.setdefault(subject_id, set()).add(seal)
    return known


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
