"""Asks for a job, in the transaction of the act that the job follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import OPEN_STATES, Decision, Done, Job, JobKind, JobLine, JobState, LineState
from grading.services.dossiers.evidence import keep_file
from grading.services.ground.administrators import require_admin
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn
from grading.services.jobs.arguments import Arguments, Sent, Written, stored
from grading.services.record.recording import record
from grading.storage import Store
from grading.text import nfc

CSV = "text/csv"
LONGEST = 200
"""The most letters of the source or the reason that goes with a file."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that the job will work on."""

    label: str
    commendation_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A job to be done. No two open jobs of one kind have the same key."""

    kind: JobKind
    key: str
    arguments: Arguments
    lines: Sequence[Line] = ()
    decision: Decision | None = None


def ask(session: Session, actor: Actor, asked: Asked) -> Job:
    """Adds the job with its lines. Returns the open job of the same kind and key instead, if there is one."""
    hold_turn(session, f"jobs of {asked.kind}", [int(sha256(asked.key.encode()).hexdigest()[:7], 16)])
    same = select(Job).where(Job.kind == asked.kind, Job.key == asked.key, Job.state.in_(OPEN_STATES))
    if (job := session.scalars(same).one_or_none()) is not None:
        return job
    job = Job(
        kind=asked.kind, key=asked.key, state=JobState.waiting, arguments=stored(asked.arguments), tries=0,
        decision_id=asked.decision.id if asked.decision else None, by_id=actor.account_id, asked_at=actor.now,
        unit_id=asked.decision.unit_id if asked.decision else None,
    )  # fmt: skip
    session.add(job)
    session.flush()
    for number, line in enumerate(asked.lines, start=1):
        session.add(
            JobLine(
                job_id=job.id, number=number, label=line.label, commendation_id=line.commendation_id,
                state=LineState.waiting, tries=0,
            )
        )  # fmt: skip
    record(session, actor, Done.job_asked, job, kind=job.kind)
    session.flush()
    return job


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file as it was sent: its shown name, its bytes, and what goes with it."""

    name: str
    content: bytes
    campaign: str = ""
    words: str = ""


def ask_import(session: Session, actor: Actor, kind: JobKind, file: SentFile, *, store: Store) -> Job:
    """Keeps the file and asks for its import: the whole of it or nothing.

    Raises Forbidden for anybody but an administrator, and Refused (import_words_missing) for figures without a source.
    """
    require_admin(actor)
    words = nfc(file.words).strip()[:LONGEST]
    if kind is JobKind.figures_import and not words:
        raise refuse("import_words_missing")
    kept = keep_file(session, store, file.content, CSV, actor.now)
    arguments = Sent(sha256=kept.sha256, name=file.name, campaign=file.campaign, words=words)
    key = f"{kept.sha256} {file.campaign}"
    return ask(session, actor, Asked(kind=kind, key=key, arguments=arguments, lines=[Line(label=file.name)]))


def ask_export(session: Session, actor: Actor, ending: str) -> Job:
    """Asks for the table of all units as a file. Raises Forbidden for anybody but an administrator."""
    require_admin(actor)
    return ask(session, actor, Asked(kind=JobKind.units_export, key=ending, arguments=Written(ending=ending)))
