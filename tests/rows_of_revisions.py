"""Makes rows for every table of a database, whatever revision its schema has."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from graphlib import TopologicalSorter
from typing import Any

import sqlalchemy as sa

from tests.schemas import Schema

Row = dict[str, Any]
Maker = Callable[[int], Any]
ROWS = 9
"""The number of rows of a table: the length of the longest list of words that a column may hold (the roles)."""


def _day(_column: str, number: int) -> date:
    return date(2022, 1, 1) + timedelta(days=number)


def _moment(_column: str, number: int) -> datetime:
    return datetime(2022, 1, number, 3, 4, 5, 678900, tzinfo=UTC)


def _text(column: str, number: int) -> str:
    return f"“{column}” {number}: Hoà, Hòa's\n\\"


KINDS: dict[str, tuple[sa.types.TypeEngine[Any], Callable[[str, int], Any]]] = {
    "BOOLEAN": (sa.Boolean(), lambda _column, number: number % 2 == 0),
    "INTEGER": (sa.Integer(), lambda _column, number: number),
    "JSON": (sa.JSON(none_as_null=True), lambda column, number: {column: [number, None, "Hòa"]}),
    "DATE": (sa.Date(), _day),
    "DATETIME": (sa.DateTime(timezone=True), _moment),
    "TIMESTAMP": (sa.DateTime(timezone=True), _moment),
    "TEXT": (sa.String(), _text),
    "VARCHAR": (sa.String(), _text),
    'VARCHAR COLLATE "C"': (sa.String(), _text),
}
"""The type for SQLAlchemy, and a function that makes a value for each row, by the type's name in the database."""
_STATES = [
    "draft", "commune_review", "appraisal", "certification", "certified", "rejected", "declined", "withdrawn",
]  # fmt: skip
_ROLES = [
    "cell_secretary", "cell_committee", "commune_reviewer", "appraiser", "appraisal_lead", "authority_secretary",
    "award_clerk", "inspector", "admin",
]  # fmt: skip
"""The states and the roles that revision 0007 could hold."""
_MEMBERS: dict[tuple[str, str], list[str]] = {
    ("dossier", "state"): _STATES, ("move", "source"): _STATES, ("move", "dest"): _STATES,
    ("campaign", "tier"): ["three_tier", "two_tier"], ("move", "role"): _ROLES, ("role_grant", "role"): _ROLES,
}  # fmt: skip
"""What a column holds whose values are no longer in a CHECK, so that the revision before can check them again."""


def fill(connection: sa.Connection, schema: Schema) -> None:
    """Adds ROWS rows to each table. Row n refers to row n of other tables. Every column that may hold a value
    holds one, unless a constraint forbids it."""
    parents = {name: {to for _name, _columns, to, *_rest in table["references"]} for name, table in schema.items()}
    for name in TopologicalSorter({name: above - {name} for name, above in parents.items()}).static_order():
        kinds = {column: _kind(type_) for column, type_, _nullable in schema[name]["columns"]}
        to_fill = sa.table(name, *(sa.column(column, type_) for column, (type_, _make) in kinds.items()))
        makers = {column: _maker(name, column, schema) for column in kinds}
        connection.execute(to_fill.insert(), [_row(name, makers, number) for number in range(1, ROWS + 1)])


def _row(table: str, makers: dict[str, Maker], number: int) -> Row:
    row = {column: make(number) for column, make in makers.items()}
    ruled = _RULES.get(table, lambda _row, _number: {})(row, number)
    return {name: ruled.get(name, value) for name, value in row.items()}


