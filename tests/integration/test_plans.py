"""No list reads a whole table that grows with the nation: the database says how it would find the rows."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.services.accounts import accounts, links
from grading.services.campaigns import campaigns
from grading.services.commendations import register
from grading.services.desks import work
from grading.services.record import reading
from grading.services.record.sides import asked_of, everything
from grading.services.units import directory
from grading.services.units.units import get_unit
from tests.season import Season
from tests.seats import DISTRICT
from workflows import Role

GROWING = {
    "unit", "unit_period", "unit_word", "account", "account_word", "role_grant", "campaign", "dossier", "registration",
    "commendation", "password_link", "event", "event_words",
}  # fmt: skip
OF_THE_RECORD = {"record", "record of a person", "number of lines"}
Asking = Callable[[Session, Actor], object]


def _units(session: Session) -> frozenset[int]:
    return frozenset({get_unit(session, DISTRICT).id})


LISTS: dict[str, Asking] = {
    "accounts": lambda session, _actor: accounts.list_accounts(session, first=100),
    "accounts by words": lambda session, _actor: accounts.list_accounts(session, "thu ky hoa"),
    "number of accounts": lambda session, _actor: (accounts.count_accounts(session),
                                                   accounts.count_accounts(session, "hoa")),
    "units by words": lambda session, actor: directory.search_units(session, "chi bo ap 5", actor.today),
    "units by an address": lambda session, actor: directory.search_units(session, "CB ấp 5, xã A, huyện", actor.today),
    "units by offices alone": lambda session, actor: directory.search_units(session, "HĐND UBND", actor.today),
    "units below": lambda session, actor: (
        directory.list_below(session, get_unit(session, DISTRICT).id, actor.today, first=50),
        directory.count_below(session, get_unit(session, DISTRICT).id, actor.today, "hoa")),
    "units of a kind": lambda session, actor: directory.search_units(
        session, "", actor.today, kind=directory.UnitKind.cell_subordinate, first=50),
    "number of units": lambda session, actor: directory.count_units(session, "hoa thuan", actor.today),
    "the unit that is meant": lambda session, actor: directory.units_called(session, "Chi bộ ấp", actor.today),
    "open campaigns": campaigns.list_open,
    "campaigns": lambda session, actor: (campaigns.list_campaigns(session, actor, 1),
                                         campaigns.number_of_pages(session, actor)),
    "home": work.waiting_for,
    "register": lambda session, _actor: (register.entries(session, _units(session), 2022, 2),
                                         register.number_of_pages(session, _units(session), 2022)),
    "links that wait": lambda session, actor: links.list_waiting(session, actor.now),
    "record": lambda session, actor: reading.of_offices(session, actor, first=50),
    "record of a person": lambda session, actor: reading.of_offices(session, actor, reading.Wanted(person="admin")),
    "number of lines": reading.count_of_offices,
}  # fmt: skip


@pytest.mark.both_databases
@pytest.mark.parametrize("role", [Role.admin, Role.authority_secretary])
def test_every_list_that_grows_is_found_by_an_index(season: Season, role: Role) -> None:
    season.open()
    login = season.who(role, None if role is Role.admin else DISTRICT)

    with season.acting(login) as (session, actor):
        _seem_large(session.connection())
        readable = [name for name in LISTS if role is Role.admin or name not in OF_THE_RECORD]
        asked = [
            (name, *sent) for name in readable for sent in _sent(season.engine, partial(LISTS[name], session, actor))
        ]
        scans = [
            (name, found, sql) for name, sql, given in asked if (found := _scans(session.connection(), sql, given))
        ]

    assert scans == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_sides_of_dossiers_are_found_without_a_walk_through_the_record(season: Season) -> None:
    season.open()

    with season.reading() as session:
        ask = partial(session.execute, everything(everybody=True), asked_of({1}, None))
        ((statement, given),) = _sent(season.engine, ask)
        explained = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        of_record = [line for *_numbers, line in explained if re.search(r"\bevent\b", line)]

    assert of_record
    assert [line for line in of_record if "subject_id=?" not in line] == []


def _seem_large(connection: Connection) -> None:
    """Lets PostgreSQL plan for the tables of a nation, and join and read by an index wherever there is one: of a few
    rows it would read all, which is right. SQLite plans without looking at the rows."""
    if connection.dialect.name == "postgresql":
        for way in ("seqscan", "hashjoin", "mergejoin"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        large = text("UPDATE pg_class SET reltuples = 250000, relpages = 1 WHERE relname = ANY(:tables)")
        connection.execute(large, {"tables": sorted(GROWING)})


def _sent(engine: Engine, ask: Callable[[], object]) -> list[tuple[str, Any]]:
    """Returns the statements that are sent meanwhile, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sent


def _scans(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """Returns the growing tables that the database would read from end to end. A walk along an index that ends with
    the rows of a page is none."""
    if connection.dialect.name == "sqlite":
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
        is_walk = "LIMIT" in statement and not any("FOR ORDER BY" in line for line in plan)
        scanned = [_table(line.split()[1]) for line in plan if line.startswith("SCAN ") and not is_walk]
    else:
        (plan_text,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).one()
        plan = plan_text if isinstance(plan_text, list) else json.loads(plan_text)
        scanned = list(_unlimited(plan[0]["Plan"], is_limited=False))
    return sorted(GROWING.intersection(scanned))


def _table(alias: str) -> str:
    return re.sub(r"_\d+$", "", alias)


def _unlimited(node: dict[str, Any], *, is_limited: bool) -> Iterator[str]:
    kind = node["Node Type"]
    is_limited = (is_limited or kind == "Limit") and kind not in {"Sort", "Aggregate", "Hash"}
    if kind in {"Seq Scan", "Index Scan", "Index Only Scan"} and "Index Cond" not in node and not is_limited:
        yield node["Relation Name"]
    for each in node.get("Plans", ()):
        yield from _unlimited(each, is_limited=is_limited)
