"""Brings a database to the newest schema; two processes that start at once take turns."""

from pathlib import Path

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


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Runs the missing migrations in one transaction: a migration that fails leaves the database unchanged.

    Raises UnknownSchema for a database that a newer version of the service has written.
    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if unknown := set(_heads(connection)) - _known():
            raise UnknownSchema(", ".join(sorted(unknown)))
        command.upgrade(config(connection), to)


def config(connection: Connection | None = None) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.attributes["connection"] = connection
    return settings


def is_current(engine: Engine) -> bool:
    """Returns whether the database has the newest schema."""
    with engine.connect() as connection:
        heads = _heads(connection)
    return set(heads) == set(ScriptDirectory(str(HERE)).get_heads())


def _heads(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(HERE)).walk_revisions()}
