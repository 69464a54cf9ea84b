"""The number of statements that a page costs, however many dossiers there are. A page that needs more fails by name."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from grading.models import Decider
from tests.integration.decisions.awarding import excellent_at_the_district
from tests.integration.decisions.meetings import open_meeting
from tests.reading import questions_of
from tests.season import Season
from workflows import State

pytestmark = pytest.mark.both_databases

DRAFTED, SENT, ALSO_SENT = "HU-A-03", "HU-A-01", "HU-A-02"
MOST = {"home of a cell": 12, "home of a reviewer": 8, "dossier of a cell": 9, "dossier of a reviewer": 12,
        "autosave": 21, "queue": 12, "meeting": 12, "meeting over decided levels": 17}  # fmt: skip
"""The budgets. They are what the pages cost now; a page may cost less, never more. The queue and the meeting read the
scores and the evidence in the rows of their owners: joined, hundreds of them cost half as much again. The queue reads
the number of the office for the words to copy."""


@pytest.fixture
def played(season: Season) -> Season:
    season.open()
    for cell in (SENT, ALSO_SENT):
        season.bring(cell, State.commune_review)
    season.answer(DRAFTED)
    return season


def over_budget(season: Season, page: str, ask: Callable[[], TestResponse]) -> str:
    """Returns the statements that were sent most often, if the page costs more than its budget."""
    with questions_of(season.engine) as sent:
        answer = ask()
    assert answer.status_code == 200, answer.text
    statements = [re.sub(r"\s+", " ", each)[:160] for each in sent if not each.startswith("BEGIN")]
    often = Counter(statements).most_common(6)
    return f"{page}: {len(statements)}, {MOST[page]} allowed: {often}" if len(statements) > MOST[page] else ""


def found(season: Season, login: str, addresses: dict[str, str]) -> list[str]:
    client = season.client(login)
    client.get("/")  # what is read once in the life of a server is read
    over = [
        over_budget(season, page, lambda address=address: client.get(address)) for page, address in addresses.items()
    ]
    return [each for each in over if each]


def test_the_pages_of_a_cell_keep_their_budgets(played):
    addresses = {"home of a cell": "/", "dossier of a cell": f"/dossiers/{played.dossier_id(DRAFTED)}"}

    assert found(played, played.secretary(DRAFTED), addresses) == []


def test_the_pages_of_a_reviewer_keep_their_budgets(played):
    addresses = {
        "home of a reviewer": "/",
        "dossier of a reviewer": f"/dossiers/{played.dossier_id(SENT)}",
        "queue": "/campaigns/1/review",
    }

    assert found(played, played.reviewer(SENT), addresses) == []


def test_the_page_of_a_meeting_keeps_its_budget(played):
    for cell in (SENT, ALSO_SENT):
        played.review(cell)
    client, page = open_meeting(played)
    client.get(page)

    assert over_budget(played, "meeting", lambda: client.get(page)) == ""


@pytest.mark.parametrize("waiting", [(SENT,), (SENT, ALSO_SENT, "HU-A-04", "HU-A-05")], ids=["one", "several"])
def test_a_meeting_that_gives_awards_keeps_the_same_budget(season, waiting):
    season.open(award_by=Decider.review_unit)
    season.answer(DRAFTED)
    for cell in waiting:
        season.submit(cell)
        season.review(cell)
    client, page = open_meeting(season)
    client.get(page)

    assert over_budget(season, "meeting", lambda: client.get(page)) == ""


def test_a_meeting_over_decided_levels_keeps_its_budget(season):
    client, page = excellent_at_the_district(season)
    client.get(page)

    assert over_budget(season, "meeting over decided levels", lambda: client.get(page)) == ""


def test_an_autosave_keeps_its_budget(played):
    client, dossier = played.client(played.secretary(DRAFTED)), f"/dossiers/{played.dossier_id(DRAFTED)}"
    key = re.search(r'/groups/([^"#?]+)', client.get(dossier).text).group(1)
    page = client.get(f"{dossier}/groups/{key}").text
    typed = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', page))
    criterion = re.search(r'name="words-([^"]+)"', page).group(1)
    typed[f"words-{criterion}"] = "Đã xem lại."

    over = over_budget(
        played, "autosave", lambda: client.post(f"{dossier}/groups/{key}", data=typed, headers={"X-Autosave": "1"})
    )

    assert over == ""
