"""Brings one cell to its commendation: a season of one dossier under a programme without a quota."""

from dataclasses import replace

from sqlalchemy import select

from grading.models import Commendation
from tests.season import Season
from workflows import State

CELL = "HU-A-01"


def commend(season: Season, cell: str = CELL) -> int:
    """Brings only this cell from draft to its commendation; returns the commendation's id."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open()
    season.bring(cell, State.certification, "EXCELLENT", award="Y")
    season.decide("HU", awards={cell: "Y"})
    with season.reading() as session:
        return session.scalars(select(Commendation.id)).one()
