"""Every command as a person types it: its output, its exit code, and that a mistake leaves nothing half done."""

import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from sqlalchemy import text

from config.settings import PROJECT
from grading.cli import main
from grading.cli.group import MODULES
from grading.db import make_engine
from grading.models import Account
from tests.commended import CELL
from workflows import PROCESSES


@pytest.mark.parametrize("command", [(), *((name,) for name in chain(*MODULES.values()))])
def test_every_command_explains_itself(place, command):
    result = place.run(*command, "--help")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 3
    assert not place.folder.exists()


def test_the_list_of_commands_and_the_help_of_each_are_said_without_loading_the_application():
    heavy = ("sqlalchemy", "weasyprint", "flask", "flask_babel", "babel", "pydantic", "grading.models", "grading.words")
    asked = [["--help"], *([name, "--help"] for name in chain(*MODULES.values()))]
    script = f"import sys; from grading.cli import main; [main(each, standalone_mode=False) for each in {asked}]; "
    script += f"print([name for name in {heavy} if name in sys.modules])"

    said = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert re.search(r"^  import-accounts +Tạo tài khoản kèm nhiệm vụ từ tệp", said.stdout, re.MULTILINE)
    assert said.stdout.splitlines()[-1] == "[]"


def test_every_command_of_a_module_is_in_the_list():
    for module in MODULES:
        import_module(f"grading.cli.{module}")

    assert sorted(main.commands) == sorted(chain(*MODULES.values()))


def test_a_wrong_setting_is_named_and_no_directory_is_made(place, monkeypatch):
    monkeypatch.setenv("GRADING_BASE_URL", "chi-bo")

    result = place.run("init")

    assert result.exit_code == 1
    assert "GRADING_BASE_URL must be the address people use" in result.stderr
    assert not place.folder.exists()


def test_init_writes_only_into_the_data_directory(place):
    result = place.run("init")

    assert result.exit_code == 0
    assert (place.folder / "grading.sqlite3").is_file()
    assert {path.name for path in place.folder.parent.iterdir()} == {"kept"}


def test_init_prints_a_link_for_the_first_administrator(place):
    result = place.run("init")

    assert re.search(r"https://chi-bo\.example\.org/password/[\w-]{43}$", result.stdout.strip())
    assert place.count(Account) == 1


def test_a_second_init_prints_a_new_link_and_makes_no_second_account(place):
    first, second = place.run("init"), place.run("init")

    assert second.exit_code == 0
    assert first.stdout != second.stdout
    assert place.count(Account) == 1


def test_a_database_of_a_newer_version_is_refused_and_left_alone(place):
    place.run("init")
    engine = make_engine(f"sqlite:///{place.folder / 'grading.sqlite3'}")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    content = content_of(place)

    result = place.run("check")

    assert result.exit_code == 1
    assert content_of(place) == content
    assert "do một phiên bản mới hơn của hệ thống tạo ra (lược đồ 9999)" in result.stderr


def content_of(place) -> list[str]:
    """Returns the statements that would make the database with its tables and rows."""
    with closing(sqlite3.connect(place.folder / "grading.sqlite3")) as connection:
        return list(connection.iterdump())


def test_the_command_proves_every_process(place):
    result = place.run("prove")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "Đã chứng minh."
    assert {line.split(":")[0] for line in result.stdout.splitlines()[:-1]} == {
        "light_rating", "three_tier_rating", "three_tier_recognition", "two_tier_rating", "two_tier_recognition",
    }  # fmt: skip


def test_a_process_that_cannot_be_proved_is_reported_with_the_faults(place, monkeypatch):
    process = PROCESSES["two_tier_rating"]
    without_end = replace(process, steps=tuple(step for step in process.steps if step.name != "certify"))
    monkeypatch.setitem(PROCESSES, process.name, without_end)

    result = place.run("prove")

    assert result.exit_code == 1
    assert "two_tier_rating" in result.stderr
    assert "certified" in result.stderr
    assert "Đã chứng minh" not in result.stdout


