"""Seasons that go over a new desk up to their end, for the tests that run in an edited copy."""

from dataclasses import replace

from sqlalchemy import select

from grading.models import Commendation, Dossier, Move, Result
from tests.committees import CELLS, opened, settle_town, through
from tests.season import DISTRICT, Season
from workflows import Role, State

BEST, OTHERS = "HU-A-01", ("HU-A-02", "HU-A-03")


def rate_over(season: Season, path: list[str], step: str, role: Role) -> None:
    """Plays a rating of three cells up to a commendation: each dossier takes the steps of the path, and the new step is
    taken in its role."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open()
    season.bring(BEST, State.certification, "EXCELLENT", award="Y")
    for cell in OTHERS:
        season.bring(cell, State.certification)
    season.decide(DISTRICT, awards={BEST: "Y"})

    with season.reading() as session:
        for cell in (BEST, *OTHERS):
            assert [move.step for move in session.get_one(Dossier, season.dossier_id(cell)).moves] == path
        takers = session.scalars(select(Move.role).where(Move.step == step).distinct()).all()
        assert takers == [role]
        assert sorted(session.scalars(select(Result.outcome))) == ["EXCELLENT", "GOOD", "GOOD"]
        assert session.scalars(select(Commendation)).one().facts["recipient"] == "Chi bộ 01 xã Mẫu A"


def end_over(season: Season, step: str) -> None:
    """Brings a title, and a rating of a commune of two tiers, over the new desk to their ends."""
    season.open("title", programme="demo-four-good")
    season.bring(BEST, State.certified, "for")
    ends = [season.state(BEST)]
    settle_town(season)
    opened(season, "XA-C", "two-tiers")
    through(season, "XA-C", CELLS[0])
    season.decide("XA-C", levels={CELLS[0]: "GOOD"})
    ends.append(season.state(CELLS[0]))

    assert ends == [State.certified, State.certified]
    with season.reading() as session:
        assert len(session.scalars(select(Move).where(Move.step == step)).all()) == 2
