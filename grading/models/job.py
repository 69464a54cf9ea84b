"""A job: work that follows an act and takes long, with a line for each thing that it works on."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.account import Account
from grading.models.base import Base, enum_column
from grading.models.commendation import Commendation
from grading.models.decision import Decision
from grading.models.evidence import StoredFile
from grading.models.unit import Unit


class JobKind(StrEnum):
    """The kind of a job. A member stays for as long as any row names it."""

    papers = auto()  # the files of the commendations that a decision gave
    volume = auto()  # one archive of all these files, in the order of the register
    figures_import = auto()
    results_import = auto()
    units_export = auto()


class JobState(StrEnum):
    waiting = auto()
    running = auto()
    paused = auto()
    done = auto()
    failed = auto()
    cancelled = auto()


class LineState(StrEnum):
    waiting = auto()
    done = auto()
    failed = auto()


OPEN_STATES = (JobState.waiting, JobState.running, JobState.paused)
_OPEN = text("state IN ('waiting', 'running', 'paused')")


class Job(Base):
    """One piece of work, written in the transaction of the act that it follows. Whoever runs it holds its lease."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("(state = 'running') = (boot_id IS NOT NULL)", name="leased"),
        CheckConstraint("(boot_id IS NULL) = (lease_until IS NULL)", name="lease_until"),
        CheckConstraint("(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)", name="ended"),
        CheckConstraint("(result_sha256 IS NULL) = (result_name IS NULL)", name="result"),
        CheckConstraint("result_sha256 IS NULL OR state = 'done'", name="result_of_done"),
        CheckConstraint("tries >= 0", name="tries"),
        Index("uq_job_open", "kind", "key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_job_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[JobKind] = mapped_column(enum_column(JobKind, "kind"))
    state: Mapped[JobState] = mapped_column(enum_column(JobState, "state"), default=JobState.waiting)
    key: Mapped[str]
    """Says what the job is about: no two open jobs of one kind have the same key."""
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The fields of the kind's dataclass in grading.services.jobs.arguments."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The body for which the job works, if it works for one."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """Who asked for it; nobody for a command."""
    asked_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    """When the next try may begin, after a try that the storage or the database ended."""
    tries: Mapped[int] = mapped_column(default=0)
    """How often the job was taken since it last came forward."""
    boot_id: Mapped[str | None]
    """The run of the drainer that holds the lease. The lease of a run that is over is free at once."""
    lease_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reasons: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    """Why the job as a whole failed or waits, as codes; the reasons of a line stand with the line."""
    result_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    result_name: Mapped[str | None]

    decision: Mapped[Decision | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    by: Mapped[Account | None] = relationship()
    result: Mapped[StoredFile | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class JobLine(Base):
    """One thing that a job works on, with its outcome. A line is done together with its effect, or not at all."""

    __tablename__ = "job_line"
    __table_args__ = (
        UniqueConstraint("job_id", "number"),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended"),
        CheckConstraint("(state = 'failed') = (reasons IS NOT NULL)", name="failed"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("tries >= 0", name="tries"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"))
    number: Mapped[int]
    label: Mapped[str]
    """The name of the thing, as the page shows it."""
    commendation_id: Mapped[int | None] = mapped_column(ForeignKey("commendation.id"))
    state: Mapped[LineState] = mapped_column(enum_column(LineState, "state"), default=LineState.waiting)
    tries: Mapped[int] = mapped_column(default=0)
    """How many tries were lost, because whoever made the paper was killed or did not end in time."""
    reasons: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    ended_at: Mapped[datetime | None]

    job: Mapped[Job] = relationship()
    commendation: Mapped[Commendation | None] = relationship()
