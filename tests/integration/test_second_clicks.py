"""The same form sent twice within moments is one act: the second answer is the first, and nothing is done twice."""

import re

import pytest
import time_machine

from grading import clock, text
from grading.services.accounts import accounts
from grading.services.record.recording import SECOND_CLICK
from tests.integration.decisions.meetings import CELLS, COMMUNE, find, open_meeting, version, wait_at_the_commune
from tests.reading import words_of
from workflows import Role


@pytest.fixture
def admin(season):
    return season.client(season.make_account("admin.all", Role.admin))


@pytest.fixture
def draft(season):
    """The secretary of a meeting whose decision is drafted, the address that discards the draft, and the form."""
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, _page = open_meeting(season)
    with season.reading() as session:
        return client, f"/decisions/{find(season, session).id}/discarding", version(season)


def newest_on_the_form(admin):
    return re.search(r'name="version" value="(\d+)"', admin.get("/accounts/new").text)[1]


def test_a_draft_is_discarded_once(draft):
    client, address, typed = draft

    first, second = (client.post(address, data=typed) for _click in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert second.location == first.location


def test_a_draft_that_was_discarded_some_time_ago_is_gone(draft):
    client, address, typed = draft
    client.post(address, data=typed)

    with time_machine.travel(clock.now() + 2 * SECOND_CLICK):
        later = client.post(address, data=typed)

    assert later.status_code == 404
    assert "Không tìm thấy trang này" in words_of(later)


def test_a_draft_that_somebody_else_has_just_discarded_is_gone(season, draft):
    client, address, typed = draft
    client.post(address, data=typed)
    other = season.client(season.make_account("authority-2.hu-a", Role.authority_secretary, COMMUNE))

    answer = other.post(address, data=typed)

    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in words_of(answer)


@pytest.mark.parametrize("login", ["", "bithu.ap3"])
def test_an_account_is_made_once(admin, login):
    form = {"role": "cell_secretary", "seat": "hu-a-03", "login": login, "version": newest_on_the_form(admin)}

    first, second = (admin.post("/accounts", data=form) for _click in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert second.location == first.location


def test_the_form_opened_again_makes_another_account(admin):
    form = {"role": "appraiser", "seat": "hu"}

    first, second = (
        admin.post("/accounts", data=form | {"version": newest_on_the_form(admin)}) for _member in range(2)
    )

    assert (first.status_code, second.status_code) == (303, 303)
    assert second.location != first.location


def test_a_name_that_somebody_else_has_just_taken_is_refused(season, admin):
    other = season.client(season.make_account("admin-2.all", Role.admin))

    first, second = (each.post("/accounts", data={"login": "bithu.ap3"}) for each in (admin, other))

    assert (first.status_code, second.status_code) == (303, 422)
    assert "bithu.ap3" in words_of(second)


def test_a_role_is_given_once(season, admin):
    login = season.make_account("bithu.ap3")
    with season.reading() as session:
        account_id = accounts.find_account(session, login).id
    today = text.day(clock.day(clock.now()))
    form = {"role": Role.cell_secretary, "unit": "HU-A-03", "valid_from": today, "valid_to": ""}

    first, second = (admin.post(f"/accounts/{account_id}/grants", data=form) for _click in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert second.location == first.location
    with season.reading() as session:
        assert len(accounts.get_account(session, account_id).grants) == 1
