"""Fixtures for every test: databases of both kinds, an application, a small season with makers."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from config.settings import Settings
from grading.app import create_app
from grading.db import make_engine
from grading.migrations import upgrade
from grading.services.invariants import checks
from tests import snapshots
from tests.databases import KeptDatabase, KeptPostgres, KeptSqlite
from tests.garbage import pytest_collection_finish
from tests.kept_app import TRUSTED, KeptApp
from tests.on_databases import pytest_addoption, pytest_collection_modifyitems
from tests.postgres_server import postgres_server
from tests.processor_time import pytest_terminal_summary
from tests.quick_passwords import hash_quickly
from tests.season import Season
from tests.sharing_out import pytest_xdist_make_scheduler
from tests.strictness import strict

__all__ = [
    "pytest_addoption", "pytest_collection_finish", "pytest_collection_modifyitems", "pytest_terminal_summary",
    "pytest_xdist_make_scheduler",
]  # fmt: skip
hash_quickly()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "chromium_sandbox": os.geteuid() != 0,
        "args": ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
                 "--disable-quic", "--disable-gpu"],
    }  # fmt: skip


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Starts a server with a migrated database named `migrated`; the databases of tests are copies of it."""
    with postgres_server() as url:
        admin = create_engine(url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE migrated"))
        engine = make_engine(url.replace("/postgres?", "/migrated?"))
        upgrade(engine)
        engine.dispose()
        yield url
        admin.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Returns the kind of database; tests/on_databases.py chooses which of the two a run plays."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Makes a database for this test alone, migrated and empty. Only tests that change the schema need it; other tests
    use `database`."""
    if database_kind == "sqlite":
        path = tmp_path / "grading.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    url: str = request.getfixturevalue("postgres")
    name = f"test_{abs(hash(tmp_path)):x}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY file_copy"))
    yield url.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def kept_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptSqlite]:
    folder = tmp_path_factory.mktemp("kept")
    database = KeptSqlite(folder, migrated_sqlite)
    yield database
    database.engine.dispose()
    shutil.rmtree(folder)  # hundreds of copies, which nobody needs after the run


@pytest.fixture(scope="session")
def kept_postgres(postgres: str) -> Iterator[KeptPostgres]:
    database = KeptPostgres(postgres)
    yield database
    database.close()


@pytest.fixture
def database(database_kind: str, request: pytest.FixtureRequest) -> Iterator[KeptDatabase]:
    """Lends the worker's database of this kind, empty."""
    kept: KeptDatabase = request.getfixturevalue(f"kept_{database_kind}")
    with kept.lent():
        snapshots.begin(kept)
        yield kept


@pytest.fixture
def monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    """Does what pytest's own fixture does, and tells the snapshots when a test replaces a part of the project."""
    with snapshots.Patching.context() as patching:
        yield patching


@pytest.fixture
def settings(tmp_path: Path, database: KeptDatabase) -> Settings:
    return Settings(
        data=tmp_path, database_url=database.url, base_url="http://localhost", demo=False, secret_key="k" * 40,
        trusted_hosts=TRUSTED,
    )  # fmt: skip


@pytest.fixture(scope="session")
def kept_app(compiled_templates: FileSystemBytecodeCache, tmp_path_factory: pytest.TempPathFactory) -> KeptApp:
    """Makes the application once: its addresses and templates are the same for every test and every database."""
    folder = tmp_path_factory.mktemp("app")
    settings = Settings(data=folder, base_url="http://localhost", secret_key="k" * 40, trusted_hosts=TRUSTED)
    return KeptApp(settings, compiled_templates)


@pytest.fixture
def app(kept_app: KeptApp, settings: Settings, database: KeptDatabase) -> Iterator[Flask]:
    with kept_app.lent(settings, database.engine) as app:
        yield app


@pytest.fixture
def fresh_app(settings: Settings, database: KeptDatabase, compiled_templates: FileSystemBytecodeCache) -> Flask:
    """Makes an application for this test alone. It has answered no request yet, so the test may add an address."""
    fresh = strict(create_app(settings))
    fresh.jinja_env.bytecode_cache = compiled_templates
    fresh.extensions["engine"].dispose()
    fresh.extensions["engine"] = database.engine
    fresh.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return fresh


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Keeps compiled templates for all apps of a run: a template takes longer to compile than to show."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def season(app: Flask, database: KeptDatabase) -> Iterator[Season]:
    """Makes a district with two communes and their cells; after the test every invariant must hold."""
    season = Season(app)
    season.settle_units()
    yield season
    snapshots.once_for_a_state(database, season.files, lambda: _hold(season))


def _hold(season: Season) -> None:
    with Session(season.engine) as session:
        broken = {name: rows for name, rows in checks.run(session, season.store).items() if rows}
    assert broken == {}