def _maker(table: str, column: str, schema: Schema) -> Maker:
    """Returns the function that makes the values of a column from the number of the row."""
    for _name, columns, referred, referred_columns, _options in schema[table]["references"]:
        if columns == [column]:
            return _maker(referred, referred_columns[0], schema)
    check = dict(schema[table]["checks"]).get(f"ck_{table}_{column}", "")
    if re.search(r" (IN|= ANY) \(", check):
        words = re.findall(r"'(\w+)'", check)
        return lambda number: words[(number - 1) % len(words)]
    if members := _MEMBERS.get((table, column)):
        return lambda number: members[(number - 1) % len(members)]
    types = {name: type_ for name, type_, _nullable in schema[table]["columns"]}
    return partial(_kind(types[column])[1], column)


def _kind(type_: str) -> tuple[sa.types.TypeEngine[Any], Callable[[str, int], Any]]:
    return KINDS[type_.partition("(")[0]]


# --- values that constraints over several columns demand


def _assessment(row: Row, _number: int) -> Row:
    return {} if row["layer"] == "appraiser" else {"by_id": None}


def _ballot(_row: Row, _number: int) -> Row:
    return {"invalid": 0}


def _commendation(_row: Row, number: int) -> Row:
    return {} if number % 2 else {"pdf_sha256": None, "renderer": None}


def _decision(row: Row, _number: int) -> Row:
    return {} if row["state"] == "issued" else {"number": None, "issued_on": None}


def _figure(row: Row, _number: int) -> Row:
    return {"dossier_id": None} if row.get("stage") == "proposed" else {}


def _job(row: Row, number: int) -> Row:
    ended = {} if row["state"] in {"done", "failed", "cancelled"} else {"ended_at": None}
    leased = {} if row["state"] == "running" else {"boot_id": None, "lease_until": None}
    return ended | leased | ({} if row["state"] == "done" else {"result_sha256": None, "result_name": None})


def _job_line(row: Row, _number: int) -> Row:
    ended = {"ended_at": None} if row["state"] == "waiting" else {}
    return ended | ({} if row["state"] == "failed" else {"reasons": None})


def _meeting_sheet(_row: Row, number: int) -> Row:
    return {"excused": 0, "period": 1 + number % 4}


def _password_link(row: Row, number: int) -> Row:
    return {"approved_by_id": number % ROWS + 1} if "approved_by_id" in row else {}


def _period(_row: Row, number: int) -> Row:
    """Whole years: a revision without periods has a place for them."""
    days = {"starts_on": date(number, 1, 1), "ends_on": date(number, 12, 31)}
    return {"kind": "year", "code": f"{number:04}", "label": "", **days}


def _programme_version(_row: Row, number: int) -> Row:
    return {"approved_by_id": number % ROWS + 1}


def _registration(row: Row, number: int) -> Row:
    invited = dict.fromkeys(("registered_on", "eligible", "in_favour") if row["state"] == "invited" else ())
    settled = {} if row["state"] in {"confirmed", "set_aside"} else {"settled_on": None}
    return invited | settled | ({} if number % 2 else {"checked_on": None, "check_words": ""})


def _result(row: Row, number: int) -> Row:
    """Ratings and titles alternate: each row supersedes the last row of its kind."""
    model = {} if row["kind"] == "recognition" else {"model": None}
    return model | {"supersedes_id": number - 2 if number > 2 else None}


def _score(_row: Row, number: int) -> Row:
    return {"points": None} if number % 2 else {"grade": None}


def _succession(_row: Row, number: int) -> Row:
    return {"successor_id": number % ROWS + 1}


def _unit_task(_row: Row, number: int) -> Row:
    return {} if number % 2 else {"answer": None, "answered_at": None}


_RULES: dict[str, Callable[[Row, int], Row]] = {
    "assessment": _assessment,
    "ballot": _ballot,
    "commendation": _commendation,
    "decision": _decision,
    "figure": _figure,
    "job": _job,
    "job_line": _job_line,
    "meeting_sheet": _meeting_sheet,
    "password_link": _password_link,
    "period": _period,
    "programme_version": _programme_version,
    "registration": _registration,
    "result": _result,
    "score": _score,
    "succession": _succession,
    "unit_task": _unit_task,
}
