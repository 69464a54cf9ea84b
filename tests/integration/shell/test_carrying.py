"""What somebody typed comes back into its own boxes: after a lost session, with an old token, in the other language."""

import pytest

from tests.integration.pages import box, chosen, hidden_fields, text_of
from tests.season import PASSWORD
from workflows import Role

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
CELL = "HU-A-01"
LOGIN = "secretary.moi"
TYPED = {"grade-ideology": "good", "words-ideology": "4 buổi học tập,\r\n18/18 đảng viên.", "go": "next"}
PUT_BACK = "Nội dung vừa nhập đã đặt lại vào trang này, chưa lưu."
FROM_HERE = "http://localhost"


@pytest.fixture
def url(season):
    season.open()
    season.make_account(LOGIN, Role.cell_secretary, CELL, password=PASSWORD)
    return f"/dossiers/{season.dossier_id(CELL)}/groups/party_building"


@pytest.fixture
def client(season, url):
    """A browser in which the secretary is signed in and has the page of the group open."""
    return season.client(LOGIN)


def lose_session(client):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "a token that has ended"


def signed_in_again(client, page, login=LOGIN):
    """Signs in on the page that asks for it, and returns the answer."""
    return client.post("/sign-in", data=hidden_fields(page) | {"login": login, "password": PASSWORD})


def after_a_lost_session(client, url, typed=None):
    fields = hidden_fields(client.get(url).text) | (typed or TYPED)
    lose_session(client)
    return client.post(url, data=fields, headers={"Referer": FROM_HERE + url})


def test_after_a_lost_session_every_box_comes_back_under_its_label(client, url):
    asking = after_a_lost_session(client, url)

    page = signed_in_again(client, asking.text)

    assert asking.status_code == 401
    assert PUT_BACK in page.text
    assert chosen(page.text, "grade-ideology") == "good"
    assert box(page.text, "words-ideology").splitlines() == TYPED["words-ideology"].splitlines()


def test_nothing_is_stored_until_the_person_has_looked_it_over_and_saves_it_in_one_act(client, url):
    page = signed_in_again(client, after_a_lost_session(client, url).text).text
    before = client.get(url).text

    client.post(url, data=hidden_fields(page) | TYPED)

    assert chosen(before, "grade-ideology") is None
    assert chosen(client.get(url).text, "grade-ideology") == "good"


def test_what_somebody_else_stored_meanwhile_is_shown_and_not_overwritten(season, client, url):
    asking = after_a_lost_session(client, url)
    other = season.client(season.secretary(CELL))
    other.post(url, data=hidden_fields(other.get(url).text) | {"words-ideology": "6 buổi."})
    page = signed_in_again(client, asking.text).text

    answer = client.post(url, data=hidden_fields(page) | TYPED)

    assert answer.status_code == 409
    assert "Nội dung đang lưu trên hệ thống 6 buổi." in text_of(answer.text)


def test_a_wrong_password_loses_nothing(client, url):
    asking = after_a_lost_session(client, url)
    fields = hidden_fields(asking.text) | {"login": LOGIN, "password": "sai"}

    again = client.post("/sign-in", data=fields)

    assert again.status_code == 422
    assert chosen(signed_in_again(client, again.text).text, "grade-ideology") == "good"


def test_a_person_who_does_not_see_the_page_gets_the_texts_to_copy(season, client, url):
    season.make_account("stranger", Role.cell_secretary, "HU-B-01", password=PASSWORD)
    asking = after_a_lost_session(client, url)

    answer = signed_in_again(client, asking.text, login="stranger")

    assert answer.status_code == 409
    assert "18/18 đảng viên." in answer.text


def test_a_password_that_was_typed_is_never_carried(client, url):
    secrets = {"old": "mat khau cu 1", "password": "mat khau moi 2", "again": "mat khau moi 3"}

    lose_session(client)
    asking = client.post("/account/password", data=secrets, headers={"Referer": f"{FROM_HERE}/account"})

    assert asking.status_code == 401
    assert "mat khau" not in asking.text


def test_a_form_with_the_token_of_an_earlier_sign_in_comes_back_filled_in(app, client, url):
    fields = hidden_fields(client.get(url).text) | TYPED | {"csrf_token": "of an earlier sign-in"}
    app.config["WTF_CSRF_ENABLED"] = True

    answer = client.post(url, data=fields, headers={"Referer": FROM_HERE + url})

    app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert PUT_BACK in answer.text
    assert chosen(answer.text, "grade-ideology") == "good"


def test_a_form_that_another_site_sent_is_not_filled_in(app, client, url):
    app.config["WTF_CSRF_ENABLED"] = True

    answer = client.post(url, data=TYPED, headers={"Referer": "http://evil.example/"})

    app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert 'type="radio"' not in answer.text


def test_the_button_of_the_language_brings_the_form_along(client, url):
    fields = hidden_fields(client.get(url).text) | TYPED

    page = client.post("/language", query_string={"lang": "en", "next": url, "to": url}, data=fields).text

    assert '<html lang="en"' in page
    assert chosen(page, "grade-ideology") == "good"
    assert "What you typed is back on this page; it is not saved." in page


def test_opening_the_address_of_the_language_again_leads_to_the_page(client, url):
    answer = client.get("/language", query_string={"lang": "en", "next": url, "to": url})

    assert answer.location == url


def test_the_button_of_the_language_leads_back_when_nothing_was_typed(client, url):
    fields = hidden_fields(client.get(url).text) | {"words-ideology": ""}

    answer = client.post("/language", query_string={"lang": "en", "next": url, "to": url}, data=fields)

    assert (answer.status_code, answer.location) == (303, url)
