"""Password links that an administrator makes, for tests: the people, and the link on the page."""

import re

import pytest

from grading.services.accounts import accounts
from tests.season import PASSWORD
from workflows import Role

LOGIN, NEW, REASON = "can-bo.hu-a", "mot cau that la dai", "Đồng chí quên mật khẩu"


@pytest.fixture
def reviewer(season):
    """The id of an account that reviews."""
    season.make_account(LOGIN, Role.commune_reviewer, "HU-A", password=PASSWORD)
    with season.reading() as session:
        return accounts.find_account(session, LOGIN).id


@pytest.fixture
def admin(season):
    return season.client(season.who(Role.admin))


@pytest.fixture
def second(season):
    return season.client(season.make_account("quan-tri.hai", Role.admin))


@pytest.fixture
def two_people(app, settings):
    """Sets the service up as an office that wants two administrators."""
    app.extensions["settings"] = settings.model_copy(update={"two_for_links": True})
    yield
    app.extensions["settings"] = settings


def made(admin, account_id, reason=REASON):
    return admin.post(f"/accounts/{account_id}/password-link", data={"reason": reason})


def link_in(page):
    return re.search(r"http://localhost(/password/[\w-]+)", page.text)[1]


def signed_in(app, password=PASSWORD, **more):
    browser = app.test_client()
    return browser, browser.post("/sign-in", data={"login": LOGIN, "password": password} | more)
