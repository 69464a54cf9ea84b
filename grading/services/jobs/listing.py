"""Which jobs an account sees, and how far they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select, true
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor
from grading.models import Job, JobLine, LineState, StoredFile
from grading.services.ground.errors import forbid, not_now
from workflows import Role

PAGE = 50
KEEPERS = (Role.award_clerk, Role.authority_secretary)
"""The roles that make the papers of their body, and see the jobs of its papers, whoever asked for them."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many lines a job has, and how many of them ended well or failed."""

    total: int = 0
    done: int = 0
    failed: int = 0

    @property
    def ended(self) -> int:
        return self.done + self.failed


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Returns the only condition that limits which jobs are seen: those of the body whose papers the account makes
    today, and all of them for an administrator, whose server they load, and for a command. Having asked for a job gives
    no right: the account may have lost the role since."""
    if actor.account is None or actor.standing.is_admin:
        return true()
    return Job.unit_id.in_(actor.standing.units(*KEEPERS))


def may_take_result(actor: Actor, job: Job) -> bool:
    """Returns whether the account may have what the job made: the papers of a body only its keepers, everything else
    only administrators, and a command both."""
    if actor.account is None:
        return True
    return actor.standing.is_admin if job.unit_id is None else job.unit_id in actor.standing.units(*KEEPERS)


def get_job(session: Session, actor: Actor, job_id: int) -> Job:
    """Raises NoResultFound for a job that the account does not see."""
    return session.scalars(_whole().where(Job.id == job_id, visible_to(actor))).one()


def list_jobs(session: Session, actor: Actor, *, first: int = 0, limit: int = PAGE) -> Sequence[Job]:
    """Returns one page of the jobs that the account sees, newest first."""
    return session.scalars(_whole().where(visible_to(actor)).order_by(Job.id.desc()).offset(first).limit(limit)).all()


def count_jobs(session: Session, actor: Actor) -> int:
    return session.scalar(select(func.count()).select_from(Job).where(visible_to(actor))) or 0


def of_decision(session: Session, actor: Actor, decision_id: int) -> Sequence[Job]:
    """Returns the jobs about the papers of a decision that the account sees, newest first."""
    query = _whole().where(Job.decision_id == decision_id, visible_to(actor))
    return session.scalars(query.order_by(Job.id.desc())).all()


def progress(session: Session, jobs: Collection[Job]) -> dict[int, Progress]:
    """Counts the lines of these jobs, by one query."""
    if not jobs:
        return {}
    done = func.sum(case((JobLine.state == LineState.done, 1), else_=0))
    failed = func.sum(case((JobLine.state == LineState.failed, 1), else_=0))
    query = (
        select(JobLine.job_id, func.count().label("total"), done.label("done"), failed.label("failed"))
        .where(JobLine.job_id.in_({job.id for job in jobs}))
        .group_by(JobLine.job_id)
    )
    counted = {
        row.job_id: Progress(total=row.total, done=row.done, failed=row.failed) for row in session.execute(query)
    }
    return {job.id: counted.get(job.id, Progress()) for job in jobs}


def failed_lines(session: Session, job: Job) -> Sequence[JobLine]:
    """Returns the failed lines in their order."""
    query = select(JobLine).where(JobLine.job_id == job.id, JobLine.state == LineState.failed)
    return session.scalars(query.order_by(JobLine.number)).all()


def result_of(session: Session, actor: Actor, job_id: int) -> tuple[str, StoredFile]:
    """Returns the name and the file of a job's result.

    Raises NoResultFound, Forbidden for papers that the account may not make, and NotNow (job_no_result).
    """
    job = get_job(session, actor, job_id)
    if not may_take_result(actor, job):
        raise forbid("not_your_role", role=Role.award_clerk)
    if job.result is None or job.result_name is None:
        raise not_now("job_no_result")
    return job.result_name, job.result


def _whole() -> Select[Job]:
    return select(Job).options(joinedload(Job.by), joinedload(Job.decision))
