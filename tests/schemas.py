"""Reads the schema of a database, for tests that compare one database with another."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

Schema = dict[str, dict[str, Any]]

_known: dict[tuple[str, ...], dict[str, Any]] = {}
"""Descriptions of SQLite tables by the statements that made them: to ask SQLite takes longer than most tests."""


def schema(engine: Engine) -> Schema:
    """Returns everything that the database says of each table, in an order of our own."""
    with engine.connect() as connection:
        return _schema(connection)


def _schema(connection: Connection) -> Schema:
    if connection.dialect.name != "sqlite":
        return _ask(connection)
    statements_of: dict[str, list[str]] = defaultdict(list)
    for table, statement in connection.execute(
        text("SELECT tbl_name, sql FROM sqlite_master WHERE sql > '' ORDER BY sql")
    ):
        statements_of[table].append(statement)
    statements_of.pop("alembic_version", None)
    if unknown := [table for table in statements_of if tuple(statements_of[table]) not in _known]:
        _known.update({tuple(statements_of[table]): asked for table, asked in _ask(connection, unknown).items()})
    return {table: _known[tuple(statements)] for table, statements in statements_of.items()}


def _ask(connection: Connection, tables: Collection[str] | None = None) -> Schema:
    inspector = inspect(connection)
    columns = inspector.get_multi_columns(filter_names=tables)
    keys = inspector.get_multi_pk_constraint(filter_names=tables)
    checks = inspector.get_multi_check_constraints(filter_names=tables)
    unique = inspector.get_multi_unique_constraints(filter_names=tables)
    references = inspector.get_multi_foreign_keys(filter_names=tables)
    indexes = inspector.get_multi_indexes(filter_names=tables)
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
