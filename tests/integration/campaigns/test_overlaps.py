"""Two campaigns of one model and year never overwrite each other's results."""

import pytest
from sqlalchemy import select, text

from grading.models import Campaign
from grading.services.ground.errors import Refused
from tests.integration.decisions.meetings import CELLS, COMMUNE, codes, open_meeting, refused_vote, wait_at_the_commune


def test_a_second_campaign_of_the_same_model_year_and_units_is_refused(season):
    season.open()

    with pytest.raises(Refused) as refusal:
        season.open(code="second")

    (reason,) = refusal.value.reasons
    assert (reason.code, reason.params["code"]) == ("campaign_overlaps", "rating")
    with season.reading() as session:
        assert len(session.scalars(select(Campaign)).all()) == 1


def test_a_vote_on_a_unit_that_another_campaign_has_decided_is_refused(season):
    """Two campaigns of one year exist only because their years were changed in the database."""
    season.open(code="first", year=2021)
    wait_at_the_commune(season, CELLS[0])
    season.decide(COMMUNE)
    season.open(code="second")
    wait_at_the_commune(season, CELLS[0])
    open_meeting(season)
    with season.writing() as session:
        session.execute(text("UPDATE result SET period_id = 2022"))
        session.execute(text("UPDATE result_in_force SET period_id = 2022"))

    reasons = refused_vote(season)

    assert "decided_elsewhere" in codes(reasons)
