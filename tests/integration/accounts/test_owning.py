"""Whoever issued a password counts on its account's side until the owner confirms it on a device of their own."""

import pytest
from sqlalchemy import select

from grading.models import Account
from grading.services.accounts import devices, links, owning
from grading.services.accounts.devices import Visitor
from grading.services.dossiers.facts import one_facts
from grading.services.ground.errors import Refused
from grading.services.invariants.side_checks import nobody_stands_on_two_sides
from tests.season import PASSWORD
from workflows import Role, State, StepRefused

CELL = "HU-A-01"
OFFICE = Visitor(tokens=("may-van-phong",))


def account_of(session, login):
    return session.scalars(select(Account).where(Account.login == login)).one()


def issue(season, issuer, login):
    """The issuer, who was an administrator at that time, makes a link, and somebody sets a password with it."""
    season.make_account(issuer)
    with season.acting(issuer) as (session, actor):
        token = links.reset_password(session, actor, account_of(session, login), "Quên mật khẩu.")
        links.set_password(session, token, PASSWORD, now=season.now)


def now_reviews(season, login):
    season.make_account(login, Role.commune_reviewer, CELL[:4])
    return login


def sides(season, login):
    with season.with_dossier(login, CELL) as (session, actor, dossier):
        facts = one_facts(session, actor, dossier)
        return facts.sides, facts.lent_sides


def signed_in(season, login, *visitors):
    with season.writing() as session:
        return [devices.remember(session, account_of(session, login), visitor, season.now) for visitor in visitors]


def confirm(season, login, visitor):
    with season.acting(login) as (session, actor):
        owning.confirm(session, actor, visitor)


def sent_with_the_issuers_password(season):
    season.open()
    issue(season, "officer", season.secretary(CELL))
    season.bring(CELL, State.commune_review)
    return now_reviews(season, "officer")


def test_whoever_issued_the_password_of_the_cell_does_not_receive_its_paper(season):
    officer = sent_with_the_issuers_password(season)

    with pytest.raises(StepRefused) as refusal:
        season.receive_paper(CELL, officer)

    assert [(reason.code, reason.params["side"]) for reason in refusal.value.reasons] == [("same_hand", "produce")]


def test_the_issuer_counts_no_longer_once_the_owner_has_confirmed_on_another_device(season):
    officer, secretary = sent_with_the_issuers_password(season), season.secretary(CELL)
    [token] = signed_in(season, secretary, Visitor())

    confirm(season, secretary, Visitor(tokens=(token,)))

    assert sides(season, officer) == (frozenset(), frozenset())


@pytest.mark.parametrize("forgotten", [False, True])
def test_the_owner_does_not_confirm_where_the_issuer_was_signed_in_though_the_issuer_forgot_that_device(
    season, forgotten
):
    officer, secretary = sent_with_the_issuers_password(season), season.secretary(CELL)
    [of_issuer], [of_owner] = signed_in(season, officer, Visitor()), signed_in(season, secretary, Visitor())
    if forgotten:
        with season.writing() as session:
            devices.forget_devices(session, account_of(session, officer), season.now)

    with pytest.raises(Refused) as refusal:
        confirm(season, secretary, Visitor(tokens=(of_issuer, of_owner)))

    assert [reason.code for reason in refusal.value.reasons] == ["device_of_issuer"]


def test_what_the_owner_did_before_the_password_was_issued_does_not_count_for_the_issuer(season):
    season.open()
    season.bring(CELL, State.commune_review)
    issue(season, "officer", season.secretary(CELL))

    assert sides(season, now_reviews(season, "officer")) == (frozenset(), frozenset())


def test_an_account_does_not_act_where_whoever_issued_its_password_stood_on_another_side(season):
    season.open()
    season.bring(CELL, State.commune_review)
    season.receive_paper(CELL, season.reviewer(CELL))
    season.end_roles(season.reviewer(CELL), Role.commune_reviewer)
    issue(season, season.reviewer(CELL), season.secretary(CELL))

    assert sides(season, season.secretary(CELL)) == ({"produce"}, {"review"})


def test_a_password_by_way_of_another_administrator_counts_for_the_first(season):
    season.open()
    second = season.make_account("second-admin")
    issue(season, "officer", second)
    issue(season, second, season.secretary(CELL))
    season.bring(CELL, State.commune_review)

    assert sides(season, now_reviews(season, "officer")) == (frozenset(), {"produce"})


def test_an_administrator_who_issued_the_passwords_of_both_sides_stands_on_none_in_the_check(season):
    season.open()
    for login in (season.secretary(CELL), season.reviewer(CELL)):
        issue(season, "keeper", login)
    season.bring(CELL, State.commune_review)

    season.receive_paper(CELL, season.reviewer(CELL))

    with season.with_dossier(season.reviewer(CELL), CELL) as (session, _actor, dossier):
        assert list(nobody_stands_on_two_sides(session, [dossier])) == []


def test_the_owner_confirms_on_the_page_of_the_own_account(season):
    sent_with_the_issuers_password(season)
    client = season.app.test_client()
    client.post("/sign-in", data={"login": season.secretary(CELL), "password": PASSWORD})

    before = client.get("/account").text
    client.post("/account/password/confirmation")
    after = client.get("/account").text

    assert "Xác nhận mật khẩu là của đồng chí" in before
    assert "Đã ghi nhận: mật khẩu này do đồng chí đặt" in after
    assert "Xác nhận mật khẩu là" not in after
