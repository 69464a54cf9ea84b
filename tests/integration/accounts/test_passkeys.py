"""Signing in by the lock of one's own device: a key is made by somebody who has shown who they are, and opens one
account, at one address, once for each question."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from grading import clock
from grading.models import Account, Event, Passkey
from grading.services.accounts import passkeys
from grading.web.shell.passkey_site import site_at
from tests.authenticator import Authenticator
from tests.season import PASSWORD
from workflows import Role

LOGIN = "secretary.hu-a-01"


@pytest.fixture
def secretary(season):
    return season.make_account(LOGIN, Role.cell_secretary, "HU-A-01", password=PASSWORD)


@pytest.fixture
def device():
    return Authenticator()


@pytest.fixture
def owner(app, secretary):
    browser = app.test_client()
    browser.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
    return browser


@pytest.fixture
def added(owner, device):
    """The browser with a key in the device, signed out."""
    add(owner, device)
    owner.post("/sign-out")
    return owner


def add(browser, device, password=PASSWORD):
    asked = browser.post("/account/passkeys/question", data={"old": password})
    answer = device.makes(asked.json) if asked.status_code == 200 else ""
    return asked, browser.post("/account/passkeys", data={"answer": answer}, follow_redirects=True)


def sign_in(browser, device, **more):
    question = browser.post("/sign-in/passkey/question").json
    return browser.post("/sign-in/passkey", data={"answer": device.signs(question)} | more, follow_redirects=True)


def is_signed_in(browser):
    return browser.get("/units").status_code == 200


def keys_of(season):
    with season.reading() as session:
        return session.scalars(select(Passkey)).all()


def test_a_key_of_the_device_signs_in_without_a_password(season, added, device):
    page = sign_in(added, device)

    assert is_signed_in(added)
    assert "Việc cần làm" in page.text
    assert keys_of(season)[0].sign_count == 1


def test_adding_and_removing_a_key_stands_in_the_record(season, owner, device):
    add(owner, device)
    page = owner.post(f"/account/passkeys/{keys_of(season)[0].id}/remove", follow_redirects=True)

    with season.reading() as session:
        done = session.scalars(select(Event.done).order_by(Event.number)).all()[-2:]
    assert done == ["passkey_added", "passkey_removed"]
    assert "Chưa có khóa nào." in page.text


def test_whoever_finds_an_open_browser_adds_no_key(season, owner, device):
    asked, page = add(owner, device, password="doan mo ho")

    assert (asked.status_code, asked.json["refused"]) == (422, "Mật khẩu đang dùng chưa đúng. Mời nhập lại.")
    assert "Đã quá 5 phút" in page.text
    assert keys_of(season) == []


@pytest.mark.parametrize(
    "device",
    [Authenticator(origin="https://localhost.example.org"), Authenticator(verifies=False)],
    ids=["another address", "without finger, face or PIN"],
)
def test_a_key_that_was_made_otherwise_is_refused(season, owner, device):
    _asked, page = add(owner, device)

    assert "Thiết bị chưa tạo được khóa đăng nhập" in page.text
    assert keys_of(season) == []


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', '{"id":"a","rawId":"a","type":"x"}'])
def test_an_answer_that_is_none_is_refused_with_what_to_do(added, answer):
    added.post("/sign-in/passkey/question")

    page = added.post("/sign-in/passkey", data={"answer": answer}, follow_redirects=True)

    assert "Khóa đăng nhập này chưa đúng hoặc đã bị bỏ." in page.text
    assert not is_signed_in(added)


@pytest.mark.parametrize("fault", ["unknown key", "other key", "other address", "not verified"])
def test_only_the_right_device_at_the_right_address_signs_in(app, added, device, fault):
    if fault == "unknown key":
        device.name = b"another name of a key"
    elif fault == "other key":
        device.key = Authenticator().key
    elif fault == "other address":
        device.origin = "https://evil.example.org"
    else:
        device.verifies = False

    page = sign_in(added, device)

    assert "Khóa đăng nhập này chưa đúng" in page.text
    assert not is_signed_in(added)


def test_an_answer_opens_nothing_a_second_time(app, added, device):
    question = added.post("/sign-in/passkey/question").json
    cookie, answer = added.get_cookie("session").value, device.signs(question)
    added.post("/sign-in/passkey", data={"answer": answer})
    thief = app.test_client()
    thief.set_cookie("session", cookie)

    page = thief.post("/sign-in/passkey", data={"answer": answer}, follow_redirects=True)

    assert "Khóa đăng nhập này chưa đúng" in page.text
    assert not is_signed_in(thief)


def test_a_question_is_answered_within_five_minutes(added, device):
    with time_machine.travel(clock.now() - passkeys.ANSWERED_WITHIN - timedelta(seconds=1), tick=False):
        question = added.post("/sign-in/passkey/question").json

    page = added.post("/sign-in/passkey", data={"answer": device.signs(question)}, follow_redirects=True)

    assert "Đã quá 5 phút" in page.text
    assert not is_signed_in(added)


def test_a_question_for_one_purpose_serves_no_other(added, device):
    question = added.post("/sign-in/passkey/question").json
    added.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})

    page = added.post("/account/passkeys", data={"answer": device.makes({**question, "rp": {"id": "localhost"}})},
                      follow_redirects=True)  # fmt: skip

    assert "Đã quá 5 phút" in page.text


def test_a_disabled_account_is_not_let_in_by_its_key(season, added, device):
    with season.writing() as session:
        session.scalars(select(Account).where(Account.login == LOGIN)).one().disabled_at = season.now

    page = sign_in(added, device)

    assert "Khóa đăng nhập này chưa đúng" in page.text


def test_the_same_device_is_not_added_twice(season, owner, device):
    add(owner, device)
    _asked, page = add(owner, device)

    assert "Thiết bị chưa tạo được khóa đăng nhập" in page.text
    assert len(keys_of(season)) == 1


def test_a_key_of_somebody_else_is_not_there(season, added, device, app):
    season.make_account("nguoi-khac", password=PASSWORD)
    other = app.test_client()
    other.post("/sign-in", data={"login": "nguoi-khac", "password": PASSWORD})

    answer = other.post(f"/account/passkeys/{keys_of(season)[0].id}/remove")

    assert answer.status_code == 404
    assert len(keys_of(season)) == 1


def test_an_account_has_a_bounded_number_of_keys(season, owner):
    for number in range(passkeys.MOST):
        add(owner, Authenticator(name=b"key %d" % number))
    _asked, page = add(owner, Authenticator(name=b"one more"))

    assert "tối đa 10 khóa" in page.text
    assert len(keys_of(season)) == passkeys.MOST


# --- where there are keys


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://chi-bo.example.org", "chi-bo.example.org"),
        ("https://chi-bo.example.org:8443/x", "chi-bo.example.org"),
        ("http://localhost:8000", "localhost"),
        ("http://chi-bo.example.org", None),
        ("https://192.0.2.7", None),
        ("http://127.0.0.1:8000", None),
        ("", None),
    ],
)
def test_keys_are_offered_where_browsers_make_them(base_url, host):
    where = site_at(base_url)

    assert (where and where.host) == host


def test_without_such_an_address_no_page_speaks_of_keys_and_no_question_is_asked(app, settings, owner):
    app.extensions["settings"] = settings.model_copy(update={"base_url": "http://192.0.2.7"})

    asked, page = app.test_client().post("/sign-in/passkey/question"), owner.get("/account").text
    app.extensions["settings"] = settings

    assert asked.status_code == 404
    assert "passkey.js" not in page
    assert "Khóa đăng nhập" not in page
