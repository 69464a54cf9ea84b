"""A body is refused by its length, before it is read as a form, and the server keeps none of it."""

import http.client
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pytest

from grading.web.shell import limits
from tests.integration.shell.test_reception import Served, served
from workflows import Role

__all__ = ["served"]
FORTY_MB = 40_000_000
PAIRS = b"a&" * (FORTY_MB // 2)
WORDS = "Trang này nhận tối đa 2 triệu ký tự."


@pytest.fixture
def database_kind() -> str:
    """A refused body asks the database for nothing of its own."""
    return "sqlite"


def multipart(field: bytes) -> bytes:
    head = b'--edge\r\nContent-Disposition: form-data; name="login"\r\n\r\n'
    return head + field + b"\r\n--edge--\r\n"


BODIES = {
    "application/x-www-form-urlencoded": PAIRS,
    "multipart/form-data; boundary=edge": multipart(b"a" * FORTY_MB),
    "text/plain": PAIRS,
    "application/json": PAIRS,
    "": PAIRS,
}


@pytest.mark.parametrize("content_type", BODIES)
@pytest.mark.parametrize("path", ["/sign-in", "/language", "/nowhere", "/units", "/verify/ABCDEFGHIJKL"])
def test_a_body_above_the_limit_of_its_address_is_refused_without_reading_it(client, path, content_type):
    unread = BytesIO(BODIES[content_type])

    answer = client.post(path, input_stream=unread, content_type=content_type, content_length=FORTY_MB)

    assert answer.status_code == 413
    assert WORDS in answer.text
    assert unread.tell() == 0


def test_a_signed_in_person_has_the_same_limits(season):
    client = season.client(season.who(Role.admin))

    answers = [client.post("/accounts", data={"login": "a" * size}) for size in (limits.MOST_FORM, 1000)]

    assert [answer.status_code for answer in answers] == [413, 422]
    assert WORDS in answers[0].text


def test_a_form_of_words_has_no_room_for_files_where_files_are_sent(client):
    unread = BytesIO(PAIRS)

    answer = client.post(
        "/verify/file", input_stream=unread, content_type="application/x-www-form-urlencoded", content_length=FORTY_MB
    )

    assert (answer.status_code, unread.tell()) == (413, 0)


def test_a_file_larger_than_a_form_is_read_where_files_are_sent(client):
    answer = client.post("/verify/file", data={"file": (BytesIO(b"a" * 2 * limits.MOST_FORM), "paper.pdf")})

    assert answer.status_code == 200
    assert "không trùng" in answer.text


def test_a_form_with_more_boxes_than_any_page_has_is_refused(client):
    body = b"a&" * limits.MOST_FIELDS

    answer = client.post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 413
    assert WORDS in answer.text


def test_every_address_whose_form_sends_files_takes_files(app):
    marked = {name for name, view in app.view_functions.items() if getattr(view, "takes_files", False)}

    assert marked == {
        "answers.save_group", "evidence.attach", "jobs.take_import", "programme_import.preview", "rehearsals.rehearse",
        "unit_file.read_back", "verify.compare", "year.import_workbook",
    }  # fmt: skip


# --- on the wire


def chunks() -> Iterator[bytes]:
    yield from (b"a&" * 50_000 for _chunk in range(FORTY_MB // 100_000))


def sent(served: Served, body: object, **headers: str) -> tuple[int, str]:
    served.connected().close()
    typed = {"Content-Type": "application/x-www-form-urlencoded"} | headers
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)) as connection:
        connection.request("POST", "/sign-in", body, typed)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("body", [PAIRS, chunks()], ids=["with its length", "in chunks"])
def test_the_memory_of_the_server_does_not_grow_with_a_large_body(served, body):
    sent(served, b"login=a")
    tracemalloc.start()
    try:
        status, page = sent(served, body)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert status == 413
    assert WORDS in page
    assert most < 4_000_000


def test_who_asks_before_sending_is_told_at_once(served):
    served.connected().close()
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        connection.putrequest("POST", "/sign-in")
        connection.putheader("Content-Length", str(FORTY_MB))
        connection.putheader("Expect", "100-continue")
        connection.endheaders()
        answer = connection.getresponse()
        page = answer.read().decode()

    assert answer.status == 413
    assert WORDS in page
