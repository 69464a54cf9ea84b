"""What breaks beneath the service is told in a true sentence, the typed words are kept, and nothing is half done."""

import errno
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event, func, select

from grading.models import Evidence, Score
from grading.troubles import Trouble, trouble_of
from tests.season import PDF

pytestmark = pytest.mark.both_databases

CELL = "HU-A-01"
TYPED = "Chi bộ sinh hoạt đủ 12 kỳ."
on_postgres = pytest.mark.parametrize("database_kind", ["postgres"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def opened(season):
    season.open()
    season.app.testing = False
    return season


def first_group(season) -> tuple[Any, str, dict[str, str]]:
    """Returns the secretary's browser, the address of the first group, and its form with the typed words."""
    client, dossier = season.client(season.secretary(CELL)), f"/dossiers/{season.dossier_id(CELL)}"
    key = re.search(r'/groups/([^"#?]+)', client.get(dossier).text).group(1)
    page = client.get(f"{dossier}/groups/{key}").text
    box = re.search(r'name="(words-[^"]+)"', page).group(1)
    return client, f"{dossier}/groups/{key}", {box: TYPED}


def words_stored(season) -> list[str]:
    with season.reading() as session:
        return list(session.scalars(select(Score.words)))


@contextmanager
def dropping(engine: Engine, moment: str, times: int) -> Iterator[None]:
    """Lets the server drop the connection of a writer: before it commits, or before its first row."""
    left = [times]

    def drop(connection: Any, *rest: Any) -> None:
        is_row = moment == "commit" or (rest and str(rest[1]).startswith(("INSERT", "UPDATE")))
        if left[0] and is_row and connection.get_execution_options().get("writes"):
            left[0] -= 1
            url = str(engine.url).replace("postgresql+psycopg://", "postgresql://")
            with psycopg.connect(url, autocommit=True) as admin:
                process = connection.connection.driver_connection.info.backend_pid
                admin.execute("SELECT pg_terminate_backend(%s, 5000)", [process])

    event.listen(engine, moment, drop)
    yield
    event.remove(engine, moment, drop)


@on_postgres
def test_a_connection_that_is_lost_once_is_not_noticed(opened):
    client, address, form = first_group(opened)

    with dropping(opened.engine, "before_cursor_execute", 1):
        answer = client.post(address, data=form)

    assert (answer.status_code, words_stored(opened)) == (303, [TYPED])


@on_postgres
def test_a_database_that_stays_away_is_told_and_the_words_are_kept(opened):
    client, address, form = first_group(opened)

    with dropping(opened.engine, "before_cursor_execute", 9):
        answer = client.post(address, data=form)

    assert answer.status_code == 503
    assert "Máy chủ tạm thời chưa lưu được; việc vừa làm chưa được lưu." in answer.text
    assert TYPED in answer.text
    assert words_stored(opened) == []


@on_postgres
def test_a_connection_that_is_lost_while_it_stores_is_not_tried_again(opened):
    client, address, form = first_group(opened)

    with dropping(opened.engine, "commit", 9):
        answer = client.post(address, data=form)

    assert answer.status_code == 503
    assert "chưa rõ đã lưu hay chưa" in answer.text
    assert TYPED in answer.text


@on_sqlite
def test_a_removed_database_refuses_what_is_saved(opened):
    client, address, form = first_group(opened)
    path = opened.app.extensions["settings"].database_url.removeprefix("sqlite:///")
    moved = opened.files.parent / "moved.sqlite3"
    moved.parent.mkdir(exist_ok=True)
    where = Path(path)
    where.rename(moved)

    answer = client.post(address, data=form)

    assert not where.exists()
    moved.rename(where)
    assert answer.status_code == 503
    assert "Tệp cơ sở dữ liệu đã bị xóa hoặc thay bằng tệp khác" in answer.text
    assert TYPED in answer.text
    assert words_stored(opened) == []


@pytest.mark.parametrize(("content", "sentence"), [
    (None, "Không còn tệp này trong kho tệp của máy chủ."),
    (b"something else", "Tệp đang lưu đã khác với tệp được gửi lên"),
], ids=["missing", "damaged"])  # fmt: skip
def test_a_stored_file_that_cannot_be_given_out_is_told(opened, content, sentence):
    evidence_id = opened.attach(CELL)
    with opened.reading() as session:
        sha256 = session.get_one(Evidence, evidence_id).sha256
    path = opened.files / sha256[:2] / sha256
    kept = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    client = opened.client(opened.secretary(CELL))

    answer = client.get(f"/evidence/{evidence_id}")

    path.write_bytes(kept)
    assert answer.status_code == 503
    assert sentence in answer.text


def test_an_upload_to_a_full_disk_is_told_and_nothing_is_attached(opened):
    client, address, form = first_group(opened)
    page = client.get(address).text
    box = re.search(r'type="file"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="file"', page)
    name = box.group(1) or box.group(2)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (len(PDF) - 1, hard))  # a file that is longer finds no room
    try:
        answer = client.post(address, data=form | {name: (BytesIO(PDF), "a.pdf")}, content_type="multipart/form-data")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert answer.status_code == 507
    assert "Ổ đĩa của máy chủ đã đầy; chưa lưu gì." in answer.text
    assert TYPED in answer.text
    assert words_stored(opened) == []
    with opened.reading() as session:
        assert session.scalar(select(func.count()).select_from(Evidence)) == 0
    assert list(opened.files.rglob("*.part")) == []


@pytest.mark.parametrize(("number", "trouble"), [
    (errno.ENOSPC, Trouble.full), (errno.EDQUOT, Trouble.full), (errno.EROFS, Trouble.read_only),
    (errno.EACCES, Trouble.read_only), (errno.EPIPE, None),
])  # fmt: skip
def test_a_disk_that_refuses_says_why(number, trouble):
    assert trouble_of(OSError(number, "…")) is trouble
