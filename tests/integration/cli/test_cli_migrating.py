"""A database of an earlier version: commands refuse it, and those that change it say what changes and copy it first."""

import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import inspect

from grading.cli import migrating
from grading.db import make_engine
from grading.migrations import is_current, newest, revision_of
from tests.integration.cli.place import Place
from tests.revisions import REVISIONS, go_down


@pytest.fixture
def earlier(played: Place) -> Place:
    """A played data directory as the version before this one left it."""
    engine = make_engine(f"sqlite:///{played.folder / 'grading.sqlite3'}")
    go_down(engine, "0007")
    engine.dispose()
    return played


def database(place: Place):
    return make_engine(f"sqlite:///{place.folder / 'grading.sqlite3'}")


def copies(place: Place):
    return sorted((place.folder / "backups").glob("*.sqlite3"))


@pytest.mark.parametrize("command", ["check", "print", "units"])
def test_other_commands_refuse_an_old_database_with_what_to_do(earlier, command):
    arguments = {"check": ("check",), "print": ("close-campaign", "rating"), "units": ("import-units", "x.csv")}[
        command
    ]

    result = earlier.run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "lược đồ cũ (0007)" in result.stderr
    assert "bin/grading migrate" in result.stderr
    assert revision_of(database(earlier)) == "0007"


def test_migrate_says_what_changes_and_keeps_a_copy_of_what_was(earlier):
    result = earlier.run("migrate")

    assert result.exit_code == 0
    assert f"Lược đồ cơ sở dữ liệu: 0007 → {newest()}." in result.stdout
    assert "0009: nhật ký của mọi việc" in result.stdout
    (copy,) = copies(earlier)
    assert str(copy) in result.stdout.replace("\n", "")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == ("0007",)
        assert kept.execute("SELECT count(*) FROM dossier").fetchone()[0] > 0
    assert is_current(database(earlier))


def test_a_migrated_season_passes_every_check(earlier):
    earlier.run("migrate")

    result = earlier.run("check")

    assert (result.exit_code, "SAI" in result.stdout) == (0, False)


def test_a_database_of_this_version_is_left_alone(played):
    result = played.run("migrate")

    assert "đã theo lược đồ mới nhất" in result.stdout
    assert copies(played) == []


def test_somebody_who_copied_the_database_is_spared_a_second_copy(earlier):
    result = earlier.run("migrate", "--copied")

    assert result.exit_code == 0
    assert copies(earlier) == []
    assert is_current(database(earlier))


def test_a_new_directory_is_made_without_a_word_about_changes(place):
    result = place.run("init")

    assert "Lược đồ" not in result.stdout
    assert copies(place) == []
    assert "dossier" in inspect(database(place)).get_table_names()


def test_init_migrates_an_old_directory_and_says_so(earlier):
    result = earlier.run("init")

    assert "0010:" in result.stdout
    assert len(copies(earlier)) == 1


def test_every_revision_says_what_it_changes():
    assert list(migrating.CHANGES) == REVISIONS
