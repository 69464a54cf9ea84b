"""A cell sends its dossier until the end of its last day; an administrator moves that day or closes the campaign."""

from datetime import timedelta

import pytest

from grading import clock
from grading.actors import command
from grading.models import Campaign, Decider, Dossier
from grading.services.campaigns import campaigns, closing, deadlines
from grading.services.ground.errors import Refused
from workflows import State, StepRefused


def test_a_late_cell_sends_its_dossier_after_its_date_is_extended(season):
    today = clock.day(season.now)
    season.open(submit_by=today - timedelta(days=1))
    season.answer("HU-A-01")
    season.count_members("HU-A-01")
    season.vote("HU-A-01")
    season.attach("HU-A-01")
    with pytest.raises(StepRefused) as refusal:
        season.step("HU-A-01", "submit", season.secretary("HU-A-01"))

    with season.writing() as session:
        deadlines.set_day(session, command(season.now), session.get_one(Dossier, season.dossier_id("HU-A-01")), today)
    season.step("HU-A-01", "submit", season.secretary("HU-A-01"))

    assert [reason.code for reason in refusal.value.reasons] == ["deadline"]
    assert season.state("HU-A-01") is State.commune_review


def test_an_extension_never_makes_a_date_earlier(season):
    season.open()

    with season.writing() as session:
        dossier = session.get_one(Dossier, season.dossier_id("HU-A-01"))
        with pytest.raises(Refused):
            deadlines.set_day(session, command(season.now), dossier, dossier.due_on - timedelta(days=1))


def test_nothing_is_sent_in_a_closed_campaign(season):
    season.open()
    season.answer("HU-A-01")
    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, "rating"))

    with pytest.raises(StepRefused) as refusal:
        season.step("HU-A-01", "submit", season.secretary("HU-A-01"))

    assert "campaign_closed" in [reason.code for reason in refusal.value.reasons]


def test_awards_are_not_left_to_a_body_that_decides_nothing(season):
    with pytest.raises(Refused) as refusal:
        season.open("four", programme="demo-four-good", award_by=Decider.review_unit, award_by_reason="thử")

    assert [reason.code for reason in refusal.value.reasons] == ["award_by_nobody"]
    with season.reading() as session:
        assert session.query(Campaign).count() == 0
