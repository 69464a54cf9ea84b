"""Wrong tries to sign in: strangers never lock an owner out, and guessing is slow from wherever it comes."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from grading import clock
from grading.actors import command
from grading.models import KnownDevice, SignInFailure
from grading.services.accounts import accounts, devices, links, tries
from tests.integration.test_races import together_at
from tests.season import PASSWORD
from workflows import Role

LOGIN, WRONG = "secretary.hu-a-01", "sai roi nhe"
OWNERS, STRANGERS = "203.0.113.7", "198.51.100.1"
MINUTE = timedelta(minutes=1)
PAUSED = "Mời thử lại sau"


@pytest.fixture
def watch():
    with time_machine.travel(clock.now(), tick=False) as watch:
        yield watch


@pytest.fixture
def secretary(season, watch):
    return season.make_account(LOGIN, Role.cell_secretary, "HU-A-01", password=PASSWORD)


@pytest.fixture
def owner(app, secretary):
    """The owner's browser, in which the account was signed in and out once."""
    browser = app.test_client()
    assert tried(browser, PASSWORD, address=OWNERS).status_code == 303
    browser.post("/sign-out")
    return browser


def tried(browser, password, *, login=LOGIN, address=STRANGERS):
    return browser.post("/sign-in", data={"login": login, "password": password}, environ_base={"REMOTE_ADDR": address})


def guess(app, times, *, login=LOGIN, address=STRANGERS):
    return [tried(app.test_client(), WRONG, login=login, address=address).status_code for _time in range(times)]


@pytest.mark.parametrize("address", [STRANGERS, OWNERS], ids=["from elsewhere", "from the owner's own network"])
def test_a_stranger_never_locks_the_owner_out_of_a_known_device(app, owner, watch, address):
    outcomes = []
    for _hour in range(24):  # the last day of a season
        guess(app, tries.TRIES_OF_A_NETWORK, address=address)
        outcomes.append(tried(owner, PASSWORD, address=OWNERS).status_code)
        owner.post("/sign-out")
        watch.shift(60 * MINUTE)

    assert outcomes == [303] * 24


def test_on_an_unknown_device_a_link_signs_the_owner_in_at_once_whatever_strangers_try(app, season, secretary):
    guess(app, tries.TRIES)
    new_device = app.test_client()
    refused = tried(new_device, PASSWORD, address=OWNERS)
    with season.writing() as session:
        account = accounts.find_account(session, LOGIN)
        token = links.reset_password(session, command(season.now), account, "Máy mới")
    new_device.post(f"/password/{token}", data={"password": "mot cau that dai", "again": "mot cau that dai"})
    guess(app, tries.TRIES)

    let_in = tried(new_device, "mot cau that dai", address=OWNERS)
    assert (refused.status_code, PAUSED in refused.text) == (429, True)
    assert (let_in.status_code, PAUSED in let_in.text) == (303, False)


def test_the_pause_says_how_long_it_lasts_and_what_to_do(app, secretary, watch):
    guess(app, tries.TRIES)
    watch.shift(4 * MINUTE)

    answer = tried(app.test_client(), PASSWORD)

    assert answer.status_code == 429
    assert "Mời thử lại sau 11 phút" in answer.text
    assert "trên thiết bị đã dùng trước đây" in answer.text
    assert "cấp đường dẫn đặt mật khẩu" in answer.text


@pytest.mark.parametrize(
    ("minutes", "paused"), [(0, True), (1, True), (14, True), (15, False), (60, False)], ids=lambda each: str(each)
)
def test_a_pause_ends_a_quarter_of_an_hour_after_the_try(app, secretary, watch, minutes, paused):
    guess(app, tries.TRIES)
    watch.shift(minutes * MINUTE)

    assert (PAUSED in tried(app.test_client(), PASSWORD).text) is paused


@pytest.mark.parametrize(
    ("names", "each", "statuses"),
    [
        (24, 1, [422] * 24 + [429] * 8),  # one try with each of many names
        (8, 3, [422] * 24 + [429] * 8),
        (3, 8, [422] * 24 + [429] * 8),
    ],
)
def test_one_network_is_slowed_for_all_names_together(app, secretary, names, each, statuses):
    made = [status for number in range(names) for status in guess(app, each, login=f"ten-{number}")]
    made += guess(app, 8, login="ten-khac")

    assert made == statuses
    assert tried(app.test_client(), PASSWORD, address=OWNERS).status_code == 303, "another network is as before"
    assert "Từ mạng này" in tried(app.test_client(), PASSWORD).text


