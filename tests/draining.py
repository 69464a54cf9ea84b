"""Drains the jobs of a season in the test's own process, with a renderer that makes a small file at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from grading.documents.rendering import Renderer
from grading.jobs.drainer import Drainer
from grading.jobs.points import Point, Reached, go_on
from grading.models import Commendation, Job, JobLine
from tests.season import Season
from workflows import State

CELLS = ("HU-A-01", "HU-A-02", "HU-A-03")


@dataclass
class Small(Renderer):
    """Makes a file of a few letters from the facts, and remembers for which papers it was asked."""

    serials: list[str] = field(default_factory=list)
    failing: Callable[[str], None] = lambda _serial: None
    """Is called with the serial of each paper, and may raise what a renderer raises."""

    def render(self, facts: Mapping[str, Any]) -> bytes:
        self.serials.append(facts["serial"])
        self.failing(facts["recipient"])
        return b"%PDF-1.7 " + str(facts["serial"]).encode()


def drainer(season: Season, renderer: Renderer | None = None, at: Reached = go_on) -> Drainer:
    folder = season.app.extensions["settings"].data
    return Drainer(season.engine, season.store, folder, at=at, renderer=renderer or Small())


def commend_several(season: Season, cells: tuple[str, ...] = CELLS) -> int:
    """Brings these cells of one commune to their commendations, by one decision. Returns the decision's id."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open()
    for cell in cells:
        season.bring(cell, State.certification, "EXCELLENT")
    return season.decide("HU", awards=dict.fromkeys(cells, "Y"))


def jobs_of(season: Season) -> list[Job]:
    with season.reading() as session:
        jobs = list(session.scalars(select(Job).order_by(Job.id)))
        session.expunge_all()
        return jobs


def lines_of(season: Season, job_id: int) -> list[JobLine]:
    with season.reading() as session:
        lines = list(session.scalars(select(JobLine).where(JobLine.job_id == job_id).order_by(JobLine.number)))
        session.expunge_all()
        return lines


def unprinted(season: Season) -> int:
    with season.reading() as session:
        return len(session.scalars(select(Commendation.id).where(Commendation.pdf_sha256.is_(None))).all())


class Interrupted(BaseException):
    """Ends a run at a point, as a kill does, but inside the test's own process."""


def interrupt_at(wanted: Point) -> Reached:
    def reached(point: Point) -> None:
        if point is wanted:
            raise Interrupted(point)

    return reached
