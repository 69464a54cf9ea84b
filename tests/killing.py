"""Kills drainers: the test's own warm process forks one child after the other, each child drains, and SIGKILL ends it.

Every trial begins with the same database and the same files. Whatever a kill left, the next runs finish it, and the
outcome must equal that of a run that nobody killed.
"""

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.db import make_engine
from grading.jobs.drainer import Drainer
from grading.jobs.points import Point, Reached, go_on
from grading.models import Commendation, Event, Job, JobKind, JobLine, Result, ResultInForce, StoredFile
from grading.services.commendations import making
from grading.services.decisions import finding
from grading.services.invariants import checks
from grading.services.jobs import asking
from grading.storage import sweep
from tests.databases import KeptDatabase
from tests.draining import Small, commend_several
from tests.season import Season
from workflows import Role

PAST = "year,unit_code,kind,programme_key,outcome,source\n"
PATIENCE_SECONDS = 30
"""For the lock of a killed drainer: a PostgreSQL server needs a moment to see that its client is gone."""


@dataclass
class Killing:
    """Trials over one prepared season. `counted` says what was killed where, for the report."""

    season: Season
    database: KeptDatabase
    apart: Path
    kept: Any = None
    whole: dict[str, object] = field(default_factory=dict)
    reached: Counter[Point] = field(default_factory=Counter)
    seconds: float = 0.0
    counted: Counter[str] = field(default_factory=Counter)
    """The kills by point; `at random` and `too late` (the child had ended) beside them."""

    @property
    def folder(self) -> Path:
        folder: Path = self.season.app.extensions["settings"].data
        return folder

    def prepare(self, cells: tuple[str, ...]) -> None:
        """Asks for jobs of four kinds, keeps everything as it is, and runs once without a kill."""
        _ask(self.season, commend_several(self.season, cells), cells)
        self.season.engine.dispose()
        self.kept = self.database.take()
        shutil.copytree(self.folder, self.apart, ignore=shutil.ignore_patterns("*.sqlite3*"))
        begun = time.monotonic()
        self.drain(at=self._count)
        self.seconds = time.monotonic() - begun
        self.whole = self.outcome()

    def restore(self) -> None:
        self.season.engine.dispose()
        self.database.put(self.kept)
        for name in ("files", "commendations"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            if (self.apart / name).exists():
                shutil.copytree(self.apart / name, self.folder / name)

    def drain(self, at: Reached = go_on) -> None:
        """Drains everything in this process, as the next start of the service does."""
        engine = make_engine(self.database.url)
        until = time.monotonic() + PATIENCE_SECONDS
        while not Drainer(engine, self.season.store, self.folder, at=at, renderer=Small()).drain():
            assert time.monotonic() < until, "the lock of a killed drainer stays"
        engine.dispose()

    def kill_at(self, point: Point, occurrence: int) -> None:
        """Runs a child that kills itself when it reaches the point for the n-th time."""
        left = [occurrence]

        def reached(now: Point) -> None:
            if now is point:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        self._wait(self._fork(reached), str(point))

    def kill_after(self, seconds: float) -> None:
        """Runs a child and kills it after this time."""
        pid = self._fork(go_on)
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        self._wait(pid, "at random")

    def kill_somewhere(self, choice: random.Random, number: int) -> None:
        """Kills at a named point in even trials, and at a random moment in odd ones."""
        if number % 2:
            self.kill_after(choice.uniform(0, self.seconds * 1.1))
        else:
            points = sorted(self.reached)
            point = points[(number // 2) % len(points)]
            self.kill_at(point, choice.randint(1, self.reached[point]))

    def outcome(self) -> dict[str, object]:
        """Returns everything that a run leaves, without moments and tries."""
        with Session(self.season.engine) as session:
            left = {
                "jobs": [(job.kind, job.state, job.result_sha256) for job in _all(session, Job)],
                "lines": [(line.job_id, line.number, line.state, line.reasons) for line in _all(session, JobLine)],
                "papers": [(paper.register_no, paper.pdf_sha256) for paper in _all(session, Commendation)],
                "results": [(row.unit_id, row.year, row.outcome) for row in _all(session, Result)],
                "in force": len(session.scalars(select(ResultInForce)).all()),
                "events": [(event.subject_kind, event.subject_id, event.done) for event in _all(session, Event)],
                "files": sorted(session.scalars(select(StoredFile.sha256))),
                "broken": {name: rows for name, rows in checks.run(session, self.season.store).items() if rows},
            }
        self.season.engine.dispose()
        copies = (self.folder / "commendations").rglob("*.pdf")
        return left | {"copies": sorted((path.name, path.read_bytes()) for path in copies)}

    def swept(self) -> int:
        """Removes half-written files as a start an hour later does; returns how many there were."""
        later = clock.now() + timedelta(hours=1)
        return sum(sweep(self.folder / name, later) for name in ("files", "commendations"))

    def parts(self) -> list[Path]:
        return [path for name in ("files", "commendations") for path in (self.folder / name).rglob("*.part")]

    def _count(self, point: Point) -> None:
        self.reached[point] += 1

    def _fork(self, at: Reached) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            engine = make_engine(self.database.url)
            Drainer(engine, self.season.store, self.folder, at=at, renderer=Small()).drain()
        finally:
            os._exit(0)

    def _wait(self, pid: int, where: str) -> None:
        _pid, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        self.counted[where if killed else "too late"] += 1


def trials(killing: Killing, kills: int, seed: int, say: Callable[[str], object] = print) -> list[str]:
    """Kills at least this many times, and returns what was different after any of the trials."""
    wrong, number, parts = [], 0, 0
    while killing.counted.total() - killing.counted["too late"] < kills:
        choice = random.Random(seed + number)
        killing.restore()
        for _again in range(choice.randint(1, 3)):
            killing.kill_somewhere(choice, number)
        killing.drain()
        parts += killing.swept()
        outcome = killing.outcome()
        different = sorted(name for name in outcome if outcome[name] != killing.whole[name])
        if different or killing.parts():
            wrong.append(f"seed {seed + number}: {', '.join(different) or 'half-written files'}")
        number += 1
    say(f"\nseed {seed}, trials {number}, kills {dict(sorted(killing.counted.items()))}, half-written files {parts}")
    return wrong


def _ask(season: Season, decision_id: int, cells: tuple[str, ...]) -> None:
    """Asks for an archive, an import and an export after the papers, which the decision has asked for."""
    with season.acting(season.who(Role.award_clerk, "HU")) as (session, actor):
        making.ask_volume(session, actor, finding.get_decision(session, actor, decision_id))
    rows = "".join(f"2019,{cell},rating,r2018,GOOD,Biên bản\n" for cell in cells)
    with season.acting(season.who(Role.admin, None)) as (session, actor):
        file = asking.SentFile(name="past.csv", content=(PAST + rows).encode())
        asking.ask_import(session, actor, JobKind.results_import, file, store=season.store)
        asking.ask_export(session, actor, "csv")


def _all(session: Session, table: Any) -> list[Any]:
    return list(session.scalars(select(table).order_by(table.id)))
