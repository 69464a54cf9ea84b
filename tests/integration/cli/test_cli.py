"""Every command as a person types it: what it says, its exit code, and that a mistake leaves nothing half done."""

import re
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from sqlalchemy import text

from config.settings import PROJECT
from grading.cli import main
from grading.db import make_engine
from grading.models import Account
from tests.commended import CELL
from workflows import PROCESSES


@pytest.mark.parametrize("command", [(), *((name,) for name in main.commands)])
def test_every_command_explains_itself(place, command):
    done = place.run(*command, "--help")

    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 3
    assert not place.folder.exists()


def test_a_wrong_setting_is_named_and_nothing_is_made(place, monkeypatch):
    monkeypatch.setenv("GRADING_BASE_URL", "chi-bo")

    done = place.run("init")

    assert done.exit_code == 1
    assert "GRADING_BASE_URL must be the address people use" in done.stderr
    assert not place.folder.exists()


def test_everything_is_kept_in_the_folder_that_is_named(place):
    done = place.run("init")

    assert done.exit_code == 0
    assert (place.folder / "grading.sqlite3").is_file()
    assert {path.name for path in place.folder.parent.iterdir()} == {"kept"}


def test_init_gives_a_link_for_the_first_administrator(place):
    done = place.run("init")

    assert re.search(r"https://chi-bo\.example\.org/password/[\w-]{43}$", done.stdout.strip())
    assert place.count(Account) == 1


def test_init_again_gives_a_new_link_and_no_second_account(place):
    first, second = place.run("init"), place.run("init")

    assert second.exit_code == 0
    assert first.stdout != second.stdout
    assert place.count(Account) == 1


def test_a_database_of_a_newer_version_is_named_and_left_alone(place):
    place.run("init")
    engine = make_engine(f"sqlite:///{place.folder / 'grading.sqlite3'}")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    done = place.run("check")

    assert done.exit_code == 1
    assert "do một phiên bản mới hơn của hệ thống tạo ra (lược đồ 9999)" in done.stderr


def test_an_account_is_made_with_its_role_and_gets_a_link(with_units):
    done = with_units.run("add-account", "bi-thu.01", "--role", "cell_secretary", "--unit", "HU-A-01")

    assert done.exit_code == 0
    assert "bi-thu.01" in done.stdout
    assert "/password/" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role", "cell_secretary", "--unit", "HU-Z"), "Không có tổ chức đảng nào mang mã “HU-Z”."),
        (("--role", "cell_secretary"), "Mời chọn tổ chức đảng nơi thực hiện nhiệm vụ"),
        (("--role", "admin", "--unit", "HU"), "riêng quản trị hệ thống thì không chọn"),
    ],
)
def test_an_account_whose_role_cannot_be_granted_is_not_made(with_units, arguments, said):
    done = with_units.run("add-account", "bi-thu.01", *arguments)

    assert done.exit_code == 1
    assert said in done.stderr
    assert with_units.count(Account) == 0


def test_a_password_is_reset_by_a_link_only_for_an_account_that_exists(place):
    place.run("init")

    known, unknown = place.run("reset-password", "admin"), place.run("reset-password", "ai-do")

    assert (known.exit_code, unknown.exit_code) == (0, 1)
    assert "/password/" in known.stdout
    assert unknown.stderr.strip() == "Không có tài khoản ai-do."
    assert unknown.stdout == ""


def test_the_processes_are_proved(place):
    done = place.run("prove")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "Đã chứng minh."
    assert {line.split(":")[0] for line in done.stdout.splitlines()[:-1]} == {
        "three_tier_rating", "three_tier_recognition", "two_tier_rating", "two_tier_recognition",
    }  # fmt: skip


def test_a_process_that_cannot_be_proved_ends_with_its_findings(place, monkeypatch):
    whole = PROCESSES["two_tier_rating"]
    without_end = replace(whole, steps=tuple(step for step in whole.steps if step.name != "certify"))
    monkeypatch.setitem(PROCESSES, whole.name, without_end)

    done = place.run("prove")

    assert done.exit_code == 1
    assert "two_tier_rating" in done.stderr
    assert "certified" in done.stderr
    assert "Đã chứng minh" not in done.stdout


def test_all_is_well_after_a_season(played):
    done = played.run("check")

    assert done.exit_code == 0
    assert all(line.startswith("ok ") for line in done.stdout.splitlines())


def test_a_broken_invariant_is_named_with_what_breaks_it(played):
    engine = make_engine(f"sqlite:///{played.folder / 'grading.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE move SET note = 'khác' WHERE number = 1"))
    engine.dispose()

    done = played.run("check")

    assert done.exit_code == 1
    assert re.search(r"^BAD moves_follow_each_other\n +dossier \d+, move 1 was changed$", done.stdout, re.M)


def test_commendations_are_printed_once_and_laid_out_for_people(played):
    first, second = played.run("print"), played.run("print")

    laid_out = played.folder / "commendations" / "rating" / f"1-{CELL}.pdf"
    assert first.stdout.strip() == second.stdout.strip() == str(laid_out)
    assert laid_out.read_bytes().startswith(b"%PDF")


def test_the_issued_file_is_told_from_a_changed_one(played):
    issued = Path(played.run("print").stdout.strip())
    changed = played.write("changed.pdf", issued.read_bytes().replace(b"%%EOF", b"%%EOF "))

    true, false = played.run("verify", issued), played.run("verify", changed)

    assert true.exit_code == 0
    assert "Tệp này đúng là bản đã phát hành." in true.stdout
    assert "Chi bộ 01 xã Mẫu A" in true.stdout
    assert "không có giá trị" in true.stdout
    assert (false.exit_code, false.stdout) == (1, "")
    assert false.stderr.strip() == "Tệp này khác bản đã phát hành."


def test_a_file_to_verify_must_be_there(played):
    done = played.run("verify", played.folder / "nowhere.pdf")

    assert done.exit_code == 2
    assert "nowhere.pdf" in done.stderr


def test_a_port_in_use_is_told(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = place.run("serve", "--port", str(port))

    assert done.exit_code == 1
    assert f"Không mở được cổng {port}" in str(done.exception) + done.output


def test_the_site_is_served_until_it_is_interrupted(place, free_port):
    command = [sys.executable, "-m", "grading.cli", "--data", str(place.folder), "serve", "--port", str(free_port)]
    server = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout
        said = server.stdout.readline()
        page = answer_of(f"http://127.0.0.1:{free_port}/sign-in", server)
    finally:
        server.send_signal(signal.SIGINT)
        rest = server.communicate(timeout=20)[0]

    assert f"http://127.0.0.1:{free_port}" in said
    assert page == 400, "the address of the outside is another: only that one is answered"
    assert "Traceback" not in rest


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer_of(url: str, server: subprocess.Popen[str]) -> int:
    """The status of the first answer; asks again until the server listens or has ended."""
    while server.poll() is None:
        try:
            with urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
                return int(answer.status)
        except URLError as error:
            if hasattr(error, "code"):
                return int(error.code)
    raise AssertionError("the server has ended")
