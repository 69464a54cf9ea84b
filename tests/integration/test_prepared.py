"""PostgreSQL plans a query once for a connection, and a read that wrote leaves nothing behind."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from grading.db import transaction
from grading.models import Unit

pytestmark = [pytest.mark.both_databases, pytest.mark.parametrize("database_kind", ["postgres"], indirect=True)]
TIMES = 10
PLANNED = text("SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE :query")
QUERY = select(func.count(Unit.id))


def ask(engine, times=TIMES) -> None:
    for _ in range(times):
        with Session(engine) as session:
            session.scalars(QUERY).all()


def kept(engine) -> list[int]:
    """Returns how often the server has run each kept statement that counts units."""
    with engine.connect() as connection:
        return list(connection.scalars(PLANNED, {"query": "SELECT count(unit.id)%"}))


def test_a_query_that_many_reads_ask_stays_prepared(database):
    ask(database.engine)

    asked = kept(database.engine)
    ask(database.engine, 3)

    assert len(asked) == 1
    assert kept(database.engine) == [asked[0] + 3]


def test_a_savepoint_in_a_read_leaves_its_statements_prepared(database):
    ask(database.engine)

    with Session(database.engine) as session, session.begin_nested():
        session.scalars(QUERY).all()

    assert len(kept(database.engine)) == 1


def test_what_a_read_writes_by_mistake_is_not_kept(database):
    with Session(database.engine) as session:
        session.scalars(QUERY).all()
        session.add(Unit(code="HU"))
        session.flush()
        session.scalars(QUERY).all()

    with Session(database.engine) as session:
        assert session.scalars(QUERY).one() == 0


def test_a_connection_goes_on_after_a_statement_that_failed(database):
    with Session(database.engine) as session, pytest.raises(ProgrammingError):
        session.execute(text("SELECT nothing FROM nowhere"))

    with Session(database.engine) as session, transaction(session):
        session.add(Unit(code="HU"))
    with Session(database.engine) as session:
        assert session.scalars(QUERY).one() == 1


def test_a_write_that_fails_leaves_nothing_behind(database):
    def write_and_fail(session):
        with transaction(session):
            session.add(Unit(code="HU"))
            session.flush()
            raise ZeroDivisionError

    with Session(database.engine) as session, pytest.raises(ZeroDivisionError):
        write_and_fail(session)

    with Session(database.engine) as session:
        assert session.scalars(QUERY).one() == 0
