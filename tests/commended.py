"""One commended cell, quickly: a season of one dossier under a programme whose quota leaves room for it."""

from dataclasses import replace

from sqlalchemy import select

from grading.models import Commendation
from tests.season import Season
from workflows import State

CELL = "HU-A-01"


def commend(season: Season, cell: str = CELL) -> int:
    """Brings this cell alone from draft to its commendation; returns the commendation's id."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quota=None)
    season.open()
    season.bring(cell, State.certification, "EXCELLENT")
    season.decide("HU", awards={cell: "Y"})
    with season.reading() as session:
        return session.scalars(select(Commendation.id)).one()