def test_the_check_finds_no_fault_after_a_season(played):
    result = played.run("check")

    assert result.exit_code == 0
    assert all(line.startswith("đúng ") for line in result.stdout.splitlines())


def test_a_broken_invariant_is_named_with_the_row_that_breaks_it(played):
    change_a_move(played)

    result = played.run("check")

    said = r"Hồ sơ số \d+ của .+ \(đợt rating\): nội dung lần chuyển thứ 1 đã bị sửa\. Mời đối chiếu với bản sao lưu\."
    assert result.exit_code == 1
    assert re.search(rf"^SAI  moves_follow_each_other: .+\n {{6}}{said}$", result.stdout, re.M)


def test_what_breaks_an_invariant_is_said_in_english_when_asked(played):
    change_a_move(played)

    result = played.run("--lang", "en", "check")

    said = r"Dossier \d+ of .+ \(campaign rating\): move 1 was changed\. Please compare with the backup\."
    assert result.exit_code == 1
    assert re.search(rf"^WRONG moves_follow_each_other: .+\n {{6}}{said}$", result.stdout, re.M)


def change_a_move(played) -> None:
    engine = make_engine(f"sqlite:///{played.folder / 'grading.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE move SET note = 'khác' WHERE number = 1"))
    engine.dispose()


def test_printing_twice_names_the_same_copy_of_a_commendation(played):
    first, second = played.run("print"), played.run("print")

    readable_copy = played.folder / "commendations" / "rating" / f"1-{CELL}.pdf"
    assert first.stdout.strip() == second.stdout.strip() == str(readable_copy)
    assert readable_copy.read_bytes().startswith(b"%PDF")


def test_verifying_separates_the_issued_file_from_a_changed_file(played):
    issued_file = Path(played.run("print").stdout.strip())
    changed_file = played.write("changed.pdf", issued_file.read_bytes().replace(b"%%EOF", b"%%EOF "))

    issued_result, changed_result = played.run("verify", issued_file), played.run("verify", changed_file)

    assert issued_result.exit_code == 0
    assert "Tệp này đúng là bản đã phát hành." in issued_result.stdout
    assert "Chi bộ 01 xã Mẫu A" in issued_result.stdout
    assert "không có giá trị" in issued_result.stdout
    assert (changed_result.exit_code, changed_result.stdout) == (1, "")
    assert changed_result.stderr.strip() == "Tệp này khác bản đã phát hành."


def test_a_file_to_verify_must_exist(played):
    result = played.run("verify", played.folder / "nowhere.pdf")

    assert result.exit_code == 2
    assert "nowhere.pdf" in result.stderr


def test_a_port_in_use_is_reported(place):
    place.run("init")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        result = place.run("serve", "--port", str(port))

    assert result.exit_code == 1
    assert f"Không mở được cổng {port}" in str(result.exception) + result.output


def test_the_site_is_served_until_it_is_interrupted(place, free_port):
    place.run("init")
    command = [sys.executable, "-m", "grading.cli", "--data", str(place.folder), "serve", "--port", str(free_port)]
    server = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=hear_interrupts
    )
    try:
        assert server.stdout
        first_line = server.stdout.readline()
        status = answer_of(f"http://127.0.0.1:{free_port}/sign-in", server)
    finally:
        server.send_signal(signal.SIGINT)
        remaining_output = server.communicate(timeout=20)[0]

    assert f"http://127.0.0.1:{free_port}" in first_line
    assert status == 400, "the server answers only requests for its public address"
    assert "Traceback" not in remaining_output


def hear_interrupts() -> None:
    """Undoes what a shell does to the commands that it runs in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer_of(url: str, server: subprocess.Popen[str]) -> int:
    """Asks until the server answers and returns the status. Raises AssertionError if the server ends first."""
    while server.poll() is None:
        try:
            with urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
                return int(answer.status)
        except URLError as error:
            if hasattr(error, "code"):
                return int(error.code)
    raise AssertionError("the server has ended")
