"""Two campaigns of one model and year never overwrite each other's results."""

import pytest
from sqlalchemy import select

from grading.models import Campaign, Result
from grading.services.campaigns import obstacles
from grading.services.ground.errors import Refused
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    codes,
    issue_as,
    open_meeting,
    refused_vote,
    wait_at_the_commune,
)
from tests.integration.decisions.test_deciding_at_once import together


def test_a_second_campaign_of_the_same_model_year_and_units_is_refused(season):
    season.open()

    with pytest.raises(Refused) as refusal:
        season.open(code="second")

    (reason,) = refusal.value.reasons
    assert (reason.code, reason.params["code"]) == ("campaign_overlaps", "rating")
    with season.reading() as session:
        assert len(session.scalars(select(Campaign)).all()) == 1


@pytest.fixture
def overlapping(monkeypatch):
    """Lets two campaigns of one model, year and unit be opened, as an older version did for a withdrawn title."""
    monkeypatch.setattr(obstacles, "_about_roster", lambda *_given: ())


def both_open(season):
    for code in ("first", "second"):
        season.open(code=code)
        wait_at_the_commune(season, CELLS[0])


def test_a_vote_on_a_unit_that_another_campaign_has_decided_is_refused(season, overlapping):
    both_open(season)
    season.campaign = "second"
    open_meeting(season)
    season.campaign = "first"
    season.decide(COMMUNE)
    season.campaign = "second"

    reasons = refused_vote(season)
    assert "decided_elsewhere" in codes(reasons)


@pytest.mark.both_databases
def test_of_two_campaigns_that_decide_on_one_unit_at_once_one_is_told_of_the_other(season, overlapping):
    both_open(season)
    decisions = []
    for code, number in (("first", "05-QĐ/ĐU"), ("second", "06-QĐ/ĐU")):
        season.campaign = code
        decisions.append((season.vote_on(COMMUNE), number))

    def issue(decision_id, number):
        def work(session, meet):
            meet()
            issue_as(season, session, decision_id, number)

        return work

    failures = together(season, *(issue(*decision) for decision in decisions))

    assert [codes(failure.reasons) for failure in failures] == [["decided_elsewhere"]]
    with season.reading() as session:
        assert len(session.scalars(select(Result)).all()) == 1
