"""Links that let a person set a password once."""

import pytest
import time_machine

from grading import clock
from grading.actors import command
from grading.models import Account
from grading.services.accounts import accounts, links
from grading.services.ground.errors import Refused
from tests.season import PASSWORD
from workflows import Role

LOGIN = "secretary.hu-a-01"
REASON = "Bí thư quên mật khẩu"
NEW = "hai ba bon nam sau"
SPENT = "Đường dẫn này không còn dùng được"


@pytest.fixture
def link(season):
    """A new password link of the account, as an administrator hands it over."""
    season.make_account(LOGIN, Role.cell_secretary, "HU-A-01", password=PASSWORD)
    return fresh_link(season)


def fresh_link(season):
    with season.writing() as session:
        account = accounts.find_account(session, LOGIN)
        return f"/password/{links.reset_password(session, command(season.now), account, REASON)}"


def set_password(client, link, password=NEW, again=None):
    return client.post(link, data={"password": password, "again": password if again is None else again})


def sign_in(client, password):
    return client.post("/sign-in", data={"login": LOGIN, "password": password}).status_code


def test_a_link_sets_the_password_once(client, link):
    first, second = set_password(client, link), set_password(client, link, "mot cau hoan toan khac")

    assert (first.status_code, first.location) == (303, "/sign-in")
    assert second.status_code == 404
    assert SPENT in second.text
    assert SPENT in client.get(link).text
    assert sign_in(client, PASSWORD) == 422
    assert sign_in(client, NEW) == 303


@pytest.mark.parametrize("behind", [")", ".", ").", ",", "”", "\u200b", "_", "-", "/", "_)"])
def test_what_stood_behind_a_link_in_a_message_does_no_harm(client, link, behind):
    page = client.get(link + behind)

    assert SPENT not in page.text
    assert set_password(client, link + behind).location == "/sign-in"


def test_the_page_of_a_link_says_whose_password_it_sets(client, link):
    page = client.get(link)

    assert page.status_code == 200
    assert LOGIN in page.text


def test_a_newer_link_makes_the_older_link_invalid(client, season, link):
    newer_link = fresh_link(season)

    older_page = client.get(link)

    assert older_page.status_code == 404
    assert SPENT in older_page.text
    assert LOGIN in client.get(newer_link).text


def test_a_link_expires_after_seven_days(client, link):
    with time_machine.travel(clock.now() + links.LINK_LASTS, tick=False):
        page = client.get(link)

    assert page.status_code == 404
    assert SPENT in page.text


def test_spent_and_unknown_links_look_the_same(app, client, link):
    set_password(client, link)
    stranger = app.test_client()

    spent_page, unknown_page = stranger.get(link).text, stranger.get("/password/khong-co").text

    assert spent_page == unknown_page.replace("khong-co", link.removeprefix("/password/"))


@pytest.mark.parametrize(
    ("password", "again"),
    [("ngan", "ngan"), (NEW, "khong giong nhau"), ("1111111111", "1111111111"), (f"x {LOGIN}", f"x {LOGIN}")],
)
def test_a_refused_password_leaves_the_link_usable(client, link, password, again):
    answer = set_password(client, link, password, again)

    assert answer.status_code == 422
    assert 'class="errors' in answer.text
    assert password not in answer.text.replace(LOGIN, "")
    assert client.get(link).status_code == 200


def test_a_new_password_signs_out_every_device(app, client, link):
    other_device = app.test_client()
    other_device.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})

    set_password(client, link)

    assert other_device.get("/").location == "/sign-in"


def test_only_the_digest_of_a_password_is_stored(client, season, link):
    set_password(client, link)

    with season.reading() as session:
        account = accounts.find_account(session, LOGIN)
        assert isinstance(account, Account)
        assert account.password_hash.startswith("$argon2id$")


def test_a_reason_that_is_too_long_is_refused_and_not_cut(season):
    season.make_account(LOGIN, Role.cell_secretary, "HU-A-01", password=PASSWORD)

    with pytest.raises(Refused) as refusal, season.writing() as session:
        links.reset_password(session, command(season.now), accounts.find_account(session, LOGIN), "lý do " * 100)

    assert [reason.code for reason in refusal.value.reasons] == ["reason_long"]
