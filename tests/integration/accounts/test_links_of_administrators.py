"""A password link that an administrator makes for somebody: who and why, what its owner sees, and the second person."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from grading import clock
from grading.actors import command
from grading.models import PasswordLink
from grading.services.accounts import accounts, links
from grading.services.ground.errors import Refused
from tests.integration.accounts.linking import (
    LOGIN,
    NEW,
    REASON,
    link_in,
    made,
    signed_in,
)
from tests.integration.accounts.linking import admin as admin
from tests.integration.accounts.linking import reviewer as reviewer
from tests.integration.accounts.linking import second as second
from tests.integration.accounts.linking import two_people as two_people
from tests.reading import words_of
from workflows import Role


def test_a_link_keeps_who_made_it_when_and_why(season, admin, reviewer):
    before = clock.now()

    made(admin, reviewer, f"  {REASON}\n")

    with season.reading() as session:
        link = session.scalars(select(PasswordLink).where(PasswordLink.used_at.is_(None))).one()
        assert (link.by.login, link.reason) == (season.who(Role.admin), REASON)
        assert timedelta() <= link.at - before < timedelta(minutes=1)


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", ".", "12", "\u3164", "\u115f \uffa0"])
def test_a_link_without_a_reason_is_refused_at_its_box(season, admin, reviewer, reason):
    answer = made(admin, reviewer, reason)

    assert answer.status_code == 422
    assert "Mời ghi lý do cấp đường dẫn đặt mật khẩu." in words_of(answer)
    assert "/password/" not in answer.text


def test_the_inspector_reads_who_made_a_link_and_why(season, admin, reviewer):
    made(admin, reviewer)

    page = words_of(season.client(season.who(Role.inspector, "HU")).get("/record"))

    assert f"Cấp đường dẫn đặt mật khẩu {LOGIN} {season.who(Role.admin)} {REASON}" in page


# --- what the owner sees


def test_the_owner_is_told_at_the_next_sign_in_until_they_confirm(app, season, admin, reviewer):
    made(admin, reviewer)
    _first, answer = signed_in(app, next="/units")
    browser, again = signed_in(app, next="/units")
    page = browser.get(again.location)
    last = re.search(r'name="last" value="(\d+)"', page.text)[1]

    confirmed = browser.post("/account/links/confirmation", data={"last": last, "next": "/units"})

    assert answer.location == again.location == "/account?next=/units"
    assert f"quản trị viên {season.who(Role.admin)} đã cấp đường dẫn đặt lại mật khẩu. Lý do: {REASON}." in words_of(
        page
    )
    assert "Nếu không phải đồng chí yêu cầu" in words_of(page)
    assert confirmed.location == "/units"
    assert signed_in(app, next="/units")[1].location == "/units"


def test_the_owner_still_finds_a_link_that_somebody_confirmed_in_their_name(app, admin, reviewer):
    """Whoever used the link signs in as the owner, and can press every button of theirs."""
    thief = app.test_client()
    thief.post(link_in(made(admin, reviewer)), data={"password": NEW, "again": NEW})
    thief.post("/sign-in", data={"login": LOGIN, "password": NEW})
    thief.post("/account/links/confirmation", data={"last": "999"})

    page = words_of(signed_in(app, NEW)[0].get("/account"))

    assert "Đường dẫn đặt lại mật khẩu đã cấp quản trị viên" in page
    assert REASON in page


def test_a_confirmation_covers_only_the_links_that_the_page_showed(app, admin, reviewer):
    made(admin, reviewer)
    browser, answer = signed_in(app)
    last = re.search(r'name="last" value="(\d+)"', browser.get(answer.location).text)[1]
    made(admin, reviewer, "Lần thứ hai")

    browser.post("/account/links/confirmation", data={"last": last})

    page = words_of(browser.get("/account"))
    assert "Lý do: Lần thứ hai." in page
    assert f"Lý do: {REASON}." not in page


def test_the_first_link_of_an_account_asks_its_owner_nothing(app, season, admin):
    season.make_account(LOGIN, Role.cell_secretary, "HU-A-01")
    with season.reading() as session:
        number = accounts.find_account(session, LOGIN).id
    browser = app.test_client()
    browser.post(link_in(made(admin, number)), data={"password": NEW, "again": NEW})

    assert signed_in(app, NEW)[1].location == "/"


def test_a_link_of_a_command_is_shown_as_such(app, season, reviewer):
    with season.writing() as session:
        links.reset_password(session, command(season.now), accounts.find_account(session, LOGIN), REASON)

    browser, answer = signed_in(app)

    assert "người vận hành máy chủ (bằng lệnh) đã cấp đường dẫn" in words_of(browser.get(answer.location))


# --- two people


def test_a_link_for_a_deciding_account_opens_when_a_second_administrator_confirmed_it(
    app, admin, second, reviewer, two_people
):
    page = made(admin, reviewer)
    link, visitor = link_in(page), app.test_client()
    before, refused = visitor.get(link), visitor.post(link, data={"password": NEW, "again": NEW})
    listed = words_of(second.get("/accounts"))

    second.post(f"/accounts/{reviewer}/password-link/confirmation")
    done = visitor.post(link, data={"password": NEW, "again": NEW})

    assert "Cần một quản trị viên khác xác nhận" in words_of(page)
    assert (before.status_code, refused.status_code) == (409, 409)
    assert "cần quản trị viên thứ hai xác nhận" in words_of(before)
    assert f"chờ quản trị viên thứ hai xác nhận {LOGIN}" in listed
    assert (done.status_code, done.location) == (303, "/sign-in")


def test_the_administrator_who_made_a_link_does_not_confirm_it(app, admin, reviewer, two_people):
    link = link_in(made(admin, reviewer))

    refused = admin.post(f"/accounts/{reviewer}/password-link/confirmation")

    assert refused.status_code == 422
    assert "Cần một quản trị viên khác." in words_of(refused)
    assert app.test_client().get(link).status_code == 409


def test_a_confirmation_without_a_waiting_link_is_refused(second, reviewer, two_people):
    refused = second.post(f"/accounts/{reviewer}/password-link/confirmation")

    assert refused.status_code == 422
    assert "Không còn đường dẫn nào chờ xác nhận." in words_of(refused)


@pytest.mark.parametrize(
    ("role", "unit", "waits"),
    [
        (Role.cell_secretary, "HU-A-01", False),
        (Role.cell_committee, "HU-A-01", False),
        (Role.commune_reviewer, "HU-A", True),
        (Role.appraiser, "HU", True),
        (Role.appraisal_lead, "HU", True),
        (Role.authority_secretary, "HU", True),
        (Role.award_clerk, "HU", False),
        (Role.inspector, "HU", False),
        (Role.admin, None, False),
    ],
)
def test_which_accounts_need_two_people_follows_from_the_processes(season, role, unit, waits):
    season.make_account(LOGIN, role, unit)

    with season.reading() as session:
        assert links.scores_or_decides(session, accounts.find_account(session, LOGIN)) is waits


def test_ending_a_role_for_a_moment_does_not_spare_the_second_person(season, reviewer):
    season.end_roles(LOGIN, Role.commune_reviewer)

    with season.reading() as session:
        assert links.scores_or_decides(session, accounts.find_account(session, LOGIN))


def test_the_rule_holds_when_the_link_is_used_and_not_only_when_it_was_made(app, season, admin, two_people):
    """The role is granted between the two."""
    season.make_account(LOGIN)
    with season.reading() as session:
        number = accounts.find_account(session, LOGIN).id
    link = link_in(made(admin, number))

    season.make_account(LOGIN, Role.appraiser, "HU")

    opened = app.test_client().get(link)
    assert opened.status_code == 409
    assert "cần quản trị viên thứ hai xác nhận" in opened.text


def test_without_the_setting_nobody_waits(app, admin, reviewer):
    link = link_in(made(admin, reviewer))

    opened = app.test_client().get(link)
    assert opened.status_code == 200
    assert "cần quản trị viên thứ hai xác nhận" not in opened.text


def test_the_service_itself_refuses_a_link_that_waits(season, reviewer):
    with season.writing() as session:
        account = accounts.find_account(session, LOGIN)
        token = links.reset_password(session, command(season.now), account, REASON)
        with pytest.raises(Refused) as refused:
            links.set_password(session, token, NEW, now=season.now, two_people=True)

    assert refused.value.reasons[0].code == "link_waits"
