"""The lease of a job: who runs it, until when, and how a job comes forward or ends.

One drainer runs at a time. Each run of it has a boot id of its own, so that the leases of a run that is over are free
at once. A job that a person paused or cancelled has no lease: what was being made for it is not kept.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from grading.models import Job, JobLine, JobState, LineState
from grading.services.jobs.faults import Stored, of_reasons
from workflows import Reason

LEASE = timedelta(minutes=5)
"""Longer than any batch. A lease that is over says on the page that nobody works on the job."""
MOST_TRIES = 5
"""How often a job is taken without coming forward. Then it fails, so that nothing is tried for ever."""
FIRST_PAUSE = timedelta(seconds=10)
"""Before the second try; each later pause is twice as long."""
BATCH = 10
"""The lines of one transaction. SQLite's only writer is held for a few milliseconds each."""


def is_any_waiting(session: Session, now: datetime) -> bool:
    """Returns whether a drainer would find something to do."""
    query = select(Job.id).where(or_(_is_ready(now), Job.state == JobState.running)).limit(1)
    return session.scalars(query).first() is not None


def free_abandoned(session: Session, boot_id: str) -> None:
    """Gives back the jobs of runs that are over. Only the one drainer calls it: nobody else works on a job then."""
    for job_id in session.scalars(select(Job.id).where(Job.state == JobState.running, Job.boot_id != boot_id)).all():
        job = locked(session, job_id)
        if job.state is JobState.running:  # somebody may have paused it meanwhile
            put(job, JobState.waiting)


def take(session: Session, boot_id: str, now: datetime) -> int | None:
    """Takes the lease of the oldest job that waits, and returns its id. A job that was taken too often without coming
    forward fails instead."""
    query = select(Job.id).where(_is_ready(now)).order_by(Job.id)
    for job_id in session.scalars(query).all():
        job = locked(session, job_id)
        if job.state is not JobState.waiting:
            continue
        if job.tries >= MOST_TRIES:
            reasons = job.reasons or of_reasons(Reason(code="job_cut_off", params={"tries": MOST_TRIES}))
            end(job, JobState.failed, now, reasons)
            continue
        put(job, JobState.running)
        job.boot_id, job.lease_until, job.tries, job.not_before = boot_id, now + LEASE, job.tries + 1, None
        return job.id
    return None


def held(session: Session, job_id: int, boot_id: str) -> Job | None:
    """Returns the job, locked, if this run still holds its lease; None if somebody paused or cancelled it."""
    job = locked(session, job_id)
    return job if job.state is JobState.running and job.boot_id == boot_id else None


def come_forward(job: Job, now: datetime) -> None:
    """Notes that the job came forward: its tries count from here again."""
    job.tries, job.lease_until, job.reasons = 1, now + LEASE, None


def put_off(job: Job, reasons: Stored, now: datetime) -> None:
    """Lets the job wait before its next try, longer each time; after the last try it fails."""
    if job.tries >= MOST_TRIES:
        end(job, JobState.failed, now, reasons)
        return
    put(job, JobState.waiting)
    job.reasons, job.not_before = reasons, now + FIRST_PAUSE * 2 ** (job.tries - 1)


def put(job: Job, state: JobState) -> None:
    """Sets a state without a lease."""
    job.state, job.boot_id, job.lease_until = state, None, None


def end(job: Job, state: JobState, now: datetime, reasons: Stored | None = None) -> None:
    put(job, state)
    job.ended_at, job.reasons, job.not_before = now, reasons, None


def locked(session: Session, job_id: int) -> Job:
    """Returns the row as it is now, locked to the end of the transaction. Raises NoResultFound."""
    query = select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one()


def next_lines(session: Session, job_id: int, most: int = BATCH) -> list[JobLine]:
    """Returns the lines that wait, those with a lost try last."""
    query = select(JobLine).where(JobLine.job_id == job_id, JobLine.state == LineState.waiting)
    return list(session.scalars(query.order_by(JobLine.tries, JobLine.number).limit(most)))


def count_failed(session: Session, job_id: int) -> int:
    query = select(func.count()).where(JobLine.job_id == job_id, JobLine.state == LineState.failed)
    return session.scalar(query) or 0


def _is_ready(now: datetime) -> ColumnElement[bool]:
    return and_(Job.state == JobState.waiting, or_(Job.not_before.is_(None), Job.not_before <= now))
