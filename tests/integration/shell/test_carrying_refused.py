"""What was typed or ticked comes back too where the form stood on the answer to a form, or below a search."""

import re

import pytest

from tests.integration.pages import box, hidden_fields, text_of
from tests.season import PASSWORD
from tests.seats import get
from workflows import Role

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
HERE = "http://localhost"
ADMIN, REVIEWER = "admin.carried", "reviewer.carried"
PUT_BACK = "Nội dung vừa nhập đã đặt lại vào trang này, chưa lưu."


@pytest.fixture
def client(season):
    season.open()
    season.make_account(ADMIN, Role.admin, None, password=PASSWORD)
    return season.client(ADMIN)


@pytest.fixture
def reviewing(season):
    """A browser in which the commune's reviewer has two dossiers to pick from."""
    season.open()
    season.submit("HU-A-01")
    season.submit("HU-A-02")
    season.make_account(REVIEWER, Role.commune_reviewer, "HU-A", password=PASSWORD)
    return season.client(REVIEWER)


def unit_number(season):
    with season.reading() as session:
        return get(session, "HU-A-01").id


def sent(client, page, action, typed, bar):
    """Sends the form of this page with these texts, while the browser's bar shows `bar`."""
    return client.post(action, data=hidden_fields(page) | typed, headers={"Referer": HERE + bar})


def sent_after_a_lost_session(client, page, action, typed, bar, login=ADMIN):
    """Sends the form when the session is over, signs in again, and returns the answer."""
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "a token that has ended"
    asking = sent(client, page, action, typed, bar)
    assert asking.status_code == 401
    fields = hidden_fields(asking.text) | {"login": login, "password": PASSWORD}
    fields["held.picked"] = typed.get("picked", [])
    return client.post("/sign-in", data=fields)


def refused(client, new, action, typed):
    """Returns the answer to a form that was sent from its page `new` and refused."""
    answer = sent(client, client.get(new).text, action, typed, new)
    assert answer.status_code == 422
    return answer.text


def test_a_new_unit_that_was_refused_comes_back_after_a_lost_session(client):
    typed = {"code": "HU-A", "org_name": "Chi bộ Mới", "day": "01/7/2025", "reason": "QĐ 12"}
    page = refused(client, "/units/new", "/units", typed)

    answer = sent_after_a_lost_session(client, page, "/units", typed, "/units")

    assert PUT_BACK in answer.text
    assert box(answer.text, "org_name") == "Chi bộ Mới"


def test_a_new_account_that_was_refused_comes_back_after_a_lost_session(client):
    typed = {"login": "A B", "role": "", "unit": "HU-A-01"}
    page = refused(client, "/accounts/new", "/accounts", typed)

    answer = sent_after_a_lost_session(client, page, "/accounts", typed, "/accounts")

    assert box(answer.text, "login") == "A B"


def test_a_change_that_was_refused_comes_back_after_a_lost_session_as_the_same_kind_of_change(season, client):
    action = f"/units/{unit_number(season)}/change"
    typed = {"way": "close", "day": "", "reason": "QĐ 12"}
    page = refused(client, f"{action}?way=close", action, typed)

    answer = sent_after_a_lost_session(client, page, action, typed, action)

    assert hidden_fields(answer.text)["way"] == "close"
    assert box(answer.text, "reason") == "QĐ 12"


def test_a_form_that_was_put_back_and_refused_comes_back_a_second_time(client):
    typed = {"code": "HU-A", "org_name": "Chi bộ Mới"}
    first = sent_after_a_lost_session(client, client.get("/units/new").text, "/units", typed, "/units/new")
    page = sent(client, first.text, "/units", typed, "/sign-in").text

    answer = sent_after_a_lost_session(client, page, "/units", typed, "/units")

    assert box(answer.text, "org_name") == "Chi bộ Mới"


def test_the_texts_beside_a_preview_are_shown_under_their_labels(client):
    typed = {"paper_number": "12-HD/HU", "issuer": "HU", "digest": "0a1b"}

    answer = sent_after_a_lost_session(client, "", "/programmes", typed, "/programmes/preview")

    assert answer.status_code == 409
    assert re.search(r"Số văn bản\s+12-HD/HU\s+Cơ quan ban hành\s+HU\s", text_of(answer.text))


def test_a_tick_without_its_form_is_said_not_to_be_recorded(client):
    typed = {"picked": ["1"]}

    answer = sent_after_a_lost_session(client, "", "/units", typed, "/units")

    assert "Thao tác vừa rồi chưa được ghi." in client.get(answer.location).text


def ticked(page):
    return re.findall(r'name="picked" value="(\d+)" checked', page)


def test_ticks_of_the_queue_come_along_into_the_other_language(season, reviewing):
    url, ids = "/campaigns/1/review", [str(season.dossier_id(cell)) for cell in ("HU-A-01", "HU-A-02")]
    fields = hidden_fields(reviewing.get(url).text) | {"picked": ids}

    page = reviewing.post("/language", query_string={"lang": "en", "next": url, "to": url}, data=fields).text

    assert sorted(ticked(page)) == sorted(ids)


def test_ticks_of_the_queue_come_back_after_a_lost_session(season, reviewing):
    url, typed = "/campaigns/1/review", {"picked": [str(season.dossier_id("HU-A-02"))], "step": "paper"}

    answer = sent_after_a_lost_session(reviewing, reviewing.get(url).text, url, typed, url, REVIEWER)

    assert ticked(answer.text) == typed["picked"]
