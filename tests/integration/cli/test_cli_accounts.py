"""Accounts from a file: all of them or none, each fault with its place, each act in the record."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import command
from grading.db import make_engine, transaction
from grading.documents.workbooks import make_table
from grading.models import Account, Event, Grant
from grading.services.accounts import accounts, importing
from grading.words import spellings
from tests.reading import questions_of

ACCOUNTS = """\
login,role,unit_code,valid_from,valid_to
bi-thu.01,cell_secretary,HU-A-01,1/1/2026,
bi-thu.01,cell_committee,HU-A-02,,31/12/2031
can-bo.xa,commune_reviewer,HU-A,,
quan-tri.2,admin,,,
"""


def stored(place):
    engine = make_engine(f"sqlite:///{place.folder / 'grading.sqlite3'}")
    with Session(engine) as session:
        accounts = {account.id: account for account in session.scalars(select(Account))}
        grants = [(accounts[grant.account_id].login, grant.role) for grant in session.scalars(select(Grant))]
        acts = [(event.subject_id, event.done) for event in session.scalars(select(Event)) if "unit" not in event.done]
        without_password = all(account.password_hash is None for account in accounts.values())
    engine.dispose()
    return grants, acts, without_password


def test_a_file_makes_accounts_with_their_roles_and_records_each_act(with_units):
    path = with_units.write("accounts.csv", ACCOUNTS)

    first, second = with_units.run("import-accounts", path), with_units.run("import-accounts", path)

    assert first.stdout.startswith(
        "Tài khoản: thêm 3. Nhiệm vụ: giao 4, giữ nguyên 0.\nTài khoản mới chưa có mật khẩu."
    )
    assert second.stdout == "Tài khoản: thêm 0. Nhiệm vụ: giao 0, giữ nguyên 4.\n"
    grants, acts, without_password = stored(with_units)
    assert sorted(grants) == [
        ("bi-thu.01", "cell_committee"), ("bi-thu.01", "cell_secretary"), ("can-bo.xa", "commune_reviewer"),
        ("quan-tri.2", "admin"),
    ]  # fmt: skip
    assert sorted(acts) == [
        (1, "account_made"), (1, "role_granted"), (1, "role_granted"), (2, "account_made"), (2, "role_granted"),
        (3, "account_made"), (3, "role_granted"),
    ]  # fmt: skip
    assert without_password


def test_a_workbook_may_say_the_role_in_words(with_units):
    rows = [["Bi-Thu.01 ", "Bí thư chi bộ", "hu-a-01"], ["chu-tri", "Tổ trưởng Tổ thẩm định", "HU"]]
    path = with_units.write("accounts.xlsx", make_table("Tài khoản", importing.COLUMNS, rows))

    result = with_units.run("import-accounts", path)

    assert (result.exit_code, result.stderr) == (0, "")
    assert stored(with_units)[0] == [("bi-thu.01", "cell_secretary"), ("chu-tri", "appraisal_lead")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("can-bo.xa", "cán bộ", "accounts.csv, dòng 4, cột login: "),
        ("commune_reviewer", "cán bộ", "accounts.csv, dòng 4, cột role: "),
        ("HU-A,", "HU-Z,", "accounts.csv, dòng 4, cột unit_code: "),
        ("HU-A,", "HU-A-01,", "accounts.csv, dòng 4, cột role: "),
        ("HU-A,", ",", "accounts.csv, dòng 4, cột unit_code: "),
        ("1/1/2026", "1/13/2026", "accounts.csv, dòng 2, cột valid_from: "),
        ("1/1/2026,", "1/1/2026,31/12/2025", "accounts.csv, dòng 2, cột valid_to: "),
        ("cell_committee,HU-A-02", "cell_secretary,HU-A-01", "accounts.csv, dòng 3, cột role: "),
        ("quan-tri.2", "can-bo.xa", "accounts.csv, dòng 5, cột role: "),
    ],
)
def test_a_fault_is_said_with_its_place_and_nothing_is_imported(with_units, old, new, said):
    assert ACCOUNTS.count(old) >= 1
    path = with_units.write("accounts.csv", ACCOUNTS.replace(old, new, 1))

    result = with_units.run("import-accounts", path)

    assert result.exit_code == 1
    assert said in result.stderr
    assert (with_units.count(Account), with_units.count(Grant)) == (0, 0)


def _named(letter: str, number: int) -> str:
    return f"{letter}-{number:02d},cell_secretary,HU-A-01"


def _unnamed(letter: str, number: int) -> str:
    return f",{'cell_secretary' if letter == 'a' else 'cell_committee'},HU-A-{number + 1:02d}"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("line", "many"), [(_named, 40), (_unnamed, 5)])
def test_more_accounts_need_no_more_statements(season, tmp_path, line, many):
    numbers = []
    for letter, rows in (("a", 2), ("b", many)):
        path = tmp_path / f"{letter}.csv"
        lines = [line(letter, number) for number in range(rows)]
        path.write_text("\n".join(["login,role,unit_code", *lines]))
        with Session(season.engine) as session, transaction(session), questions_of(season.engine) as sent:
            importing.import_accounts(session, command(season.now), path, spellings.roles())
        numbers.append(len(sent))

    assert numbers[0] == numbers[1]


def test_an_empty_login_is_named_by_the_role_and_the_unit_and_the_same_file_adds_nothing_again(with_units):
    rows = "login,role,unit_code\n,cell_secretary,HU-A-01\n,cell_secretary,HU-A-02\n,commune_reviewer,HU-A\n"
    path = with_units.write("accounts.csv", rows)

    first, second = with_units.run("import-accounts", path), with_units.run("import-accounts", path)

    logins = [line.split()[0].rstrip(":") for line in first.stdout.splitlines() if line.startswith("  ")]
    assert sorted({login for login, _role in stored(with_units)[0]}) == sorted(logins)
    assert [login.split(".")[0] for login in logins] == ["bithu", "bithu", "vanphong"]
    assert len(set(logins)) == 3
    assert second.stdout == "Tài khoản: thêm 0. Nhiệm vụ: giao 0, giữ nguyên 3.\n"


def test_each_row_without_a_login_is_of_an_account_of_its_own(with_units):
    rows = "login,role,unit_code,valid_to\n,appraiser,HU,\n,appraiser,HU,31/12/2099\n"
    path = with_units.write("accounts.csv", rows)

    first, second = with_units.run("import-accounts", path), with_units.run("import-accounts", path)

    grants, _acts, _without_password = stored(with_units)
    assert (first.exit_code, len({login for login, role in grants if role == "appraiser"})) == (0, 2)
    assert second.stdout == "Tài khoản: thêm 0. Nhiệm vụ: giao 0, giữ nguyên 2.\n"


def test_rows_of_one_team_without_logins_are_as_many_accounts_and_the_same_file_adds_nothing_again(with_units):
    rows = "login,role,unit_code\n,appraiser,HU\nto.ba,appraiser,HU\n,appraiser,HU\n"
    path = with_units.write("accounts.csv", rows)

    first, second = with_units.run("import-accounts", path), with_units.run("import-accounts", path)

    logins = [line.split()[0].rstrip(":") for line in first.stdout.splitlines() if line.startswith("  ")]
    assert sorted({login for login, _role in stored(with_units)[0]}) == sorted(["to.ba", *logins])
    assert logins[1] == f"{logins[0]}-2"
    assert second.stdout == "Tài khoản: thêm 0. Nhiệm vụ: giao 0, giữ nguyên 3.\n"


def test_an_account_is_made_by_rule_and_renamed_by_command_with_a_line_in_the_record(with_units):
    made = with_units.run("add-account", "--role", "cell_secretary", "--unit", "HU-A-01")
    name = re.search(r"bithu[.][a-z0-9-]+", made.stdout)[0]

    renamed = with_units.run("rename-account", name, "bithu.ap5")

    assert renamed.stdout == "Tên đăng nhập mới: bithu.ap5.\n"
    grants, acts, _without_password = stored(with_units)
    assert grants == [("bithu.ap5", "cell_secretary")]
    assert acts[-1] == (1, "account_renamed")


def test_an_older_list_names_the_new_login_of_a_renamed_account_and_makes_no_second_one(with_units):
    path = with_units.write("accounts.csv", "login,role,unit_code\nbi-thu.01,cell_secretary,HU-A-01\n")
    with_units.run("import-accounts", path)
    engine = make_engine(f"sqlite:///{with_units.folder / 'grading.sqlite3'}")
    with Session(engine) as session, transaction(session):
        account = accounts.find_account(session, "bi-thu.01")
        accounts.rename(session, command(clock.now()), account, "bithu.maua01")
    engine.dispose()

    result = with_units.run("import-accounts", path)

    assert "đã đổi tên đăng nhập thành “bithu.maua01”. Mời ghi tên mới trong tệp." in result.stderr
    assert with_units.count(Account) == 1
