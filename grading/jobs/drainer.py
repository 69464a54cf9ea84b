"""Runs jobs, one after the other: files first, then one short transaction for a batch and its lines together."""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from grading.db import transaction
from grading.documents.children import ChildLost
from grading.documents.errors import PdfError
from grading.documents.rendering import Renderer
from grading.jobs.alone import alone
from grading.jobs.kinds import HANDLERS
from grading.jobs.points import Point, Reached, go_on
from grading.jobs.tools import Handler, LineFailed, Result, Tools
from grading.models import Job, JobKind, JobLine, JobState, LineState
from grading.services.dossiers.evidence import keep_file
from grading.services.jobs import leases
from grading.services.jobs.faults import Stored, of_reasons
from grading.storage import PREVIEWS, Store, StoredFileError, sweep, sweep_all
from workflows import Reason

_log = logging.getLogger(__name__)
LINE_TRIES = 3
"""How often one line may lose the child that makes its paper, or meet a mistake of our own."""
_STUCK = Reason(code="job_paper_stuck", params={"tries": LINE_TRIES})
_BROKEN = Reason(code="job_line_broken", params={"tries": LINE_TRIES})
STOPPED_BY = (PdfError, StoredFileError, OSError, DBAPIError)
"""These errors end a try of the whole job: the place is at fault, not one line. The job waits and is tried again."""
PREVIEW_LASTS = timedelta(days=1)
"""How long a file that was sent for a preview waits to be confirmed."""
LEFT_OVER = timedelta(hours=1)
"""The age of a half-written file that nobody is still writing."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """The outcome of one line outside the transaction: bytes or nothing, reasons, or what cost a try."""

    line_id: int
    content: bytes | None = None
    reasons: Stored | None = None
    lost: Reason | None = None


@dataclass
class Drainer:
    """One run over one database and the folder of its files. `at` is told every moment of `points`; `is_stopping` is
    asked between batches."""

    engine: Engine
    store: Store
    folder: Path
    at: Reached = go_on
    is_stopping: Callable[[], bool] = lambda: False
    renderer: Renderer = field(default_factory=Renderer)
    boot_id: str = ""
    """It names the run that goes on. Each run has its own, so that what an earlier one left is free."""

    @property
    def tools(self) -> Tools:
        return Tools(store=self.store, folder=self.folder / "commendations", renderer=self.renderer)

    def drain(self) -> bool:
        """Runs until no job is ready. Returns False at once, if another drainer is at work."""
        with alone(self.engine) as mine:
            if not mine:
                return False
            self.boot_id = secrets.token_hex(8)
            try:
                self.sweep()
                with self._writing() as session:
                    leases.free_abandoned(session, self.boot_id)
                while not self.is_stopping() and (job_id := self._take()) is not None:
                    self._run(job_id)
            finally:
                self.renderer.close()
        return True

    def is_any_waiting(self) -> bool:
        with self._reading() as session:
            return leases.is_any_waiting(session, self.tools.now())

    def _take(self) -> int | None:
        with self._writing() as session:
            job_id = leases.take(session, self.boot_id, self.tools.now())
        if job_id is not None:
            self.at(Point.leased)
        return job_id

    def _run(self, job_id: int) -> None:
        try:
            while not self.is_stopping():
                handler, batch = self._read(job_id)
                self.at(Point.read)
                if not batch:
                    self._finish(job_id, handler)
                    return
                if not self._keep(job_id, handler, [self._make(handler, *each) for each in batch]):
                    return
            self._let_go(job_id)
        except Exception as failure:
            self._put_off(job_id, failure)

    def _read(self, job_id: int) -> tuple[Handler, list[tuple[int, Any]]]:
        """Returns how the job works, and the next lines with what they are made of."""
        with self._reading() as session:
            handler = HANDLERS[JobKind(session.get_one(Job, job_id).kind)]
            lines = leases.next_lines(session, job_id)
            return handler, [(line.id, self._facts(session, handler, line)) for line in lines]

    def _facts(self, session: Session, handler: Handler, line: JobLine) -> Any:
        try:
            return handler.read(session, self.tools, line)
        except LineFailed as failure:
            return failure
        except STOPPED_BY:
            raise
        except Exception as failure:
            return failure

    def _make(self, handler: Handler, line_id: int, facts: Any) -> Made:
        """Makes one line and stores its bytes, so that the transaction writes rows only."""
        try:
            if isinstance(facts, Exception):
                raise facts
            content = handler.make(self.tools, facts)
        except LineFailed as failure:
            return Made(line_id=line_id, reasons=failure.reasons)
        except ChildLost:
            return Made(line_id=line_id, lost=_STUCK)
        except STOPPED_BY:
            raise
        except Exception:
            _log.exception("line %s could not be made", line_id)
            return Made(line_id=line_id, lost=_BROKEN)
        self.at(Point.made)
        if content is not None:
            self.store.put(content)
            self.at(Point.stored)
        return Made(line_id=line_id, content=content)

    def _keep(self, job_id: int, handler: Handler, batch: list[Made]) -> bool:
        """Writes the effects and the lines of a batch together. Returns False if the lease is gone; then it writes
        nothing."""
        with self._writing() as session:
            job = leases.held(session, job_id, self.boot_id)
            if job is None:
                return False
            for made in batch:
                self._keep_line(session, handler, made)
            leases.come_forward(job, self.tools.now())
            session.flush()
            self.at(Point.keeping)
        self.at(Point.kept)
        return True

    def _keep_line(self, session: Session, handler: Handler, made: Made) -> None:
        line, reasons, lost = session.get_one(JobLine, made.line_id), made.reasons, made.lost
        if lost is None and reasons is None:
            try:
                with session.begin_nested():
                    handler.keep(session, self.tools, line, made.content)
            except LineFailed as failure:
                reasons = failure.reasons
            except STOPPED_BY:
                raise
            except Exception:
                _log.exception("line %s could not be kept", made.line_id)
                lost = _BROKEN
        if lost is not None:
            line.tries += 1
            if line.tries < LINE_TRIES:
                return
            reasons = of_reasons(lost)
        line.state = LineState.done if reasons is None else LineState.failed
        line.reasons, line.ended_at = reasons, self.tools.now()

    def _finish(self, job_id: int, handler: Handler) -> None:
        """Ends the job: done with its result, or failed if a line failed or the result is refused."""
        result, reasons = None, None
        with self._reading() as session:
            state = JobState.failed if leases.count_failed(session, job_id) else JobState.done
            try:
                if state is JobState.done:
                    result = handler.result(session, self.tools, session.get_one(Job, job_id))
            except LineFailed as failure:
                state, reasons = JobState.failed, failure.reasons
        if result is not None:
            self.store.put(result.content)
            self.at(Point.finishing)
        with self._writing() as session:
            job = leases.held(session, job_id, self.boot_id)
            if job is None:
                return
            leases.end(job, state, self.tools.now(), reasons)
            self._keep_result(session, job, result)
            session.flush()
            self.at(Point.ending)
        self.at(Point.ended)

    def _keep_result(self, session: Session, job: Job, result: Result | None) -> None:
        if result is not None:
            kept = keep_file(session, self.store, result.content, result.mime, self.tools.now())
            job.result_sha256, job.result_name = kept.sha256, result.name

    def _let_go(self, job_id: int) -> None:
        with self._writing() as session:
            job = leases.held(session, job_id, self.boot_id)
            if job is not None:
                leases.put(job, JobState.waiting)
                job.tries -= 1  # nothing went wrong

    def _put_off(self, job_id: int, failure: Exception) -> None:
        """Lets the job wait for its next try. `failure` is of the place, or a mistake of our own."""
        _log.error("job %s was stopped", job_id, exc_info=failure)
        words = {"words": type(failure).__name__}  # a message may hold a statement with its values
        of_the_place = isinstance(failure, STOPPED_BY)
        reason = Reason(code="job_stopped", params=words) if of_the_place else Reason(code="job_broken", params=words)
        with self._writing() as session:
            job = leases.held(session, job_id, self.boot_id)
            if job is not None:
                leases.put_off(job, of_reasons(reason), self.tools.now())

    def sweep(self) -> None:
        """Removes what runs that were killed left half written, and files of previews that nobody confirmed."""
        now = self.tools.now()
        for folder in (self.folder / "files", self.folder / "commendations"):
            sweep(folder, now - LEFT_OVER)
        sweep_all(self.folder / PREVIEWS, now - PREVIEW_LASTS)

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with Session(self.engine) as session, transaction(session):
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session
