"""Accounts: only administrators manage them, a role counts for a period, and nobody changes their own account."""

import re
from datetime import timedelta

import pytest

from grading import clock, text
from grading.actors import standing
from grading.services.accounts import accounts
from tests.reading import links_of, words_of
from tests.season import PASSWORD
from workflows import Role

LOGIN = "secretary.hu-a-01"


@pytest.fixture
def admin(season):
    return season.client(season.who(Role.admin))


@pytest.fixture
def account_id(season):
    """The id of an account without a role."""
    season.make_account(LOGIN, password=PASSWORD)
    return id_of(season, LOGIN)


def id_of(season, login):
    with season.reading() as session:
        return accounts.find_account(session, login).id


def grant(client, account_id, role=Role.cell_secretary, unit="HU-A-01", first=None, last=""):
    first = first or clock.day(clock.now())
    typed = {"role": role, "unit": unit, "valid_from": text.day(first), "valid_to": last and text.day(last)}
    return client.post(f"/accounts/{account_id}/grants", data=typed)


def roles_of(season, account_id):
    with season.reading() as session:
        account = accounts.get_account(session, account_id)
        return set(standing(session, account, clock.day(clock.now())).seats)


def grant_id_of(season, account_id):
    with season.reading() as session:
        return accounts.get_account(session, account_id).grants[-1].id


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.admin])
def test_nobody_but_an_administrator_sees_accounts(season, account_id, role):
    unit = {"cell_secretary": "HU-A-02", "cell_committee": "HU-A-02", "commune_reviewer": "HU-A"}.get(role, "HU")
    client = season.client(season.who(role, unit))

    answers = [client.get(url) for url in ("/accounts", "/accounts/new", f"/accounts/{account_id}")]
    answers += [
        client.post("/accounts", data={"login": "x.y"}),
        grant(client, account_id),
        client.post(f"/accounts/{account_id}/grants/1/end"),
        client.post(f"/accounts/{account_id}/password-link"),
        client.post(f"/accounts/{account_id}/password-link/confirmation"),
        client.post(f"/accounts/{account_id}/disabling"),
        client.post(f"/accounts/{account_id}/enabling"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert roles_of(season, account_id) == set()


def test_an_account_is_made_and_shown(season, admin):
    answer = admin.post("/accounts", data={"login": " Reviewer.HU-A ", "unit": "hu-a-03"})
    account_page = admin.get(answer.location)

    assert answer.status_code == 303
    assert "reviewer.hu-a" in words_of(account_page)
    assert "Nơi sinh hoạt Chi bộ 03 xã Mẫu A" in words_of(account_page)
    assert "Chưa đặt mật khẩu" in words_of(account_page)


@pytest.mark.parametrize("login", ["", "bí.thư", "a b", "x" * 81, LOGIN.upper(), "-a"])
def test_a_login_that_is_taken_or_malformed_is_refused_and_stays_in_its_box(admin, account_id, login):
    answer = admin.post("/accounts", data={"login": login})

    assert answer.status_code == 422
    assert f'name="login" type="text" value="{login.strip()}"' in answer.text


def test_a_unit_name_that_fits_several_units_offers_a_list_to_choose_from(admin, account_id):
    answer = grant(admin, account_id, unit="chi bộ 02")

    assert answer.status_code == 422
    assert "Có nhiều tổ chức đảng khớp" in words_of(answer)
    assert 'type="radio" name="unit"' in answer.text
    assert "Chi bộ 02 xã Mẫu B" in words_of(answer)


def test_a_role_counts_on_its_unit_from_its_first_day_to_its_last(season, admin, account_id):
    today = clock.day(clock.now())
    yesterday = today - timedelta(days=1)

    past_grant = grant(admin, account_id, Role.cell_committee, first=yesterday, last=yesterday)
    later_grant = grant(admin, account_id, Role.commune_reviewer, "HU-A", first=today + timedelta(days=1))
    current_grant = grant(admin, account_id, last=today)

    assert {past_grant.status_code, later_grant.status_code, current_grant.status_code} == {303}
    assert roles_of(season, account_id) == {Role.cell_secretary}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"role": "king"}, "Mời chọn nhiệm vụ."),
        ({"unit": ""}, "Mời chọn tổ chức đảng"),
        ({"unit": "khong co dau"}, "Không tìm thấy tổ chức đảng"),
        ({"role": "admin"}, "riêng quản trị hệ thống"),
        ({"valid_from": "31/02/2026"}, "Mời ghi ngày theo dạng 05/12/2022."),
        ({"valid_to": "05/12/2022"}, "05/12/2022"),
    ],
)
def test_an_invalid_grant_is_refused_and_keeps_what_was_typed(season, admin, account_id, changed, said):
    typed = {"role": "cell_secretary", "unit": "HU-A-01", "valid_from": "05/12/2025", "valid_to": ""} | changed

    answer = admin.post(f"/accounts/{account_id}/grants", data=typed)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert f'value="{typed["valid_from"]}"' in answer.text
    assert roles_of(season, account_id) == set()


