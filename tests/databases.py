"""Each worker keeps one database of each kind, and lends it to one test after the other.

The whole content of the database is replaced before each test, so no test sees what the test before it wrote.
"""

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import Engine, event

from grading.db import make_engine
from grading.models import Base

READS = ("SELECT", "PRAGMA", "BEGIN", "EXPLAIN", "SHOW")
TABLES = tuple(table.name for table in Base.metadata.sorted_tables)
_kept: "WeakKeyDictionary[Engine, KeptDatabase]" = WeakKeyDictionary()


class KeptDatabase(ABC):
    """A database with its engine, whose pool and compiled statements outlive the tests."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self.written = 0
        """The number of statements that may write and were sent to any database since this object was made."""
        self.played: str | None = None
        """The key of the verbs that led to the state of the database (tests/snapshots.py); None when it is unknown."""
        self.empty = self.take()
        _kept[self.engine] = self

    @abstractmethod
    def take(self) -> Any:
        """Saves the content of the database; returns what `put` needs to restore it."""

    @abstractmethod
    def put(self, kept: Any) -> None:
        """Replaces the whole content of the database, and the ids that it gives next, by what `take` saved."""

    @property
    def in_use(self) -> bool:
        """Says whether a connection is in use, and with it perhaps an open transaction."""
        return bool(self.engine.pool.checkedout())  # type: ignore[attr-defined]

    @contextmanager
    def lent(self) -> Iterator["KeptDatabase"]:
        """Lends the database, empty, to one test, which must close every connection before it ends."""
        self.put(self.empty)
        self.played = ""
        yield self
        self.played = None
        is_left_open = self.in_use
        if is_left_open:
            self.engine.dispose()
        assert not is_left_open, "the test left a connection open: close its session, or end its transaction"


def kept_behind(engine: Engine) -> KeptDatabase | None:
    """Returns the kept database of this engine, or None for any other engine."""
    return _kept.get(engine)


@event.listens_for(Engine, "before_cursor_execute")
def _note_writing(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    if not statement.lstrip().upper().startswith(READS):
        for database in list(_kept.values()):
            database.written += 1


class KeptSqlite(KeptDatabase):
    """A SQLite file that stays at its path; its snapshots are files beside it."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        self.path = folder / "kept.sqlite3"
        self._copies = 0
        shutil.copyfile(migrated, self.path)
        super().__init__(f"sqlite:///{self.path}")

    def take(self) -> Path:
        self.engine.dispose()  # the last connection that closes writes the log into the file
        assert not self._log.exists(), "somebody else has the database open"
        self._copies += 1
        return Path(shutil.copyfile(self.path, self.path.with_suffix(f".{self._copies}")))

    def put(self, kept: Path) -> None:
        self.engine.dispose()
        for path in (self.path, self._log, self.path.with_name(f"{self.path.name}-shm")):
            path.unlink(missing_ok=True)  # not overwritten: a connection that is still open keeps the old file
        shutil.copyfile(kept, self.path)

    @property
    def _log(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")


class KeptPostgres(KeptDatabase):
    """A database of the tests' server. Snapshots are tables of a second schema, so no row ever leaves it."""

    def __init__(self, server: str) -> None:
        name = f"kept_{os.getpid()}"
        with psycopg.connect(_plain(server), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY file_copy")
        url = server.replace("/postgres?", f"/{name}?")
        self._connection = psycopg.connect(_plain(url), autocommit=True)
        self._connection.execute("SET lock_timeout = '10s'")  # put fails when a test left a transaction open
        self._connection.execute("SET client_min_messages = error")
        self._connection.execute("CREATE SCHEMA kept")
        for table in TABLES:
            self._connection.execute(f"CREATE UNLOGGED TABLE kept.{table} (LIKE public.{table})")
            self._connection.execute(f"ALTER TABLE kept.{table} ADD COLUMN snapshot integer")
            self._connection.execute(f"CREATE INDEX ON kept.{table} (snapshot)")
        self._columns = {table: self._columns_of(table) for table in TABLES}
        self._copies = 0
        super().__init__(url)
        event.listen(self.engine, "connect", _prepare_at_once)

    def take(self) -> str:
        """Returns the statements that restore the content, for one request to the server."""
        self._copies += 1
        copying = (f"INSERT INTO kept.{table} SELECT *, {self._copies} FROM public.{table}" for table in TABLES)  # noqa: S608
        cursor = self._connection.execute("; ".join(("BEGIN", *copying, "COMMIT")))
        filled = [table for table in TABLES if cursor.nextset() and cursor.rowcount]
        return "; ".join((
            "BEGIN", "SET LOCAL session_replication_role = replica",  # in any order: the snapshot is complete
            *(f"DELETE FROM public.{table}" for table in TABLES),  # noqa: S608
            *(self._putting(table) for table in filled), self._counting(), "COMMIT",
        ))  # fmt: skip

    def put(self, kept: str) -> None:
        try:
            self._connection.execute(kept)
        except psycopg.Error:
            self._connection.rollback()
            raise

    def close(self) -> None:
        self.engine.dispose()
        self._connection.close()

    def _putting(self, table: str) -> str:
        columns = self._columns[table]
        kept = f"SELECT {columns} FROM kept.{table} WHERE snapshot = {self._copies}"  # noqa: S608
        return f"INSERT INTO public.{table} ({columns}) {kept}"

    def _counting(self) -> str:
        """Returns the statement that sets every sequence to its last number, or to unused if it has given no number."""
        query = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
        sequences = self._connection.execute(query).fetchall()
        return "SELECT " + ", ".join(f"setval('{name}', {last or 1}, {bool(last)})" for name, last in sequences)

    def _columns_of(self, table: str) -> str:
        query = "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attnum > 0 AND "
        cursor = self._connection.execute(f"{query} NOT attisdropped AND attrelid = 'public.{table}'::regclass")
        row = cursor.fetchone()
        assert row
        return str(row[0])


def _prepare_at_once(connection: psycopg.Connection, _record: object) -> None:
    """Lets the server plan a statement when it comes for the second time, and keep it: the tests send the same ones all
    along."""
    connection.prepare_threshold = 1
    connection.prepared_max = 2000


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
