"""Opening a campaign: how many assessments it asks for."""

from dataclasses import replace

from sqlalchemy import select

from grading.models import Campaign


def opened_with(season, monkeypatch, **given):
    programme = replace(season.programme("demo-giong-rieng-r2019"), assessments_min=3)
    monkeypatch.setattr(season, "programme", lambda _name: programme)
    season.open(**given)
    with season.reading() as session:
        return session.scalars(select(Campaign)).one().minimum_assessments


def test_a_campaign_asks_for_as_many_assessments_as_its_programme(season, monkeypatch):
    assert opened_with(season, monkeypatch) == 3


def test_the_number_of_assessments_can_differ_from_the_programme(season, monkeypatch):
    assert opened_with(season, monkeypatch, minimum_assessments=2) == 2
