"""The commands that make accounts and print links: what they say, what they refuse, what they leave in the record."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.db import make_engine
from grading.models import Account, PasswordLink


def test_an_account_is_made_with_its_role_and_gets_a_link(with_units):
    result = with_units.run("add-account", "bi-thu.01", "--role", "cell_secretary", "--unit", "HU-A-01")

    assert result.exit_code == 0
    assert "bi-thu.01" in result.stdout
    assert "/password/" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role", "cell_secretary", "--unit", "HU-Z"), "Không có tổ chức đảng nào mang mã “HU-Z”."),
        (("--role", "cell_secretary"), "Mời chọn tổ chức đảng nơi thực hiện nhiệm vụ"),
        (("--role", "admin", "--unit", "HU"), "riêng quản trị hệ thống thì không chọn"),
    ],
)
def test_an_account_whose_role_cannot_be_granted_is_not_made(with_units, arguments, said):
    result = with_units.run("add-account", "bi-thu.01", *arguments)

    assert result.exit_code == 1
    assert said in result.stderr
    assert with_units.count(Account) == 0


WHY = ("--reason", "Quên mật khẩu")


def test_only_an_account_that_exists_gets_a_link_to_reset_its_password(place):
    place.run("init")

    existing, unknown = place.run("reset-password", "admin", *WHY), place.run("reset-password", "ai-do", *WHY)

    assert (existing.exit_code, unknown.exit_code) == (0, 1)
    assert "/password/" in existing.stdout
    assert unknown.stderr.strip() == "Không có tài khoản ai-do."
    assert unknown.stdout == ""


WARNING = "ai thấy đường dẫn dưới đây cũng đặt được mật khẩu"


def links_of(place) -> list[tuple[str, int | None, bool]]:
    """Returns the reason, the author and whether a password is replaced, of every link."""
    engine = make_engine(f"sqlite:///{place.folder / 'grading.sqlite3'}")
    with Session(engine) as session:
        links = session.scalars(select(PasswordLink).order_by(PasswordLink.id))
        found = [(link.reason, link.by_id, link.replaces_password) for link in links]
    engine.dispose()
    return found


def test_a_link_is_printed_below_a_warning_of_who_may_see_it(with_units):
    made = with_units.run("add-account", "admin", "--role", "admin")
    reset = with_units.run("reset-password", "admin", *WHY)
    first = with_units.run("init")

    for result in (made, reset, first):
        assert WARNING in result.stdout.partition("/password/")[0]


def test_a_link_keeps_the_reason_that_the_command_was_given(with_units):
    with_units.run("add-account", "admin", "--role", "admin")
    with_units.run("reset-password", "admin", *WHY)

    assert links_of(with_units) == [("Cấp lần đầu", None, False), ("Quên mật khẩu", None, False)]


@pytest.mark.parametrize("reason", [(), ("--reason", " ")])
def test_a_link_without_a_reason_is_not_made(with_units, reason):
    with_units.run("add-account", "admin", "--role", "admin")

    refused = with_units.run("reset-password", "admin", *reason)

    assert refused.exit_code == 1
    assert "Mời ghi lý do cấp đường dẫn bằng --reason" in refused.stderr
    assert len(links_of(with_units)) == 1


@pytest.mark.parametrize(("role", "waits"), [("commune_reviewer", True), ("inspector", False)])
def test_a_command_says_when_a_second_administrator_has_to_confirm(with_units, monkeypatch, role, waits):
    monkeypatch.setenv("GRADING_TWO_FOR_LINKS", "1")

    result = with_units.run("add-account", "can-bo", "--role", role, "--unit", "HU-A")

    assert ("sau khi một quản trị viên xác nhận" in result.stdout) is waits
    assert "/password/" in result.stdout
