"""A role that scores or decides voids a password that one administrator alone could have set."""

from sqlalchemy import update

from grading import clock
from grading.actors import command
from grading.models import PasswordLink
from grading.services.accounts import accounts, importing, voiding
from grading.words import spellings
from tests.integration.accounts.linking import (
    LOGIN,
    NEW,
    link_in,
    made,
    signed_in,
)
from tests.integration.accounts.linking import admin as admin
from tests.integration.accounts.linking import reviewer as reviewer
from tests.integration.accounts.linking import second as second
from tests.integration.accounts.linking import two_people as two_people
from tests.reading import words_of


def granted_after_the_link(app, season, admin, confirm=False):
    """Sets a password by a link of an account without a role, and grants a role that decides. Returns the browser in
    which somebody was signed in before the role came, and its number."""
    season.make_account(LOGIN)
    with season.reading() as session:
        number = accounts.find_account(session, LOGIN).id
    app.test_client().post(link_in(made(admin, number)), data={"password": NEW, "again": NEW})
    browser, _ = signed_in(app, NEW)
    if confirm:
        with season.writing() as session:
            session.execute(update(PasswordLink).values(owned_at=clock.now()))
    day = f"{clock.day(clock.now()):%d/%m/%Y}"
    typed = {"role": "authority_secretary", "unit": "HU-A", "valid_from": day, "valid_to": ""}
    answer = admin.post(f"/accounts/{number}/grants", data=typed)
    assert answer.status_code == 303
    return browser, number


def test_a_role_that_decides_voids_a_password_that_no_second_person_confirmed(app, season, admin, two_people):
    browser, number = granted_after_the_link(app, season, admin)

    assert signed_in(app, NEW)[1].status_code == 422
    assert browser.get("/").status_code == 302
    assert app.test_client().get(link_in(made(admin, number))).status_code == 409
    assert "Hủy mật khẩu chưa có người thứ hai xác nhận" in words_of(admin.get("/record"))


def test_a_password_that_the_owner_called_their_own_stays_when_a_role_is_granted(app, season, admin, two_people):
    browser, _ = granted_after_the_link(app, season, admin, confirm=True)

    _, answer = signed_in(app, NEW)
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Việc cần làm" in words_of(browser.get("/"))


def test_without_the_setting_a_granted_role_leaves_the_password(app, season, admin):
    granted_after_the_link(app, season, admin)

    _, answer = signed_in(app, NEW)
    assert (answer.status_code, answer.location) == (303, "/")


def test_an_import_of_roles_voids_such_a_password_too(app, season, admin, two_people, tmp_path):
    season.make_account(LOGIN)
    with season.reading() as session:
        number = accounts.find_account(session, LOGIN).id
    app.test_client().post(link_in(made(admin, number)), data={"password": NEW, "again": NEW})
    file = tmp_path / "vai.csv"
    file.write_text(f"login,role,unit_code\n{LOGIN},appraiser,HU\n", encoding="utf-8")

    with season.writing() as session:
        actor = command(season.now)
        importing.import_accounts(session, actor, file, spellings.roles())
        voided = [each.login for each in voiding.void_unconfirmed(session, actor, two_people=True)]

    assert voided == [LOGIN]
    assert signed_in(app, NEW)[1].status_code == 422
