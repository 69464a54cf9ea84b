"""What every test may use: databases of both kinds, an application, a small season with makers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

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
from tests.postgres_server import postgres_server
from tests.season import Season
from tests.strictness import strict


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
    """A server with a migrated database named `migrated`, from which each test's own is copied."""
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
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Every test that uses a database runs on both kinds."""
    if request.param == "sqlite":
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


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(
        data=tmp_path, database_url=database_url, base_url="http://localhost", demo=False, secret_key="k" * 40,
        trusted_hosts=("localhost", "127.0.0.1"),
    )  # fmt: skip


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    app = strict(create_app(settings))
    app.jinja_env.bytecode_cache = compiled_templates
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)  # tests/test_conventions.py asks every page for its token
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Compiled once in a run: every test has an app of its own, and templates take longer to compile than to show."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def season(app: Flask) -> Iterator[Season]:
    """A district with two communes and their cells; afterwards every invariant must hold."""
    season = Season(app)
    season.settle_units()
    yield season
    with Session(season.engine) as session:
        broken = {name: found for name, found in checks.run(session, season.store).items() if found}
    assert broken == {}
