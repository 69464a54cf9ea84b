"""A request that meets another writer runs once more with all it brought, and never after it stored something."""

import re
import sqlite3
from contextlib import contextmanager
from io import BytesIO

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from grading.models import Account, Evidence
from tests.reading import words_of
from tests.season import PDF
from workflows import Role

CELL = "HU-A-01"
OTHER_PDF = PDF.replace(b"%%EOF", b"%%EOF\n% other")


@pytest.fixture
def opened(season):
    season.open()
    season.app.testing = False
    return season


@contextmanager
def meeting_another_writer(engine, beginning, *, after_commit=False):
    """Lets the first statement that begins like this fail as if somebody else held the lock. With `after_commit`, it is
    the first one after something was stored."""
    waiting, stored = [True], [not after_commit]

    def note(connection):
        if connection.get_execution_options().get("writes"):
            stored[0] = True

    def fail(_connection, _cursor, statement, *_rest):
        if waiting[0] and stored[0] and statement.startswith(beginning):
            waiting[0] = False
            busy = sqlite3.OperationalError("database is locked")
            busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise OperationalError(statement, {}, busy)

    event.listen(engine, "commit", note)
    event.listen(engine, "before_cursor_execute", fail)
    yield
    event.remove(engine, "commit", note)
    event.remove(engine, "before_cursor_execute", fail)
    assert not waiting[0]


def evidence_names(season):
    with season.reading() as session:
        return list(session.scalars(select(Evidence.name).order_by(Evidence.id)))


def accounts_called(season, login):
    with season.reading() as session:
        return session.scalar(select(func.count()).select_from(Account).where(Account.login == login))


def test_every_file_of_a_request_comes_along_when_it_runs_once_more(opened):
    client, address = opened.client(opened.secretary(CELL)), f"/dossiers/{opened.dossier_id(CELL)}/evidence"
    criterion = re.search(r'name="file-([^"]+)"', client.get(address).text)[1]
    files = [(BytesIO(PDF), "a.pdf"), (BytesIO(OTHER_PDF), "b.pdf")]

    with meeting_another_writer(opened.engine, "INSERT INTO evidence"):
        answer = client.post(address, data={"criterion": criterion, f"file-{criterion}": files})

    assert answer.status_code == 303
    assert evidence_names(opened) == ["a.pdf", "b.pdf"]


def test_what_is_stored_is_not_done_again_when_a_later_reading_fails(opened):
    client = opened.client(opened.who(Role.admin))

    with meeting_another_writer(opened.engine, "SELECT", after_commit=True):
        answer = client.post("/accounts", data={"login": "moi-1"})

    assert (answer.status_code, accounts_called(opened, "moi-1")) == (503, 1)
    text = words_of(answer)
    assert "Việc vừa làm đã được lưu" in text
    assert "chưa được lưu" not in text
    assert "moi-1" not in text


def test_a_reading_that_fails_before_anything_is_stored_runs_once_more(opened):
    client = opened.client(opened.who(Role.admin))

    with meeting_another_writer(opened.engine, "SELECT"):
        answer = client.post("/accounts", data={"login": "moi-1"})

    assert accounts_called(opened, "moi-1") == 1
    assert answer.status_code < 400
