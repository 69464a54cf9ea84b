"""A province's own programme, which extends no other, leads from an open campaign to titles without new code."""

from pathlib import Path

from sqlalchemy import select

from grading.models import Campaign, Result
from grading.rules.programmes.reading.loading import load
from tests.registering import Registrations
from tests.shipped import missing
from workflows import Kind, State

OWN = Path("tests/programmes/own-four-good.yaml")
CELL = "HU-A-01"


def test_a_programme_that_extends_no_other_is_complete_and_its_points_add_up():
    programme = load(OWN)

    assert (missing(programme), programme.extends) == ((), None)
    assert sum(criterion.max_points or 0 for criterion in programme.criteria) == programme.points_total == 10000


def test_a_cell_registers_works_and_is_recognised_under_a_programme_that_extends_no_other(season):
    registrations = Registrations.under(season, load(OWN))
    registrations.register(CELL)
    registrations.settle(CELL)
    registrations.progress(CELL, 3600)

    season.bring(CELL, State.certified)

    with season.reading() as session:
        title = session.scalars(select(Result).where(Result.kind == Kind.recognition)).one()
        assert (title.programme_key, title.model, title.outcome) == ("own-four-good", "four_good", "recognised")
        assert session.scalars(select(Campaign.programme_key)).one() == "own-four-good"
