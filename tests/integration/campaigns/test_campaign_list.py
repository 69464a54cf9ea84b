"""The list of campaigns grows with the years: it is shown page by page, and counts only what it shows."""

import pytest

from grading.services.campaigns import campaigns
from tests.reading import questions_of, words_of
from workflows import Role


@pytest.fixture
def listed(season, monkeypatch):
    season.open("dot-mot", year=2021)
    season.open("dot-hai")
    season.open("dot-ba", programme="demo-four-good")
    monkeypatch.setattr(campaigns, "PAGE", 2)
    return season


def test_the_newest_campaigns_stand_on_the_first_page_with_their_codes(listed):
    words = words_of(listed.client(listed.who(Role.admin)).get("/campaigns"))

    assert ("dot-ba" in words, "dot-hai" in words, "dot-mot" in words) == (True, True, False)


@pytest.mark.parametrize("asked", ["2", "99"])
def test_the_last_page_holds_the_rest_whatever_page_beyond_it_is_asked_for(listed, asked):
    words = words_of(listed.client(listed.who(Role.admin)).get(f"/campaigns?page={asked}"))

    assert ("dot-ba" in words, "dot-mot" in words) == (False, True)


def test_a_page_of_one_campaign_counts_the_dossiers_of_no_other(listed):
    client = listed.client(listed.who(Role.admin))
    client.get("/campaigns/1")

    with questions_of(listed.engine) as asked:
        client.get("/campaigns/1")

    counting = [statement for statement in asked if "count(" in statement and "FROM dossier" in statement]
    assert counting
    assert all("dossier.campaign_id" in statement.partition("WHERE")[2] for statement in counting)
