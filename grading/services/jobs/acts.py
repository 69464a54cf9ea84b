"""The acts of people on a job: pause, resume, cancel, try again. Whoever sees a job may do these with it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import OPEN_STATES, Done, Job, JobState, LineState
from grading.services.ground.errors import not_now
from grading.services.jobs import leases
from grading.services.jobs.listing import failed_lines, get_job
from grading.services.record.recording import record


def pause(session: Session, actor: Actor, job_id: int) -> Job:
    """Keeps the job where it is; what is being made at this moment is made again later. Raises NoResultFound and NotNow
    (job_not_running)."""
    job = _turn(session, actor, job_id)
    if job.state not in (JobState.waiting, JobState.running):
        raise not_now("job_not_running")
    leases.put(job, JobState.paused)
    record(session, actor, Done.job_paused, job, kind=job.kind)
    return job


def resume(session: Session, actor: Actor, job_id: int) -> Job:
    """Raises NoResultFound and NotNow (job_not_paused)."""
    job = _turn(session, actor, job_id)
    if job.state is not JobState.paused:
        raise not_now("job_not_paused")
    leases.put(job, JobState.waiting)
    job.not_before, job.tries = None, 0
    record(session, actor, Done.job_resumed, job, kind=job.kind)
    return job


def cancel(session: Session, actor: Actor, job_id: int) -> Job:
    """Ends the job. What it did stays; the rest is not done. Raises NoResultFound and NotNow (job_ended)."""
    job = _turn(session, actor, job_id)
    if not job.is_open:
        raise not_now("job_ended")
    leases.end(job, JobState.cancelled, actor.now)
    record(session, actor, Done.job_cancelled, job, kind=job.kind)
    return job


def retry(session: Session, actor: Actor, job_id: int) -> Job:
    """Lets a failed job try its failed lines once more. Raises NoResultFound and NotNow (job_not_failed, and
    job_again_open if the same was asked for meanwhile)."""
    job = _turn(session, actor, job_id)
    if job.state is not JobState.failed:
        raise not_now("job_not_failed")
    same = select(Job.id).where(Job.kind == job.kind, Job.key == job.key, Job.state.in_(OPEN_STATES))
    if session.scalars(same).first() is not None:
        raise not_now("job_again_open")
    for line in failed_lines(session, job):
        line.state, line.tries, line.reasons, line.ended_at = LineState.waiting, 0, None, None
    leases.put(job, JobState.waiting)
    job.not_before, job.tries, job.reasons, job.ended_at = None, 0, None, None
    record(session, actor, Done.job_retried, job, kind=job.kind)
    return job


def _turn(session: Session, actor: Actor, job_id: int) -> Job:
    """Returns the job, locked to the end of the transaction. Raises NoResultFound."""
    get_job(session, actor, job_id)
    return leases.locked(session, job_id)
