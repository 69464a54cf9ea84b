"""Databases at every revision of the schema, with rows in every table: made once for each kind, lent as copies."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, create_engine, text

from grading.db import make_engine
from tests.revisions import NOTHING, REVISIONS, go_up
from tests.rows_of_revisions import fill
from tests.schemas import Schema, schema


class Place(Protocol):
    """A place that keeps databases under names."""

    def url(self, name: str) -> str: ...

    def copy(self, source: str | None, name: str) -> None:
        """Copies the source, which nobody may use meanwhile; without a source the new database is empty."""

    def drop(self, name: str) -> None: ...


class Folder:
    """A folder of SQLite databases: each database is a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, name: str) -> str:
        return f"sqlite:///{self._folder / name}"

    def copy(self, source: str | None, name: str) -> None:
        if source:
            shutil.copy(self._folder / source, self._folder / name)

    def drop(self, name: str) -> None:
        (self._folder / name).unlink()


class Server:
    """A PostgreSQL server with the databases of this process, and perhaps databases of other processes."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._admin = create_engine(url, isolation_level="AUTOCOMMIT")

    def url(self, name: str) -> str:
        return self._url.replace("/postgres?", f"/{self._own(name)}?")

    def copy(self, source: str | None, name: str) -> None:
        template = self._own(source) if source else "template0"
        self._run(f"CREATE DATABASE {self._own(name)} TEMPLATE {template} STRATEGY file_copy")

    def drop(self, name: str) -> None:
        self._run(f"DROP DATABASE {self._own(name)} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()

    def _own(self, name: str) -> str:
        return f"at_{os.getpid()}_{name}"

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


class DatabasesAtRevisions:
    def __init__(self, place: Place) -> None:
        self._place = place
        self.schemas: dict[str, Schema] = {NOTHING: {}}
        """The schema that an upgrade from an empty database gives, by revision."""
        place.copy(None, "newest")
        for revision in REVISIONS:
            with self._engine("newest") as engine:
                go_up(engine, revision)
                self.schemas[revision] = schema(engine)
            place.copy("newest", f"filled_{revision}")
            with self._engine(f"filled_{revision}") as engine, engine.begin() as connection:
                fill(connection, self.schemas[revision])

    @contextmanager
    def filled(self, revision: str) -> Iterator[Engine]:
        """Lends a database of this revision with rows in every table."""
        with self._lent(f"filled_{revision}") as engine:
            yield engine

    @contextmanager
    def newest(self) -> Iterator[Engine]:
        """Lends a database of the newest revision without a row."""
        with self._lent("newest") as engine:
            yield engine

    def drop(self) -> None:
        for name in ("newest", *(f"filled_{revision}" for revision in REVISIONS)):
            self._place.drop(name)

    @contextmanager
    def _lent(self, source: str) -> Iterator[Engine]:
        self._place.copy(source, "lent")
        try:
            with self._engine("lent") as engine:
                yield engine
        finally:
            self._place.drop("lent")

    @contextmanager
    def _engine(self, name: str) -> Iterator[Engine]:
        engine = make_engine(self._place.url(name))
        try:
            yield engine
        finally:
            engine.dispose()
