"""One's own account: another password, where it is signed in, and signing out elsewhere."""

import re

import pytest
from sqlalchemy import select

from grading.models import Event, SignIn
from grading.services.accounts import accounts, tries
from tests.reading import words_of
from tests.season import PASSWORD
from workflows import Role

LOGIN, NEW = "secretary.hu-a-01", "mot cau that la dai"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1"


@pytest.fixture
def secretary(season):
    return season.make_account(LOGIN, Role.cell_secretary, "HU-A-01", password=PASSWORD)


@pytest.fixture
def signed_in(app, secretary):
    """Returns a function that signs the account in with a browser of its own."""

    def sign_in(agent=WINDOWS, address="203.0.113.7", login=LOGIN):
        browser = app.test_client()
        typed = {"login": login, "password": PASSWORD}
        answer = browser.post(
            "/sign-in", data=typed, headers={"User-Agent": agent}, environ_base={"REMOTE_ADDR": address}
        )
        assert answer.status_code == 303
        return browser

    return sign_in


def change(browser, old=PASSWORD, new=NEW, again=None, **more):
    return browser.post("/account/password", data={"old": old, "password": new, "again": again or new} | more)


def is_signed_in(browser):
    return browser.get("/units").status_code == 200


def sign_in(browser, password):
    return browser.post("/sign-in", data={"login": LOGIN, "password": password})


def sign_in_status(app, password):
    return sign_in(app.test_client(), password).status_code


def acts_of(season, login=LOGIN):
    with season.reading() as session:
        account = accounts.find_account(session, login)
        lines = session.scalars(
            select(Event).where(Event.subject_kind == "account", Event.subject_id == account.id).order_by(Event.number)
        )
        return [line.done for line in lines if line.by_id == account.id]


def test_the_page_lists_where_the_account_is_signed_in(signed_in):
    signed_in(IPHONE, "198.51.100.20")
    browser = signed_in(WINDOWS)

    page = browser.get("/account")

    assert page.status_code == 200
    assert "Chrome trên Windows Thiết bị này 203.0.113.…" in words_of(page)
    assert "Safari trên iPhone 198.51.100.…" in words_of(page)
    assert "198.51.100.20" not in page.text


def test_every_page_leads_to_the_own_account(signed_in):
    assert 'href="/account"' in signed_in().get("/").text


def test_neither_the_owner_nor_an_administrator_is_shown_a_token(season, signed_in):
    browser = signed_in()
    with season.reading() as session:
        digests = session.scalars(select(SignIn.token_sha256)).all()
        number = accounts.find_account(session, LOGIN).id
    with browser.session_transaction() as cookie:
        tokens = [cookie["_user_id"], browser.get_cookie("device").value, *digests]

    pages = browser.get("/account").text + season.client(season.who(Role.admin)).get(f"/accounts/{number}").text

    assert [token for token in tokens if token in pages] == []


# --- another password


def test_a_changed_password_ends_the_other_sign_ins_and_forgets_their_devices(app, season, signed_in):
    other, browser = signed_in(IPHONE), signed_in()

    answer = change(browser)

    assert (answer.status_code, answer.location) == (303, "/account")
    assert (is_signed_in(browser), is_signed_in(other)) == (True, False)
    assert (sign_in_status(app, PASSWORD), sign_in_status(app, NEW)) == (422, 303)
    assert acts_of(season)[-1] == "password_changed"


def test_a_changed_password_keeps_the_other_sign_ins_if_the_owner_says_so(signed_in):
    other, browser = signed_in(IPHONE), signed_in()

    change(browser, keep="1")

    assert (is_signed_in(browser), is_signed_in(other)) == (True, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "khong phai the"}, "Mật khẩu đang dùng chưa đúng."),
        ({"again": "mot cau khac han"}, "Hai lần nhập mật khẩu không giống nhau."),
        ({"new": "ngan"}, "Mật khẩu phải dài từ 10"),
        ({"new": f"x {LOGIN}"}, "dễ đoán hoặc có chứa tên đăng nhập"),
    ],
)
def test_a_refused_change_leaves_the_password_and_shows_none(app, season, signed_in, typed, said):
    other, browser = signed_in(IPHONE), signed_in()

    answer = change(browser, **typed)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert PASSWORD not in answer.text
    assert is_signed_in(other)
    assert sign_in_status(app, PASSWORD) == 303
    assert "password_changed" not in acts_of(season)


def test_whoever_finds_an_open_browser_cannot_guess_the_old_password(app, signed_in):
    browser = signed_in()
    for _try in range(tries.TRIES):
        change(browser, old="khong phai the")

    answer = change(browser)

    assert answer.status_code == 422
    assert "đã nhập sai quá nhiều lần" in words_of(answer)
    assert sign_in_status(app, PASSWORD) == 303


# --- signing out


def own_rows(browser):
    return re.findall(r'action="(/account/sign-ins/\d+/end)"', browser.get("/account").text)


def test_one_device_is_signed_out_and_the_others_stay(season, signed_in):
    other = signed_in(IPHONE)
    browser = signed_in()
    _this, that = own_rows(browser)

    answer = browser.post(that)

    assert answer.location == "/account#thiet-bi"
    assert (is_signed_in(browser), is_signed_in(other)) == (True, False)
    assert acts_of(season)[-1] == "sign_in_ended"


def test_a_second_click_on_the_same_device_is_one_act(season, signed_in):
    signed_in(IPHONE)
    browser = signed_in()
    _this, that = own_rows(browser)

    answers = [browser.post(that).location for _click in range(2)]

    assert answers == ["/account#thiet-bi"] * 2
    assert acts_of(season).count("sign_in_ended") == 1


def test_ending_the_present_sign_in_leads_to_the_sign_in(signed_in):
    browser = signed_in()

    answer = browser.post(own_rows(browser)[0])

    assert answer.location == "/sign-in"
    assert not is_signed_in(browser)


def test_nobody_ends_the_sign_in_of_somebody_else(season, signed_in):
    season.make_account("nguoi-khac", password=PASSWORD)
    other = signed_in(login="nguoi-khac")
    path = own_rows(other)[0]

    answer = signed_in().post(path)

    assert answer.status_code == 404
    assert is_signed_in(other)


def test_signing_out_everywhere_ends_every_sign_in_and_leaves_this_device_known(app, season, signed_in):
    other, browser = signed_in(IPHONE), signed_in()

    answer = browser.post("/account/sign-ins/end")
    for _try in range(tries.TRIES):
        sign_in_status(app, "sai roi nhe")

    assert answer.location == "/sign-in"
    assert (is_signed_in(browser), is_signed_in(other)) == (False, False)
    assert acts_of(season)[-1] == "signed_out_everywhere"
    typed = {"login": LOGIN, "password": PASSWORD}
    assert [each.post("/sign-in", data=typed).status_code for each in (other, browser)] == [429, 303]


# --- typed texts


def test_a_typed_text_loses_the_signs_that_nobody_sees(season):
    admin = season.client(season.who(Role.admin))

    made = admin.post("/accounts", data={"login": "can\u202e-bo\u200b"})

    assert made.status_code == 303
    with season.reading() as session:
        assert accounts.find_account(session, "can-bo") is not None


def test_a_password_is_taken_exactly_as_it_was_typed(app, signed_in):
    browser, strange = signed_in(), "mat\u200bkhau\u202e la lung"

    change(browser, new=strange)

    with_signs, without = (app.test_client(), app.test_client())
    sign_in(with_signs, strange)
    sign_in(without, "matkhau la lung")
    assert (is_signed_in(with_signs), is_signed_in(without)) == (True, False)
