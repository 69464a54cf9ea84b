"""The database: writers take turns, readers never wait, times keep their zone, frozen rows and files never change."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session

from grading import db
from grading.db import DatabaseGone, lock_file, make_engine, transaction
from grading.models import (
    Commendation,
    Dossier,
    Figure,
    FrozenRow,
    Move,
    NaiveTime,
    RegisterCounter,
    Result,
    Revision,
    SignInFailure,
    StoredFile,
    Unit,
)
from grading.turnstile import NoTurn, Turnstile
from tests.commended import commend
from workflows import State

pytestmark = pytest.mark.both_databases
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def engine(database_url):
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def counter(engine) -> int:
    with Session(engine) as session, transaction(session):
        unit = Unit(code="HU")
        session.add(unit)
        session.flush()
        row = RegisterCounter(authority_unit_id=unit.id, year=2026, last=0)
        session.add(row)
        session.flush()
        return row.id


def count_on(engine: Engine, counter: int) -> int:
    with Session(engine) as session, transaction(session):
        row = session.scalars(select(RegisterCounter).where(RegisterCounter.id == counter).with_for_update()).one()
        row.last += 1
        session.flush()
        return row.last


def now_at(engine: Engine, counter: int) -> int:
    with Session(engine) as session:
        return session.get_one(RegisterCounter, counter).last


# --- two transactions at once


def test_writers_take_turns_instead_of_failing_because_the_database_is_locked(engine, counter):
    with ThreadPoolExecutor(8) as people:
        numbers = list(people.map(lambda _: count_on(engine, counter), range(80)))

    assert sorted(numbers) == list(range(1, 81))


def test_a_writer_that_has_only_read_so_far_already_makes_other_writers_wait(engine, counter):
    with Session(engine) as first, transaction(first), ThreadPoolExecutor(1) as other:
        row = first.scalars(select(RegisterCounter).where(RegisterCounter.id == counter).with_for_update()).one()
        waiting = other.submit(count_on, engine, counter)
        row.last += 10
        first.flush()
        first.commit()
        second = waiting.result(timeout=30)

    assert second == 11


def test_a_reader_does_not_wait_for_a_writer(engine, counter):
    with Session(engine) as writer, transaction(writer):
        writer.get_one(RegisterCounter, counter).last = 7
        writer.flush()

        count_while_writing = now_at(engine, counter)

    assert count_while_writing == 0
    assert now_at(engine, counter) == 7


def test_a_writer_does_not_wait_for_a_reader(engine, counter):
    with Session(engine) as reader:
        before = reader.get_one(RegisterCounter, counter).last

        count_on(engine, counter)

    assert (before, now_at(engine, counter)) == (0, 1)


def count_and_fail(engine: Engine, counter: int) -> None:
    with Session(engine) as session, transaction(session):
        session.get_one(RegisterCounter, counter).last = 9
        session.flush()
        _ = 1 / 0


def test_a_transaction_that_fails_half_way_changes_nothing(engine, counter):
    with pytest.raises(ZeroDivisionError):
        count_and_fail(engine, counter)

    assert now_at(engine, counter) == 0


# --- times


def test_a_time_without_its_zone_is_refused(engine):
    failure = SignInFailure(login="ai", at=NOW.replace(tzinfo=None))

    with Session(engine) as session:
        session.add(failure)
        with pytest.raises(StatementError) as refusal:
            session.flush()

    assert isinstance(refusal.value.orig, NaiveTime)


def test_a_time_comes_back_as_the_same_moment_in_utc(engine):
    hanoi = datetime(2026, 12, 31, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=7)))

    with Session(engine) as session, transaction(session):
        session.add(SignInFailure(login="ai", at=hanoi))
    with Session(engine) as session:
        stored_time = session.scalars(select(SignInFailure.at)).one()

    assert stored_time == hanoi
    assert stored_time.utcoffset() == timedelta(0)


# --- rows that never change


@pytest.mark.parametrize("kind", [Move, Revision, Result, Figure, StoredFile, Commendation])
def test_a_frozen_row_is_never_changed_nor_deleted(season, kind):
    commend(season)
    column = next(name for name in ("note", "content", "outcome", "source", "mime", "digest") if hasattr(kind, name))

    with pytest.raises(FrozenRow, match=f"{kind.__name__}.{column} is never changed"), season.writing() as session:
        setattr(session.scalars(select(kind)).first(), column, "anders")
    with pytest.raises(FrozenRow, match=f"{kind.__name__} is never deleted"), season.writing() as session:
        session.delete(session.scalars(select(kind)).first())


def test_the_file_of_a_commendation_is_set_only_once(season):
    commend(season)
    with season.writing() as session:
        row = session.scalars(select(Commendation)).one()
        file = session.scalars(select(StoredFile.sha256)).first()
        row.pdf_sha256, row.renderer, row.printed_at = file, "a renderer", season.now

    with pytest.raises(FrozenRow), season.writing() as session:
        session.scalars(select(Commendation)).one().renderer = "another"


# --- the database refuses it too


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE campaign SET process_digest = 'of no process'",
        "UPDATE dossier SET unit_id = (SELECT min(unit_id) FROM dossier)",
        "UPDATE dossier SET unit_id = 99999",
        "UPDATE role_grant SET valid_to = '1999-01-01'",
        "UPDATE campaign SET submit_by = '1999-01-01'",
        "DELETE FROM unit",
    ],
)
def test_the_database_refuses_what_the_services_never_do(season, statement):
    season.open()
    season.who("cell_secretary", "HU-A-01")

    with pytest.raises((IntegrityError, OperationalError)), season.writing() as session:
        session.execute(text(statement))

    with season.reading() as session:
        assert {dossier.state for dossier in session.scalars(select(Dossier))} == {State.draft}


# --- the file of the database


@pytest.fixture
def sqlite(migrated_sqlite, tmp_path) -> Path:
    return Path(shutil.copyfile(migrated_sqlite, tmp_path / "grading.sqlite3"))


def add_failure(engine: Engine) -> None:
    with Session(engine) as session, transaction(session):
        session.add(SignInFailure(login="ai", at=NOW))


@pytest.mark.parametrize("is_replaced", [False, True], ids=["removed", "replaced"])
def test_nothing_is_written_into_a_file_that_is_no_longer_the_database(sqlite, migrated_sqlite, is_replaced):
    engine = make_engine(f"sqlite:///{sqlite}")
    add_failure(engine)
    sqlite.rename(sqlite.with_suffix(".old"))
    if is_replaced:
        shutil.copyfile(migrated_sqlite, sqlite)

    with pytest.raises(DatabaseGone, match="grading.sqlite3"):
        add_failure(engine)

    assert sqlite.exists() == is_replaced
    engine.dispose()


def test_a_new_connection_makes_no_empty_database_in_place_of_a_removed_one(sqlite):
    engine = make_engine(f"sqlite:///{sqlite}")
    with engine.connect():  # so that the next one is new
        sqlite.unlink()
        with pytest.raises(DatabaseGone):
            engine.connect()

    assert not sqlite.exists()
    engine.dispose()


def test_a_writer_waits_for_the_writer_of_another_process_and_then_gives_up(sqlite, monkeypatch):
    monkeypatch.setattr(db, "_BUSY_MS", 10)
    engine = make_engine(f"sqlite:///{sqlite}")
    other = Turnstile(lock_file(sqlite), sqlite).enter(20)

    with pytest.raises(NoTurn):
        add_failure(engine)

    other.leave()
    add_failure(engine)
    engine.dispose()
