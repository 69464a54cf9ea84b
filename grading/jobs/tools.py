"""The tools of every kind of job, and how a line says that it failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor, actor_of, command
from grading.documents.rendering import Renderer
from grading.models import Job, JobLine
from grading.services.ground.administrators import require_admin
from grading.services.ground.errors import Forbidden
from grading.services.jobs.faults import Stored, of_reasons
from grading.storage import Store
from workflows import Reason


class LineFailed(Exception):
    """This line, or the result of the whole job, cannot be made, whatever is tried; its reasons say why. The other
    lines go on."""

    def __init__(self, reasons: Stored) -> None:
        super().__init__(", ".join(str(reason["code"]) for reason in reasons))
        self.reasons = reasons

    @classmethod
    def because(cls, code: str, **params: object) -> "LineFailed":
        return cls(of_reasons(Reason(code=code, params=params)))


@dataclass(frozen=True, kw_only=True)
class Tools:
    """The store, the folder of copies for people, the renderer, and the clock."""

    store: Store
    folder: Path
    renderer: Renderer
    now: Callable[[], datetime] = clock.now

    @property
    def today(self) -> date:
        return clock.day(self.now())


@dataclass(frozen=True, kw_only=True)
class Result:
    """The file that a job gives: its name for people, its type, its bytes."""

    name: str
    mime: str
    content: bytes


class Handler(Protocol):
    """How one kind of job works. Only `keep` runs inside a write transaction."""

    def read(self, session: Session, tools: Tools, line: JobLine) -> Any:
        """Returns what `make` needs, as plain values."""
        ...

    def make(self, tools: Tools, facts: Any) -> bytes | None:
        """Returns the bytes that the line gives, or None if there are none. Raises LineFailed and ChildLost."""
        ...

    def keep(self, session: Session, tools: Tools, line: JobLine, content: bytes | None) -> None:
        """Writes the effect of the line. Raises LineFailed; then nothing of the line is written."""
        ...

    def result(self, session: Session, tools: Tools, job: Job) -> Result | None:
        """Returns the file of the whole job, once all its lines are done. Raises LineFailed."""
        ...


def administrator(session: Session, job: Job, now: datetime) -> Actor:
    """Returns the actor for whom a table is imported or written out, with the roles of today.

    Raises LineFailed for an account that was disabled or is no administrator any more (job_asker_disabled,
    not_your_role).
    """
    if job.by is None:
        return command(now)
    if job.by.disabled_at is not None:
        raise LineFailed.because("job_asker_disabled")
    actor = actor_of(session, job.by, now)
    try:
        require_admin(actor)
    except Forbidden as refusal:
        raise LineFailed(of_reasons(*refusal.reasons)) from refusal
    return actor
