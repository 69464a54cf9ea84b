"""Signing in and out: who can sign in, for how long, and what a stranger learns."""

import re
from datetime import timedelta

import pytest
import time_machine
from argon2 import extract_parameters

from grading import clock
from grading.services.accounts import accounts, passwords, signing_in, tries
from tests.quick_passwords import OF_THE_SERVICE
from tests.season import PASSWORD
from workflows import Role

LOGIN = "secretary.hu-a-01"


@pytest.fixture
def secretary(season):
    return season.make_account(LOGIN, Role.cell_secretary, "HU-A-01", password=PASSWORD)


def sign_in(client, login=LOGIN, password=PASSWORD, **more):
    return client.post("/sign-in", data={"login": login, "password": password} | more)


def test_the_right_password_leads_to_the_page_that_was_requested(client, secretary):
    request_before = client.get("/units?q=mau")
    answer = sign_in(client, next="/units?q=mau")

    assert (request_before.status_code, request_before.location) == (302, "/sign-in?next=/units?q%3Dmau")
    assert (answer.status_code, answer.location) == (303, "/units?q=mau")
    assert client.get(answer.location).status_code == 200


def test_a_password_kept_by_weaker_parameters_is_hashed_anew_at_the_sign_in(client, season, secretary, monkeypatch):
    monkeypatch.setattr(passwords, "hasher", OF_THE_SERVICE)

    answers = sign_in(client).status_code, sign_in(client).status_code

    with season.reading() as session:
        kept = accounts.find_account(session, LOGIN).password_hash
    assert answers == (303, 303)
    assert extract_parameters(kept) == extract_parameters(OF_THE_SERVICE.hash(PASSWORD))


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "///units", "//[", "/nowhere", ""]
)
def test_signing_in_never_leads_to_another_site_or_an_unknown_page(client, secretary, target):
    answer = sign_in(client, next=target)

    assert answer.location == "/"


def test_the_name_may_be_typed_in_capitals_and_with_spaces(client, secretary):
    answer = sign_in(client, login=f"  {LOGIN.upper()} ")

    assert (answer.status_code, answer.location) == (303, "/")
    assert 'action="/sign-out"' in client.get("/").text


def test_the_answer_to_a_wrong_password_says_how_many_tries_are_left_and_keeps_the_name(client, secretary):
    answer = sign_in(client, password="sai roi nhe")

    assert answer.status_code == 422
    assert "Còn 7 lần" in answer.text
    assert f'value="{LOGIN}"' in answer.text
    assert "sai roi nhe" not in answer.text


def without_token(page: str) -> str:
    return re.sub(r'name="csrf_token"[^>]*>', "", page)


def test_an_unknown_name_is_answered_like_a_wrong_password(client, secretary):
    wrong_password = sign_in(client, password="sai roi nhe")
    unknown_name = sign_in(client, login="secretary.hu-a-99", password="sai roi nhe")

    assert unknown_name.status_code == wrong_password.status_code
    assert without_token(unknown_name.text.replace("hu-a-99", "hu-a-01")) == without_token(wrong_password.text)


def test_after_eight_wrong_tries_the_right_password_is_refused_for_a_quarter_of_an_hour(client, secretary):
    with time_machine.travel(clock.now(), tick=False) as watch:
        for _try in range(tries.TRIES):
            sign_in(client, password="sai roi nhe")
        paused = sign_in(client)
        watch.shift(tries.TRIES_WITHIN + timedelta(seconds=1))
        later = sign_in(client)

    assert paused.status_code == 429
    assert "15 phút" in paused.text
    assert later.status_code == 303


def test_wrong_tries_with_one_name_do_not_block_another_name(client, season, secretary):
    for _try in range(tries.TRIES):
        sign_in(client, login="nobody.here", password="sai roi nhe")

    blocked_name, other_name = sign_in(client, login="nobody.here"), sign_in(client)

    assert blocked_name.status_code == 429
    assert "Đã nhập sai quá nhiều lần với tên này" in blocked_name.text
    assert (other_name.status_code, other_name.location) == (303, "/")


def test_a_null_character_in_the_name_is_refused(client):
    answer = sign_in(client, login="a\0b")

    assert answer.status_code == 400
    assert "Yêu cầu chưa đúng" in answer.text


def test_a_disabled_account_is_signed_out_at_once_and_cannot_sign_in_again(client, season, secretary):
    sign_in(client)
    with season.acting(season.who(Role.admin)) as (session, admin):
        accounts.set_disabled(session, admin, accounts.find_account(session, LOGIN), True)

    home_page, second_sign_in = client.get("/"), sign_in(client)

    assert (home_page.status_code, home_page.location) == (302, "/sign-in")
    assert second_sign_in.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in second_sign_in.text


def test_a_sign_in_lasts_a_working_day(client, secretary):
    with time_machine.travel(clock.now(), tick=False) as watch:
        sign_in(client)
        watch.shift(signing_in.SIGNED_IN_FOR - timedelta(minutes=1))
        page_before = client.get("/")
        watch.shift(timedelta(minutes=2))
        page_after = client.get("/units")

    assert page_before.status_code == 200
    assert page_after.location == "/sign-in?next=/units"


def test_signing_out_also_makes_a_copied_cookie_invalid(client, app, season, secretary):
    sign_in(client)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    client.post("/sign-out")
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie["_user_id"] = token

    assert client.get("/").location == "/sign-in"
    assert thief.get("/").location == "/sign-in"


def test_signing_in_keeps_only_the_language_of_the_previous_visitor(client, secretary):
    client.post("/language", data={"lang": "en", "next": "/sign-in"})
    with client.session_transaction() as cookie:
        cookie["left_behind"] = "by somebody else"
    sign_in(client)

    with client.session_transaction() as cookie:
        assert cookie["lang"] == "en"
        assert "left_behind" not in cookie


def test_a_form_from_a_visitor_who_is_not_signed_in_is_answered_with_what_was_typed(client, season):
    answer = client.post(
        "/accounts", data={"login": "một dòng đã gõ"}, headers={"Referer": "http://localhost/accounts/new"}
    )

    assert answer.status_code == 401
    assert "một dòng đã gõ" in answer.text
    assert '<input type="hidden" name="next" value="/accounts/new">' in answer.text


def test_choosing_a_language_returns_to_the_same_page_in_that_language(client):
    answer = client.post("/language", data={"lang": "en", "next": "/sign-in?next=/units"})

    assert answer.location == "/sign-in?next=/units"
    assert '<html lang="en"' in client.get("/sign-in").text


def test_a_signed_in_person_is_not_asked_to_sign_in_again(client, secretary):
    sign_in(client)

    assert client.get("/sign-in").location == "/"


def test_the_style_sheet_carries_no_cookie_and_may_be_cached(client, secretary):
    sign_in(client)
    answer = client.get("/static/look.css?v=1")
    answer.close()

    assert "Set-Cookie" not in answer.headers
    assert "immutable" in answer.headers["Cache-Control"]


def test_pages_of_a_signed_in_person_are_not_cached(client, secretary):
    sign_in(client)
    answer = client.get("/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("sign", ["\u2010", "\u2011", "\u2013"])
def test_a_hyphen_that_a_program_made_longer_is_a_hyphen_of_the_name(sign):
    assert accounts.typed_login(f"bithu.xa{sign}moi") == "bithu.xa-moi"
