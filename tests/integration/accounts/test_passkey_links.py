"""The link of a slip sets a key of the owner's device in place of a password, and ends what was before."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from grading import clock
from grading.models import Account, Passkey
from grading.services.accounts import own
from tests.authenticator import Authenticator
from tests.season import PASSWORD
from workflows import Role

LOGIN = "secretary.hu-a-01"


@pytest.fixture
def device():
    return Authenticator()


def link_in(page):
    return re.search(r"http://localhost(/password/[\w-]+)", page.text)[1]


def is_signed_in(browser):
    return browser.get("/units").status_code == 200


def keys_of(season):
    with season.reading() as session:
        return session.scalars(select(Passkey)).all()


@pytest.fixture
def link(app, season):
    admin = season.client(season.who(Role.admin))
    season.make_account("moi", Role.cell_secretary, "HU-A-02", password="mat khau truoc day")
    with season.reading() as session:
        number = session.scalars(select(Account.id).where(Account.login == "moi")).one()
    page = admin.post(f"/accounts/{number}/password-link", data={"reason": "Điện thoại bị mất"})
    return link_in(page)


def use(app, link, device):
    browser = app.test_client()
    question = browser.post(f"{link}/passkey/question").json
    return browser, browser.post(f"{link}/passkey", data={"answer": device.makes(question)}, follow_redirects=True)


def test_the_link_of_the_slip_sets_a_key_and_signs_in(app, link, device):
    browser, page = use(app, link, device)

    assert is_signed_in(browser)
    assert "Việc cần làm" in page.text or "Tài khoản của tôi" in page.text
    assert app.test_client().get(link).status_code == 404


def test_a_key_in_place_of_a_password_ends_the_password(app, link, device):
    use(app, link, device)
    other = app.test_client()

    page = other.post("/sign-in", data={"login": "moi", "password": "mat khau truoc day"})

    assert "chưa đúng" in page.text
    assert not is_signed_in(other)


def test_a_new_link_ends_the_keys_of_a_lost_phone(app, season, device):
    season.make_account(LOGIN, Role.cell_secretary, "HU-A-01", password=PASSWORD)
    owner = app.test_client()
    owner.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
    owner.post("/account/passkeys", data={
        "answer": device.makes(owner.post("/account/passkeys/question", data={"old": PASSWORD}).json)
    })  # fmt: skip
    before = len(keys_of(season))
    admin = season.client(season.who(Role.admin))
    with season.reading() as session:
        number = session.scalars(select(Account.id).where(Account.login == LOGIN)).one()
    page = admin.post(f"/accounts/{number}/password-link", data={"reason": "Điện thoại bị mất"})
    link = link_in(page)
    app.test_client().post(link, data={"password": "mot cau dai hon", "again": "mot cau dai hon"})

    question = owner.post("/sign-in/passkey/question").json
    refused = owner.post("/sign-in/passkey", data={"answer": device.signs(question)}, follow_redirects=True)

    assert (before, keys_of(season)) == (1, [])
    assert "Khóa đăng nhập này chưa đúng" in refused.text


def test_the_last_key_of_an_account_without_a_password_stays(season, app, link, device):
    browser, _page = use(app, link, device)

    page = browser.post(f"/account/passkeys/{keys_of(season)[0].id}/remove", follow_redirects=True)

    assert "cách đăng nhập duy nhất" in page.text
    assert len(keys_of(season)) == 1


def test_without_a_password_a_second_key_asks_for_a_fresh_sign_in(app, link, device):
    browser, _page = use(app, link, device)
    at_once = browser.post("/account/passkeys/question").status_code
    with time_machine.travel(clock.now() + own.FRESH_FOR + timedelta(seconds=1), tick=False):
        later = browser.post("/account/passkeys/question")

    assert at_once == 200
    assert "đăng nhập lại" in later.json["refused"]