def test_a_role_that_an_account_already_holds_is_not_granted_again(season, admin, account_id):
    grant(admin, account_id)

    answer = grant(admin, account_id, last=clock.day(clock.now()))

    assert answer.status_code == 422
    assert "Tài khoản này đang giữ nhiệm vụ bí thư chi bộ tại đó." in words_of(answer)
    with season.reading() as session:
        assert len(accounts.get_account(session, account_id).grants) == 1


def test_an_administrator_holds_no_other_role(season, admin, account_id):
    grant(admin, account_id, Role.admin, "")

    assert grant(admin, account_id).status_code == 422
    assert roles_of(season, account_id) == set()


def test_a_role_that_was_ended_does_not_count_and_can_be_granted_again(season, admin, account_id):
    grant(admin, account_id)

    ending = admin.post(f"/accounts/{account_id}/grants/{grant_id_of(season, account_id)}/end")
    roles_after_ending = roles_of(season, account_id)
    second_grant = grant(admin, account_id)

    assert (ending.status_code, second_grant.status_code) == (303, 303)
    assert roles_after_ending == set()
    assert roles_of(season, account_id) == {Role.cell_secretary}


def test_a_role_planned_for_later_never_begins_once_it_is_ended(season, admin, account_id):
    first_day = clock.day(clock.now()) + timedelta(days=30)
    grant(admin, account_id, first=first_day)

    admin.post(f"/accounts/{account_id}/grants/{grant_id_of(season, account_id)}/end")

    with season.reading() as session:
        assert not standing(session, accounts.get_account(session, account_id), first_day).seats


def test_the_address_of_one_account_does_not_end_a_role_of_another(season, admin, account_id):
    reviewer = id_of(season, season.who(Role.commune_reviewer, "HU-A"))

    answer = admin.post(f"/accounts/{account_id}/grants/{grant_id_of(season, reviewer)}/end")

    assert answer.status_code == 404
    assert roles_of(season, reviewer) == {Role.commune_reviewer}


def test_a_password_link_is_shown_once_and_lets_the_person_sign_in(app, season, admin, account_id):
    link_page = admin.post(f"/accounts/{account_id}/password-link", data={"reason": "Quên mật khẩu"})
    link = re.search(r"http://localhost(/password/[\w-]+)", link_page.text)[1]
    visitor = app.test_client()
    visitor.post(link, data={"password": "mot cau that la dai", "again": "mot cau that la dai"})
    sign_in = visitor.post("/sign-in", data={"login": LOGIN, "password": "mot cau that la dai"})

    assert LOGIN in words_of(link_page)
    assert "<svg" in link_page.text
    assert sign_in.status_code == 303
    assert "/password/" not in admin.get(f"/accounts/{account_id}").text


def test_a_disabled_account_is_signed_out_and_can_be_enabled_again(app, season, admin, account_id):
    person = season.client(LOGIN)

    admin.post(f"/accounts/{account_id}/disabling")
    home_page, account_page = person.get("/"), words_of(admin.get(f"/accounts/{account_id}"))
    admin.post(f"/accounts/{account_id}/enabling")
    sign_in = app.test_client().post("/sign-in", data={"login": LOGIN, "password": PASSWORD})

    assert home_page.status_code == 302
    assert "Đã khóa" in account_page
    assert sign_in.status_code == 303


def test_an_administrator_cannot_change_their_own_account(season, admin):
    own_id = id_of(season, season.who(Role.admin))

    answers = [
        grant(admin, own_id),
        admin.post(f"/accounts/{own_id}/grants/{grant_id_of(season, own_id)}/end"),
        admin.post(f"/accounts/{own_id}/disabling"),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert all("Không tự thay đổi được tài khoản của mình." in words_of(answer) for answer in answers)
    assert "admin.all" in words_of(admin.get("/accounts"))


@pytest.mark.parametrize("words", ["secretary.hu-a", "xa mau a", "Chi bộ 01 xã Mẫu A"])
def test_accounts_are_found_by_name_and_by_unit(season, admin, words):
    season.secretary("HU-A-01")
    season.secretary("HU-B-01")
    season.make_account(LOGIN, Role.cell_secretary, "HU-A-01")

    links = links_of(admin.get(f"/accounts?q={words}"))

    assert LOGIN in links
    assert "cell-secretary.hu-b-01" not in links


def test_the_list_of_accounts_continues_on_the_next_page(season, admin, monkeypatch):
    monkeypatch.setattr(accounts, "PAGE", 2)
    for number in range(4):
        season.make_account(f"clerk.{number}")

    first_page, last_page = links_of(admin.get("/accounts")), links_of(admin.get("/accounts?page=99"))

    assert "admin.all" in first_page
    assert "clerk.3" not in first_page
    assert "clerk.3" in last_page
