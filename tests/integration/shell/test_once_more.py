"""A request that meets another writer runs once more with all it brought."""

import re
import sqlite3
from contextlib import contextmanager
from io import BytesIO

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from grading.models import Evidence
from tests.season import PDF

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


def test_every_file_of_a_request_comes_along_when_it_runs_once_more(opened):
    client, address = opened.client(opened.secretary(CELL)), f"/dossiers/{opened.dossier_id(CELL)}/evidence"
    criterion = re.search(r'name="file-([^"]+)"', client.get(address).text)[1]
    files = [(BytesIO(PDF), "a.pdf"), (BytesIO(OTHER_PDF), "b.pdf")]

    with meeting_another_writer(opened.engine, "INSERT INTO evidence"):
        answer = client.post(address, data={"criterion": criterion, f"file-{criterion}": files})

    assert answer.status_code == 303
    assert evidence_names(opened) == ["a.pdf", "b.pdf"]
