"""What the service keeps is closed to other accounts of the machine, whatever the umask."""

import os
import stat

import pytest

from grading.cli import private
from grading.db import make_engine


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("open_umask")
def test_whatever_is_made_is_closed_to_others(place):
    place.run("init")

    made = {path.name: oct(mode(path)) for path in place.folder.rglob("*") if path.is_file() and mode(path) != 0o600}
    assert made == {}
    assert mode(place.folder) == 0o700


@pytest.mark.usefixtures("open_umask")
def test_the_files_beside_an_open_database_are_closed_too(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/grading.sqlite3")

    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (words TEXT)")
        modes = {path.name: mode(path) for path in tmp_path.glob("grading.sqlite3*")}
    engine.dispose()

    assert {"grading.sqlite3", "grading.sqlite3-wal", "grading.sqlite3-shm"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_database_that_was_open_to_others_is_closed_and_said(set_up):
    database = set_up.folder / "grading.sqlite3"
    database.chmod(0o644)

    result = set_up.run("init")

    assert mode(database) == 0o600
    assert f"Tài khoản khác trên máy này đã đọc được {database}" in result.stdout


def test_a_directory_that_is_open_to_others_is_named_with_what_to_do(set_up):
    set_up.folder.chmod(0o755)

    result = set_up.run("init")

    assert f"chmod 700 {set_up.folder}" in result.stdout
    assert mode(set_up.folder) == 0o755


def test_a_key_that_was_open_to_others_is_closed_and_said(set_up):
    key = set_up.folder / "secret-key"
    key.write_text("k" * 64)
    key.chmod(0o666)

    result = set_up.run("init")

    assert mode(key) == 0o600
    assert f"Tài khoản khác trên máy này đã đọc được khóa {key}" in result.stdout


@pytest.mark.parametrize("name", ["secret-key", "demo-password"])
def test_the_check_names_a_key_that_others_may_read_with_what_to_type(set_up, name):
    key = set_up.folder / name
    key.write_text("k" * 64)
    key.chmod(0o640)

    result = set_up.run("check")

    assert result.exit_code == 1
    assert f"đọc được khóa {key}. Mời đóng lại bằng: chmod 600 {key}" in result.stdout
    assert mode(key) == 0o640


def test_the_check_says_nothing_of_keys_where_the_file_system_keeps_no_modes(set_up, monkeypatch):
    key = set_up.folder / "secret-key"
    key.write_text("k" * 64)
    key.chmod(0o640)
    monkeypatch.setattr(private, "_keeps_modes", lambda _folder: False)

    result = set_up.run("check")

    assert (result.exit_code, "chmod" in result.stdout) == (0, False)
