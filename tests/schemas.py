"""What a database says of its tables, for tests that compare one database with another."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

Schema = dict[str, dict[str, Any]]

_known: dict[tuple[str, ...], dict[str, Any]] = {}
"""What SQLite said of a table, by the statements that made it: to ask takes longer than most tests."""


def schema(engine: Engine) -> Schema:
    """Everything the database says of each table, in an order of our own."""
    with engine.connect() as connection:
        return _schema(connection)


def _schema(connection: Connection) -> Schema:
    if connection.dialect.name != "sqlite":
        return _ask(connection)
    made: dict[str, list[str]] = defaultdict(list)
    for table, statement in connection.execute(
        text("SELECT tbl_name, sql FROM sqlite_master WHERE sql > '' ORDER BY sql")
    ):
        made[table].append(statement)
    made.pop("alembic_version", None)
    if new := [table for table in made if tuple(made[table]) not in _known]:
        _known.update({tuple(made[table]): told for table, told in _ask(connection, new).items()})
    return {table: _known[tuple(statements)] for table, statements in made.items()}


def _ask(connection: Connection, tables: Collection[str] | None = None) -> Schema:
    seen = inspect(connection)
    columns = seen.get_multi_columns(filter_names=tables)
    keys = seen.get_multi_pk_constraint(filter_names=tables)
    checks = seen.get_multi_check_constraints(filter_names=tables)
    unique = seen.get_multi_unique_constraints(filter_names=tables)
    references = seen.get_multi_foreign_keys(filter_names=tables)
    indexes = seen.get_multi_indexes(filter_names=tables)
    return {
        of[1]: {
            "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in columns[of]),
            "key": keys[of],
            "checks": sorted((c["name"], c["sqltext"]) for c in checks[of]),
            "unique": sorted((c["name"], c["column_names"]) for c in unique[of]),
            "references": sorted(
                (c["name"], c["constrained_columns"], c["referred_table"], c["referred_columns"], c["options"])
                for c in references[of]
            ),
            "indexes": sorted((c["name"], c["column_names"], bool(c["unique"])) for c in indexes[of]),
        }
        for of in columns
        if of[1] != "alembic_version"
    }
