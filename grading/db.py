"""The database engine, the write transaction, and how a lock conflict between two writers is recognised."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Column, Connection, Engine, MetaData, Table, UniqueConstraint, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts

from grading.prepared import keep_prepared
from grading.turnstile import Turnstile

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_BUSY_MS = 15_000


def make_engine(url: str) -> Engine:
    """Returns an engine: SQLite in WAL mode with foreign keys and our own BEGIN, or PostgreSQL in READ COMMITTED."""
    if make_url(url).get_backend_name() != "sqlite":
        # The connection that came back last has the plans of the pages that are asked most.
        engine = create_engine(url, pool_pre_ping=True, pool_use_lifo=True, isolation_level="READ COMMITTED")
        keep_prepared(engine)
        return engine
    engine = create_engine(url)
    _insert_many_rows_at_once(engine)
    event.listen(engine, "connect", _prepare_sqlite)
    if (name := engine.url.database) and name != ":memory:":
        _DatabaseFile(Path(name)).listen(engine)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _insert_many_rows_at_once(engine: Engine) -> None:
    """Lets a flush insert all new rows of a table with one statement, as on PostgreSQL. SQLite numbers the rows of a
    statement in their order, so each object gets the number of its own row; a test holds SQLite to that."""
    engine.dialect.insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT


class DatabaseGone(Exception):
    """The file of the database was removed or replaced while it was open: what is written now would be lost. The
    message names the file."""


class _DatabaseFile:
    """One SQLite file: its writers pass one by one, and nobody writes into a file that its name no longer means."""

    def __init__(self, path: Path) -> None:
        self._path, self._identity = path, (0, 0)
        self._turnstile = Turnstile(lock_file(path), path)

    def listen(self, engine: Engine) -> None:
        event.listen(engine, "do_connect", self._expect)
        event.listen(engine, "connect", self._identify)
        event.listen(engine, "engine_disposed", self._forget)
        event.listen(engine, "begin", self._take_turn)
        event.listen(engine, "checkin", self._end_turn)

    def _expect(self, *_connecting: Any) -> None:
        if self._identity != (0, 0):  # SQLite would make an empty file in silence
            self._check()
        else:
            make_private(self._path)

    def _identify(self, *_connected: Any) -> None:
        self._identity = self._found()

    def _forget(self, _engine: Engine) -> None:
        self._identity = (0, 0)

    def _check(self) -> None:
        if self._found() != self._identity:
            raise DatabaseGone(str(self._path))

    def _found(self) -> tuple[int, int]:
        try:
            status = os.stat(self._path)
        except FileNotFoundError:
            return (0, 0)
        return (status.st_dev, status.st_ino)

    def _take_turn(self, connection: Connection) -> None:
        self._check()
        kept = connection.info
        if connection.get_execution_options().get("writes", False) and "turn" not in kept:
            kept["turn"] = self._turnstile.enter(_BUSY_MS / 1000)

    def _end_turn(self, _connection: Any, record: Any) -> None:
        if turn := record.info.pop("turn", None):
            turn.leave()


def make_private(path: Path) -> None:
    """Makes a missing file for its owner alone, whatever the umask; an existing file stays as it is. SQLite gives the
    files beside the database its mode. What stands against it, SQLite then reports."""
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def lock_file(database: Path) -> Path:
    """Returns the file whose locks order the writers of a SQLite file. It stays there, and so tells that there was a
    database."""
    return database.with_name(f"{database.name}-turns")


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # otherwise the driver sends its own BEGIN, which is always deferred
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        "synchronous=FULL",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred BEGIN that turns into a write fails at once with "database is locked", whatever the timeout. And
    # BEGIN IMMEDIATE for reads would make every page wait for the writers.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class OutcomeUnknown(Exception):
    """The connection was lost while the database committed: it may have stored everything or nothing."""


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """Ends the session's read, opens a write transaction, and commits it at the end; on an exception it rolls back.
    Raises NoTurn, DatabaseGone, OutcomeUnknown."""
    session.rollback()
    session.connection(execution_options={"writes": True})
    try:
        yield session
        session.flush()
        _commit(session)
    except BaseException:
        session.rollback()
        raise


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise OutcomeUnknown from error
        raise


@contextmanager
def trial(
    session: Session, copied: Sequence[type[DeclarativeBase]], empty: Sequence[type[DeclarativeBase]] = ()
) -> Iterator[Session]:
    """Ends the session's read, and opens one with private tables for these models, copied or empty. What is written
    into them nobody else sees, no writer waits for it, and nothing of it is kept."""
    session.rollback()
    try:
        connection = session.connection()
        for model in (*copied, *empty):
            _hide(connection, cast(Table, model.__table__), with_rows=model in copied)
        yield session
    finally:
        session.rollback()


def _hide(connection: Connection, table: Table, *, with_rows: bool) -> None:
    """Makes a temporary table of the same name, which both databases find first."""
    if connection.dialect.name == "postgresql":
        schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {table.name} (LIKE {schema}.{table.name} INCLUDING ALL)")
        source, copy = f"{schema}.{table.name}", f"pg_temp.{table.name}"
    else:
        _without_foreign_keys(table).create(connection, checkfirst=False)
        source, copy = f"main.{table.name}", f"temp.{table.name}"
    if with_rows:
        columns = ", ".join(connection.dialect.identifier_preparer.quote(each.name) for each in table.columns)
        connection.exec_driver_sql(f"INSERT INTO {copy} ({columns}) SELECT {columns} FROM {source}")  # noqa: S608


def _without_foreign_keys(table: Table) -> Table:
    """Returns the table for SQLite, which would look for the other tables among the temporary ones."""
    columns = [Column(each.name, each.type, primary_key=each.primary_key) for each in table.columns]
    unique = [
        UniqueConstraint(*(column.name for column in each.columns))
        for each in table.constraints
        if isinstance(each, UniqueConstraint)
    ]
    return Table(table.name, MetaData(), *columns, *unique, prefixes=["TEMPORARY"])


def is_writing(session: Session) -> bool:
    """Returns whether the session is inside `transaction()`, so that rows read to be changed are locked."""
    return bool(session.connection().get_execution_options().get("writes", False))


def is_lock_conflict(error: OperationalError) -> bool:
    """Returns whether the error comes from a conflict with another writer, so that a second attempt may succeed."""
    state = getattr(error.orig, "sqlstate", None)
    return state in {"40001", "40P01", "55P03"} or "database is locked" in str(error.orig)
