"""The part of `checks` about jobs: what they say was done is there."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Commendation, Job, JobKind, JobLine, JobState, LineState
from workflows import Finding

_WITH_A_RESULT = (JobKind.volume, JobKind.units_export)


def done_jobs_are_whole(session: Session) -> Iterator[Finding]:
    """Checks that every line of a job that is done is done, and that a job of files gave its file."""
    query = select(Job.id, JobLine.number).join(JobLine).where(Job.state == JobState.done)
    for job_id, number in session.execute(query.where(JobLine.state != LineState.done)):
        yield Finding.of("job_line_open", job=job_id, number=number)
    empty = select(Job.id).where(Job.state == JobState.done, Job.kind.in_(_WITH_A_RESULT), Job.result_sha256.is_(None))
    yield from (Finding.of("job_without_file", job=job_id) for job_id in session.scalars(empty))


def failed_jobs_say_why(session: Session) -> Iterator[Finding]:
    """Checks that a failed job has a failed line or a reason of its own."""
    failed_line = select(JobLine.id).where(JobLine.job_id == Job.id, JobLine.state == LineState.failed)
    silent = select(Job.id).where(Job.state == JobState.failed, Job.reasons.is_(None), ~failed_line.exists())
    yield from (Finding.of("job_silent", job=job_id) for job_id in session.scalars(silent))


def papers_that_are_done_have_their_file(session: Session) -> Iterator[Finding]:
    query = select(JobLine.job_id, JobLine.number, Commendation.id).join(Commendation)
    done = query.where(JobLine.state == LineState.done, Commendation.pdf_sha256.is_(None))
    for job_id, number, paper_id in session.execute(done):
        yield Finding.of("job_line_without_file", job=job_id, number=number, paper=paper_id)
