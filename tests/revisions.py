"""Goes from one revision of the schema to another, and reads what a database holds before and after the step."""

from functools import cache
from typing import Any

from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select, table, text

from grading.migrations import config, migrating

SCRIPTS = ScriptDirectory.from_config(config())
"""The migrations, read once: to read all scripts again costs more than to run one of them."""
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
NOTHING = "base"
OF_A_PERIOD = ("campaign", "explanation", "figure", "past_award", "result", "result_in_force")
"""The tables whose year became a period in revision 0012."""
Rows = dict[str, list[dict[str, Any]]]


def before(revision: str) -> str:
    """Returns the revision that this one builds on."""
    return ([NOTHING, *REVISIONS])[REVISIONS.index(revision)]


def go_up(engine: Engine, to: str) -> None:
    _go(engine, to, SCRIPTS._upgrade_revs)


def go_down(engine: Engine, to: str) -> None:
    _go(engine, to, SCRIPTS._downgrade_revs)


def _go(engine: Engine, to: str, steps: Any) -> None:
    """Runs env.py in one transaction, as grading.migrations.upgrade() does."""
    with migrating(engine) as connection:
        environment = EnvironmentContext(config(connection), SCRIPTS, fn=lambda now, _context: steps(to, now))
        with environment:
            SCRIPTS.run_env()


def read_rows(engine: Engine) -> Rows:
    """Returns every row of every table as the database's driver gives it, in the order of the keys."""
    rows = {}
    with engine.connect() as connection:
        for name in set(inspect(connection).get_table_names()) - {"alembic_version"}:
            result = connection.exec_driver_sql(_whole(name))
            columns = tuple(result.keys())
            rows[name] = [dict(zip(columns, row, strict=True)) for row in result]
    return rows


@cache
def _whole(name: str) -> str:
    return str(select(text("*")).select_from(table(name)).order_by(text("1")))


def broken_references(engine: Engine) -> list[Any]:
    """Returns the rows that refer to nothing; on PostgreSQL, the references that were never checked."""
    query = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            query = "PRAGMA foreign_key_check"
        return list(connection.execute(text(query)))
