"""Takes evidence in, hands it out along the dossier's own chain, and removes it from a draft."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.documents.uploads.accepting import AcceptedFile
from grading.models import Done, Dossier, Evidence, StoredFile
from grading.services.dossiers import dossiers
from grading.services.dossiers.answers import open_criteria
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import record
from grading.storage import Store

MAX_FILES = 40
"""The limit for one dossier, so that one cell cannot fill the disk."""


def keep_file(session: Session, store: Store, content: bytes, mime: str, now: datetime) -> StoredFile:
    """Writes the bytes first, then the row: a transaction that fails leaves only an orphan file."""
    sha256 = store.put(content)
    hold_turn(session, "stored file", [int(sha256[:7], 16)])  # two people may bring the same bytes at once
    row = session.get(StoredFile, sha256)
    if row is None:
        row = StoredFile(sha256=sha256, mime=mime, size=len(content), at=now)
        session.add(row)
        session.flush()
    return row


def attach(
    session: Session, actor: Actor, dossier: Dossier, criterion: str, file: AcceptedFile, *, store: Store
) -> Evidence:
    """Attaches an accepted file to one criterion; the same file twice on one criterion stays one.

    Raises:
        Refused: for a criterion that is locked or unknown, or a dossier that is full (files_many).
    """
    dossiers.require(session, actor, dossier, "attach")
    _check_open(dossier, criterion)
    for row in live(dossier, criterion):
        if row.sha256 == file.sha256:
            return row
    _check_room(dossier)
    stored = keep_file(session, store, file.content, file.mime, actor.now)
    row = Evidence(
        dossier_id=dossier.id,
        criterion=criterion,
        name=file.name,
        note=file.note,
        file=stored,
        by_id=actor.person.id,
        at=actor.now,
    )
    dossier.evidence.append(row)
    dossiers.touch(actor, dossier)
    record(session, actor, Done.evidence_attached, dossier, criterion=criterion, file=stored.sha256)
    session.flush()
    return row


def live(dossier: Dossier, criterion: str | None = None) -> list[Evidence]:
    """Returns the files that are attached now, of one criterion or of all, oldest first."""
    rows = [row for row in dossier.evidence if row.removed_at is None]
    return rows if criterion is None else [row for row in rows if row.criterion == criterion]


def find_removed(dossier: Dossier, evidence_id: int | None) -> Evidence | None:
    """Returns a removed file, so that it can be put back; None if the dossier has no removed file with this id."""
    return next((row for row in dossier.evidence if row.id == evidence_id and row.removed_at is not None), None)


def get_evidence(session: Session, actor: Actor, evidence_id: int) -> tuple[Dossier, Evidence]:
    """Returns a file and its dossier. Raises NoResultFound outside the dossier's own chain and for a removed file, and
    WorkflowError if the table closes the file to the viewer."""
    row = session.scalars(select(Evidence).where(Evidence.id == evidence_id, Evidence.removed_at.is_(None))).one()
    dossier = dossiers.get_dossier(session, actor, row.dossier_id)
    dossiers.require(session, actor, dossier, "read_evidence")
    return dossier, row


def remove(session: Session, actor: Actor, evidence_id: int) -> Evidence:
    """Removes a file from a draft; a file that an earlier revision froze stays in store. A second call changes nothing.

    Raises:
        NoResultFound, WorkflowError, Refused: as for attaching.
    """
    dossier, row = _of_a_draft(session, actor, evidence_id)
    if row.removed_at is None:
        row.removed_at = actor.now
        dossiers.touch(actor, dossier)
        record(session, actor, Done.evidence_removed, dossier, criterion=row.criterion, file=row.sha256)
        session.flush()
    return row


def restore(session: Session, actor: Actor, evidence_id: int) -> Evidence:
    """Undoes a removal while the dossier is still being drafted. Raises what `remove` raises, and files_many."""
    dossier, row = _of_a_draft(session, actor, evidence_id)
    if row.removed_at is not None:
        _check_room(dossier)
        row.removed_at = None
        dossiers.touch(actor, dossier)
        record(session, actor, Done.evidence_restored, dossier, criterion=row.criterion, file=row.sha256)
        session.flush()
    return row


def _of_a_draft(session: Session, actor: Actor, evidence_id: int) -> tuple[Dossier, Evidence]:
    row = session.scalars(select(Evidence).where(Evidence.id == evidence_id)).one()
    dossier = dossiers.get_dossier(session, actor, row.dossier_id)
    dossiers.require(session, actor, dossier, "attach")
    _check_open(dossier, row.criterion)
    return dossier, row


def _check_open(dossier: Dossier, criterion: str) -> None:
    if criterion in {row.key for row in open_criteria(dossier)}:
        return
    numbers = {row.key: row.number for row in dossier.programme.criteria}
    raise refuse("criteria_locked", list=(numbers.get(criterion, criterion),))


def _check_room(dossier: Dossier) -> None:
    if len(live(dossier)) >= MAX_FILES:
        raise refuse("files_many", max=MAX_FILES)
