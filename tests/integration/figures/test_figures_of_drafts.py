"""What a unit typed stays its own until a version holds it, and is then open to those who were given that version."""

import pytest

from grading.models import Decider
from tests.integration.pages import hidden_fields
from tests.reading import words_of
from tests.seats import get
from tests.yearly import CELL, address
from workflows import Role, State

MONTH = {"day": "3", "due": "23", "present": "18", "excused": "1", "minutes": "95", "points-preparation": "14",
         "points-attendance": "18,5", "points-running": "42", "points-closing": "18",
         "deeds": "777", "groups": "6", "followed": "12"}  # fmt: skip
COUNTS, DEEDS = "chính thức", "777"
ABOVE = ((Role.commune_reviewer, "HU-A"), (Role.authority_secretary, "HU-A"), (Role.appraiser, "HU"),
         (Role.authority_secretary, "HU"))  # fmt: skip


def readers(season, words):
    """Returns which of the people above the cell see these words on the page of the unit."""
    with season.reading() as session:
        page = f"/units/{get(session, CELL).id}"
    return [(role, unit) for role, unit in ABOVE if words in words_of(season.client(season.who(role, unit)).get(page))]


@pytest.fixture
def of_a_title(season):
    """A draft for a title that holds a month with 777 deeds, and a rating of the same year."""
    season.open("four", programme="demo-four-good")
    season.campaign = "four"
    client = season.client(season.secretary(CELL))
    client.post(address(season, "/2"), data=hidden_fields(client.get(address(season, "/2")).text) | MONTH)
    season.open("rating")
    season.campaign = "rating"
    return season


@pytest.mark.parametrize("state", [State.commune_review, State.certified])
def test_a_rating_does_not_hand_over_what_stands_in_the_draft_for_a_title(of_a_title, state):
    of_a_title.bring(CELL, state)

    assert readers(of_a_title, COUNTS)
    assert readers(of_a_title, DEEDS) == []


def test_a_title_hands_over_the_work_of_the_year_when_it_is_sent(of_a_title):
    of_a_title.campaign = "four"
    of_a_title.rate(CELL)
    of_a_title.submit(CELL)

    assert (Role.commune_reviewer, "HU-A") in readers(of_a_title, DEEDS)


@pytest.mark.parametrize(("decides", "had_it"), [
    (Decider.review_unit, [(Role.commune_reviewer, "HU-A"), (Role.authority_secretary, "HU-A")]),
    (Decider.authority_unit, [(Role.commune_reviewer, "HU-A")]),
])  # fmt: skip
@pytest.mark.parametrize("goes_back", [False, True])
def test_figures_that_were_sent_are_open_to_those_who_were_given_them(season, decides, had_it, goes_back):
    season.open(decided_by=decides, decided_by_reason="thử nghiệm")
    season.submit(CELL)
    if goes_back:
        season.step(CELL, "take_back", season.secretary(CELL))

    assert readers(season, COUNTS) == had_it
