"""Accounts: only administrators, every role on a unit for a period, nothing done to oneself."""

import re
from datetime import timedelta

import pytest

from grading import clock, text
from grading.permissions import standing
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
    """Of an account without a role."""
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
        client.post(f"/accounts/{account_id}/disabling"),
        client.post(f"/accounts/{account_id}/enabling"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert roles_of(season, account_id) == set()


def test_an_account_is_made_and_shown(season, admin):
    answer = admin.post("/accounts", data={"login": " Reviewer.HU-A ", "unit": "hu-a-03"})
    shown = admin.get(answer.location)

    assert answer.status_code == 303
    assert "reviewer.hu-a" in words_of(shown)
    assert "Nơi sinh hoạt Chi bộ 03 xã Mẫu A" in words_of(shown)
    assert "Chưa đặt mật khẩu" in words_of(shown)


@pytest.mark.parametrize("login", ["", "bí.thư", "a b", "x" * 81, LOGIN.upper(), "-a"])
def test_a_name_that_is_used_or_of_the_wrong_shape_is_refused_and_kept(admin, account_id, login):
    answer = admin.post("/accounts", data={"login": login})

    assert answer.status_code == 422
    assert f'name="login" type="text" value="{login.strip()}"' in answer.text


def test_a_unit_that_several_names_fit_is_chosen_from_a_list(admin, account_id):
    answer = grant(admin, account_id, unit="chi bộ 02")

    assert answer.status_code == 422
    assert "Có nhiều tổ chức đảng khớp" in words_of(answer)
    assert 'type="radio" name="unit"' in answer.text
    assert "Chi bộ 02 xã Mẫu B" in words_of(answer)


def test_a_role_counts_on_its_unit_from_its_first_day_to_its_last(season, admin, account_id):
    today = clock.day(clock.now())
    yesterday = today - timedelta(days=1)

    over = grant(admin, account_id, Role.cell_committee, first=yesterday, last=yesterday)
    later = grant(admin, account_id, Role.commune_reviewer, "HU-A", first=today + timedelta(days=1))
    now = grant(admin, account_id, last=today)

    assert {over.status_code, later.status_code, now.status_code} == {303}
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
def test_a_role_that_is_not_whole_is_refused_with_what_was_typed(season, admin, account_id, changed, said):
    typed = {"role": "cell_secretary", "unit": "HU-A-01", "valid_from": "05/12/2025", "valid_to": ""} | changed

    answer = admin.post(f"/accounts/{account_id}/grants", data=typed)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert f'value="{typed["valid_from"]}"' in answer.text
    assert roles_of(season, account_id) == set()


def test_a_role_held_already_is_not_given_twice(season, admin, account_id):
    grant(admin, account_id)

    answer = grant(admin, account_id)

    assert answer.status_code == 422
    assert "Tài khoản này đang giữ nhiệm vụ bí thư chi bộ tại đó." in words_of(answer)
    with season.reading() as session:
        assert len(accounts.get_account(session, account_id).grants) == 1


def test_an_administrator_holds_no_other_role(season, admin, account_id):
    grant(admin, account_id, Role.admin, "")

    assert grant(admin, account_id).status_code == 422
    assert roles_of(season, account_id) == set()


def test_a_role_that_ended_no_longer_counts_and_can_be_given_again(season, admin, account_id):
    grant(admin, account_id)

    ended = admin.post(f"/accounts/{account_id}/grants/{grant_id_of(season, account_id)}/end")
    without = roles_of(season, account_id)
    again = grant(admin, account_id)

    assert (ended.status_code, again.status_code) == (303, 303)
    assert without == set()
    assert roles_of(season, account_id) == {Role.cell_secretary}


def test_a_role_planned_for_later_never_begins_once_it_is_ended(season, admin, account_id):
    later = clock.day(clock.now()) + timedelta(days=30)
    grant(admin, account_id, first=later)

    admin.post(f"/accounts/{account_id}/grants/{grant_id_of(season, account_id)}/end")

    with season.reading() as session:
        assert not standing(session, accounts.get_account(session, account_id), later).seats


def test_a_role_of_another_account_is_not_ended_here(season, admin, account_id):
    reviewer = id_of(season, season.who(Role.commune_reviewer, "HU-A"))

    answer = admin.post(f"/accounts/{account_id}/grants/{grant_id_of(season, reviewer)}/end")

    assert answer.status_code == 404
    assert roles_of(season, reviewer) == {Role.commune_reviewer}


def test_the_link_is_shown_once_and_lets_the_person_in(app, season, admin, account_id):
    paper = admin.post(f"/accounts/{account_id}/password-link")
    link = re.search(r"http://localhost(/password/[\w-]+)", paper.text)[1]
    visitor = app.test_client()
    visitor.post(link, data={"password": "mot cau that la dai", "again": "mot cau that la dai"})
    entered = visitor.post("/sign-in", data={"login": LOGIN, "password": "mot cau that la dai"})

    assert LOGIN in words_of(paper)
    assert "<svg" in paper.text
    assert entered.status_code == 303
    assert "/password/" not in admin.get(f"/accounts/{account_id}").text


def test_a_disabled_account_is_signed_out_and_may_come_back(app, season, admin, account_id):
    person = season.client(LOGIN)

    admin.post(f"/accounts/{account_id}/disabling")
    out, page = person.get("/"), words_of(admin.get(f"/accounts/{account_id}"))
    admin.post(f"/accounts/{account_id}/enabling")
    back = app.test_client().post("/sign-in", data={"login": LOGIN, "password": PASSWORD})

    assert out.status_code == 302
    assert "Đã khóa" in page
    assert back.status_code == 303


def test_an_administrator_changes_nothing_of_his_own_account(season, admin):
    own = id_of(season, season.who(Role.admin))

    answers = [
        grant(admin, own),
        admin.post(f"/accounts/{own}/grants/{grant_id_of(season, own)}/end"),
        admin.post(f"/accounts/{own}/disabling"),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert all("Không tự thay đổi được tài khoản của mình." in words_of(answer) for answer in answers)
    assert "admin.all" in words_of(admin.get("/accounts"))


@pytest.mark.parametrize("words", ["secretary.hu-a", "xa mau a", "Chi bộ 01 xã Mẫu A"])
def test_accounts_are_found_by_name_and_by_unit(season, admin, words):
    season.secretary("HU-A-01")
    season.secretary("HU-B-01")
    season.make_account(LOGIN, Role.cell_secretary, "HU-A-01")

    found = links_of(admin.get(f"/accounts?q={words}"))

    assert LOGIN in found
    assert "cell-secretary.hu-b-01" not in found


def test_the_list_of_accounts_goes_on_on_the_next_page(season, admin, monkeypatch):
    monkeypatch.setattr(accounts, "PAGE", 2)
    for number in range(4):
        season.make_account(f"clerk.{number}")

    first, last = links_of(admin.get("/accounts")), links_of(admin.get("/accounts?page=99"))

    assert "admin.all" in first
    assert "clerk.3" not in first
    assert "clerk.3" in last
