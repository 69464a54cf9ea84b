"""Brings a database to the newest schema; two processes that start at once take turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

HERE = Path(__file__).parent
_LOCK = 7_302_021
"""The key of PostgreSQL's advisory lock; any number that nothing else uses."""


class UnknownSchema(Exception):
    """The database has a revision that this version does not know; the message names it."""


class OldSchema(Exception):
    """The database has the schema of an earlier version; the message names its revision."""


class BrokenReferences(RuntimeError):
    """A migration would leave rows that refer to nothing; the message names table, row and target."""


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Runs the missing migrations in one transaction: a migration that fails leaves the database unchanged.

    Raises UnknownSchema for a database that a newer version of the service has written.
    """
    with migrating(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if unknown := set(_heads(connection)) - _known():
            raise UnknownSchema(", ".join(sorted(unknown)))
        command.upgrade(config(connection), to)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Opens the one transaction of a migration.

    SQLite makes a table anew to change it. Rows of other tables then refer to nothing for a moment, so references are
    not enforced meanwhile and checked at the end, as SQLite's own instructions say (lang_altertable, section 7). Raises
    BrokenReferences, and then changes nothing.
    """
    with engine.connect().execution_options(writes=True) as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        driver: Any = connection.connection.driver_connection
        if is_sqlite:
            driver.execute("PRAGMA foreign_keys=OFF")  # it has no effect inside a transaction
        try:
            with connection.begin():
                yield connection
                if is_sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).first()):
                    raise BrokenReferences(str(broken))
        finally:
            if is_sqlite:
                driver.execute("PRAGMA foreign_keys=ON")


def config(connection: Connection | None = None) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.attributes["connection"] = connection
    return settings


def is_current(engine: Engine) -> bool:
    """Returns whether the database has the newest schema."""
    return revision_of(engine) == newest()


def newest() -> str:
    return str(ScriptDirectory(str(HERE)).get_current_head())


def revision_of(engine: Engine) -> str | None:
    """Returns the revision of the database's schema, or None for an empty database."""
    with engine.connect() as connection:
        return next(iter(_heads(connection)), None)


def pending(engine: Engine) -> list[str]:
    """Returns the revisions that the database lacks, oldest first; all of them for an empty database. Raises
    UnknownSchema."""
    revision, revisions = revision_of(engine), [each.revision for each in ScriptDirectory(str(HERE)).walk_revisions()]
    if revision is not None and revision not in revisions:
        raise UnknownSchema(revision)
    ordered = revisions[::-1]
    return ordered[ordered.index(revision) + 1 :] if revision else ordered


def require_current(engine: Engine) -> None:
    """Raises OldSchema for a database of an earlier version, and UnknownSchema for one of a newer version."""
    if pending(engine):
        raise OldSchema(str(revision_of(engine)))


def _heads(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(HERE)).walk_revisions()}