def test_a_right_try_gives_a_stranger_no_new_tries_with_other_names(app, season, secretary):
    season.make_account("cua-ke-la", password=PASSWORD)
    guess(app, 20, login="ten-khac")
    guess(app, 3, login="ten-nua")

    tried(app.test_client(), PASSWORD, login="cua-ke-la")
    later = guess(app, 16, login="ten-thu-ba")

    assert 422 in later
    assert later.count(422) < 16


def test_a_known_device_has_a_limit_of_its_own(app, owner):
    made = [tried(owner, WRONG).status_code for _try in range(tries.TRIES)]
    paused = tried(owner, PASSWORD)

    assert made == [422] * tries.TRIES
    assert paused.status_code == 429
    assert "Thiết bị này đã nhập sai quá nhiều lần" in paused.text
    assert tried(app.test_client(), PASSWORD).status_code == 303, "the tries of a known device count nowhere else"


def test_a_device_is_known_to_the_account_that_was_signed_in_there_alone(app, season, owner):
    season.make_account("nguoi-khac", password=PASSWORD)
    guess(app, tries.TRIES, login="nguoi-khac")

    strangers, owners = (
        tried(owner, PASSWORD, login="nguoi-khac", address=OWNERS),
        tried(owner, PASSWORD, address=OWNERS),
    )
    assert (strangers.status_code, PAUSED in strangers.text) == (429, True)
    assert (owners.status_code, PAUSED in owners.text) == (303, False)


def test_two_people_who_share_a_machine_are_both_known_there(app, season, owner):
    season.make_account("nguoi-khac", password=PASSWORD)
    tried(owner, PASSWORD, login="nguoi-khac", address=OWNERS)
    owner.post("/sign-out")
    for login in (LOGIN, "nguoi-khac"):
        guess(app, tries.TRIES, login=login)

    outcomes = []
    for login in (LOGIN, "nguoi-khac"):
        outcomes.append(tried(owner, PASSWORD, login=login, address=OWNERS).status_code)
        owner.post("/sign-out")

    assert outcomes == [303, 303]


def test_a_value_that_was_planted_in_the_browser_makes_no_device_known(app, season, secretary):
    browser = app.test_client()
    browser.set_cookie("device", "gia-tri-cua-ke-la")

    tried(browser, PASSWORD)

    with season.reading() as session:
        stored = session.scalars(select(KnownDevice.token_sha256)).all()
    assert devices.digest("gia-tri-cua-ke-la") not in stored
    assert len(stored) == 1


def test_a_device_that_nobody_used_for_long_is_forgotten(app, owner, watch):
    watch.shift(devices.KNOWN_FOR + MINUTE)
    guess(app, tries.TRIES)

    assert PAUSED in tried(owner, PASSWORD, address=OWNERS).text


def test_tries_that_no_longer_count_are_not_kept(app, season, secretary, watch):
    guess(app, 3)
    watch.shift(tries.TRIES_WITHIN + MINUTE)
    guess(app, 1)

    with season.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInFailure)) == 1


def test_a_known_device_stores_no_more_than_a_digest(season, owner):
    cookie = owner.get_cookie("device").value

    with season.reading() as session:
        assert session.scalars(select(KnownDevice.token_sha256)).all() == [devices.digest(cookie)]


def test_an_account_knows_a_bounded_number_of_devices(app, season, secretary):
    for _device in range(devices.MOST_KNOWN + 2):
        tried(app.test_client(), PASSWORD)

    with season.reading() as session:
        assert session.scalar(select(func.count()).where(KnownDevice.forgotten_at.is_(None))) == devices.MOST_KNOWN


# --- at once


@pytest.mark.both_databases
def test_tries_at_once_from_one_network_with_many_names_are_counted_together(season, secretary):
    browsers = [season.app.test_client() for _number in range(tries.TRIES_OF_A_NETWORK + 6)]
    asks = [lambda browser=browser, number=number: tried(browser, WRONG, login=f"ten-{number}")
            for number, browser in enumerate(browsers)]  # fmt: skip

    statuses = [answer.status_code for answer in together_at(*asks)]

    assert (statuses.count(422), statuses.count(429)) == (tries.TRIES_OF_A_NETWORK, 6)
    with season.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInFailure)) == tries.TRIES_OF_A_NETWORK


@pytest.mark.both_databases
def test_right_passwords_at_once_after_the_last_try_tell_a_stranger_nothing(season, secretary):
    browsers = [season.app.test_client() for _number in range(tries.TRIES + 4)]
    asks = [lambda browser=browser: tried(browser, WRONG) for browser in browsers]

    statuses = [answer.status_code for answer in together_at(*asks)]

    assert (statuses.count(422), statuses.count(429)) == (tries.TRIES, 4)
