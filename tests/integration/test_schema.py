"""Every database has the schema of the models; a database that cannot be opened is reported in a sentence."""

import os
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from config.settings import PROJECT
from grading.cli import main
from grading.db import make_engine
from grading.migrations import is_current, upgrade
from grading.models import Base
from tests.schemas import schema

pytestmark = pytest.mark.both_databases


@pytest.fixture
def engine(database_url):
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_url(database_url, tmp_path):
    """The address of a database without any table."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return database_url


def test_an_upgrade_of_an_empty_database_gives_the_schema_of_the_models(empty_url):
    engine = make_engine(empty_url)

    upgrade(engine)

    with engine.connect() as connection:
        migration = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(migration, Base.metadata) == []
    assert is_current(engine)
    engine.dispose()


def test_a_migrated_database_has_the_constraints_of_one_made_from_the_models(database_url, tmp_path):
    migrated = make_engine(database_url)
    migrated_schema = schema(migrated)
    if database_url.startswith("sqlite"):
        created = create_engine(f"sqlite:///{tmp_path / 'made.sqlite3'}")
    else:
        with migrated.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        created = migrated

    Base.metadata.create_all(created)

    assert migrated_schema == schema(created)
    created.dispose()
    migrated.dispose()


def test_a_second_upgrade_changes_nothing(engine):
    before = schema(engine)

    upgrade(engine)

    assert schema(engine) == before
    assert is_current(engine)


def test_three_processes_that_upgrade_at_once_take_turns(empty_url):
    code = "import sys; from grading.db import make_engine; from grading.migrations import upgrade; "
    code += "engine = make_engine(sys.argv[1]); upgrade(engine); engine.dispose()"
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}

    starters = [
        subprocess.Popen([sys.executable, "-c", code, empty_url], env=environment, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    error_texts = [starter.communicate(timeout=60)[1].decode() for starter in starters]

    assert [starter.returncode for starter in starters] == [0, 0, 0], "\n".join(error_texts)
    engine = make_engine(empty_url)
    assert is_current(engine)
    engine.dispose()


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_url):
    engine = make_engine(empty_url)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        # This table is in the way of the first migration.
        connection.execute(text("CREATE TABLE decision (id INTEGER)"))

    with pytest.raises(DBAPIError, match="decision"):
        upgrade(engine)

    assert inspect(engine).get_table_names() in (["decision"], ["alembic_version", "decision"])
    engine.dispose()


@pytest.mark.parametrize("wrong", ["a folder", "no database", "no such folder", "nobody there"])
def test_a_database_that_cannot_be_opened_is_reported_in_a_sentence(tmp_path, monkeypatch, wrong):
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.sqlite3").write_text("đây không phải cơ sở dữ liệu\n" * 40)
    url = {
        "a folder": f"sqlite:///{tmp_path / 'folder'}",
        "no database": f"sqlite:///{tmp_path / 'text.sqlite3'}",
        "no such folder": f"sqlite:///{tmp_path / 'nowhere' / 'a.sqlite3'}",
        "nobody there": "postgresql://grading@127.0.0.1:1/grading?connect_timeout=2",
    }[wrong]
    monkeypatch.setenv("GRADING_DATABASE_URL", url)
    monkeypatch.setenv("GRADING_BASE_URL", "http://localhost")

    result = CliRunner().invoke(main, ["--data", str(tmp_path / "data"), "check"])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Không mở được cơ sở dữ liệu: ")
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 3


def test_results_and_what_supersedes_them_survive_the_migration_that_adds_the_model(empty_url):
    engine = make_engine(empty_url)
    upgrade(engine, to="0003")
    row = "INSERT INTO result (id, unit_id, year, kind, programme_key, outcome, source, supersedes_id, at) VALUES "
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("INSERT INTO unit (id, code) VALUES (1, 'HU')"))
        connection.execute(text(row + "(1, 1, 2022, 'rating', 'r2019', 'GOOD', '', NULL, '2022-12-31 00:00:00')"))
        connection.execute(text(row + "(2, 1, 2022, 'rating', 'r2019', 'GOOD', '', 1, '2023-12-31 00:00:00')"))
        connection.execute(
            text(row + "(3, 1, 2022, 'recognition', 'x', 'recognised', '', NULL, '2022-12-31 00:00:00')")
        )

    upgrade(engine)

    with engine.connect() as connection:
        stored_rows = connection.execute(text("SELECT id, model, supersedes_id FROM result ORDER BY id")).all()
    assert [tuple(stored) for stored in stored_rows] == [(1, None, None), (2, None, 1), (3, "x", None)]
    engine.dispose()


def test_a_database_that_cannot_be_copied_is_left_as_it_was(empty_url, tmp_path, monkeypatch):
    engine = make_engine(empty_url)
    upgrade(engine, to="0007")
    monkeypatch.setenv("GRADING_DATABASE_URL", empty_url)
    monkeypatch.setenv("GRADING_BASE_URL", "http://localhost")
    monkeypatch.setenv("PATH", "")  # so that no pg_dump is found; SQLite needs no program
    copied_by_itself = engine.dialect.name == "sqlite"

    result = CliRunner().invoke(main, ["--data", str(tmp_path / "data"), "migrate"])

    assert result.exit_code == (0 if copied_by_itself else 1)
    assert ("chưa thay đổi gì: máy này không có pg_dump" in result.stderr) is not copied_by_itself
    assert is_current(engine) is copied_by_itself
    engine.dispose()
