"""Access ends with the next request and excludes one's own unit; the language form redirects only within the site."""

import pytest
from sqlalchemy import select

from grading.models import Account, Dossier, Grant
from grading.services.dossiers import dossiers
from grading.services.layers import assessments
from tests.season import Season
from workflows import Role, State, StepRefused

CELL = "HU-A-01"


def test_a_role_that_was_ended_does_not_count_on_the_next_request(season):
    season.open()
    reviewer = season.client(season.who(Role.commune_reviewer, "HU-A"))
    path = f"/dossiers/{season.dossier_id(CELL)}"
    status_before = reviewer.get(path).status_code

    season.client(season.who(Role.admin)).post(grant_path(season, "commune-reviewer.hu-a"))

    assert status_before == 200
    assert reviewer.get(path).status_code == 404
    assert reviewer.post(f"{path}/signed-paper").status_code == 404
    assert "Không có việc nào đang chờ." in reviewer.get("/").text, "still signed in, with nothing to do"


def test_a_disabled_account_is_asked_to_sign_in_on_the_next_request(season):
    season.open()
    login = season.secretary(CELL)
    secretary = season.client(login)
    status_before = secretary.get("/").status_code

    disabling = season.client(season.who(Role.admin)).post(f"/accounts/{account_id(season, login)}/disabling")

    assert (status_before, disabling.status_code) == (200, 303)
    assert secretary.get("/").location == "/sign-in"
    assert secretary.post(f"/dossiers/{season.dossier_id(CELL)}/members").status_code == 401


def account_id(season: Season, login: str) -> int:
    with season.reading() as session:
        return session.scalars(select(Account.id).where(Account.login == login)).one()


def grant_path(season: Season, login: str) -> str:
    number = account_id(season, login)
    with season.reading() as session:
        grant_id = session.scalars(select(Grant.id).where(Grant.account_id == number)).one()
    return f"/accounts/{number}/grants/{grant_id}/end"


# --- one's own unit


@pytest.mark.parametrize("own", ["home", "role"])
def test_nobody_reviews_the_dossier_of_their_own_unit(season, own):
    season.open()
    season.bring(CELL, State.commune_review)
    season.make_account("nguoi-nha", Role.commune_reviewer, "HU-A", home=CELL if own == "home" else None)
    if own == "role":
        season.make_account("nguoi-nha", Role.cell_committee, CELL)

    with season.acting("nguoi-nha") as (session, actor):
        dossier = dossiers.get_dossier(session, actor, season.dossier_id(CELL))
        with pytest.raises(StepRefused) as refused:
            assessments.receive_paper(session, actor, dossier)

    assert refused.value.reasons[0].code == "own_unit"
    client = season.client("nguoi-nha")
    assert client.post(f"/dossiers/{season.dossier_id(CELL)}/layers/commune", data={"version": "0"}).status_code == 422
    assert season.state(CELL) is State.commune_review


def test_a_reviewer_at_home_in_one_cell_still_receives_the_paper_of_another(season):
    season.open()
    season.bring("HU-A-02", State.commune_review)
    login = season.make_account("nguoi-nha", Role.commune_reviewer, "HU-A", home=CELL)

    with season.with_dossier(login, "HU-A-02") as (session, actor, dossier):
        assessments.receive_paper(session, actor, dossier)

    with season.reading() as session:
        assert session.get_one(Dossier, season.dossier_id("HU-A-02")).paper_received_at is not None


# --- the language


def test_switching_the_language_returns_to_the_page_and_never_to_another_site(season):
    client = season.client(season.who(Role.inspector, "HU"))

    own_page = client.post("/language", data={"lang": "en", "next": "/units?q=mau"})
    other_site = client.post("/language", data={"lang": "xx", "next": "https://evil.example/"})

    assert (own_page.status_code, own_page.location) == (303, "/units?q=mau")
    assert other_site.location == "/"
    assert '<html lang="vi"' in client.get("/units").text, "an unknown language is Vietnamese"
