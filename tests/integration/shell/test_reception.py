"""The server lets a bounded number of requests wait, tells the others, forgets who is gone, and ends what it began."""

import http.client
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Event, Semaphore
from urllib.parse import urlencode

import pytest
from flask import request

from grading import reception

Answer = tuple[int, dict[str, str], str]


class Served:
    """A server with one thread and room for one waiting request, whose only page waits until it may answer."""

    def __init__(self, app, people: ThreadPoolExecutor) -> None:
        self.begun, self.may_answer, self.seen = Semaphore(0), Event(), []
        self.stopping, self.people = reception.Stopping(), people
        app.testing = False
        app.add_url_rule("/slow", "slow", self.slow, methods=["GET", "POST"])
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.running: Future[None] = people.submit(
            reception.run, app, self.stopping, host="127.0.0.1", port=self.port, threads=1, most_waiting=1
        )

    def slow(self) -> str:
        self.seen.append(request.values.get("who"))
        self.begun.release()
        assert self.may_answer.wait(timeout=30)
        return "done"

    def connected(self) -> socket.socket:
        """Returns a connection, as soon as the server listens."""
        while not self.running.done():
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=30)
            except ConnectionRefusedError:
                continue
        raise AssertionError(self.running.exception())

    def ask(self, who: str) -> Answer:
        self.connected().close()
        body = urlencode({"who": who, "words": "một đoạn văn dài"})
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("POST", "/slow", body, {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def later(self, who: str) -> Future[Answer]:
        return self.people.submit(self.ask, who)

    def is_closed(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=30).close()
        except ConnectionError:  # refused, or reset by the door that closes
            return True
        return False

    def stop(self) -> None:
        self.stopping.asked = True
        with suppress(
            OSError
        ):  # the server, in its own thread, may have seen `asked` and ended; a signal has no such gap
            self.stopping.wake()


@pytest.fixture
def database_kind() -> str:
    """Nobody asks the database here."""
    return "sqlite"


@pytest.fixture
def served(fresh_app) -> Iterator[Served]:
    with ThreadPoolExecutor(8) as people:
        served = Served(fresh_app, people)
        yield served
        served.may_answer.set()
        served.stop()
        served.running.result(timeout=30)


def until(claim: Callable[[], bool]) -> None:
    while not claim():
        pass


def test_who_finds_no_place_in_the_queue_is_told_at_once_and_keeps_the_words(served):
    first = served.later("first")
    assert served.begun.acquire(timeout=30)
    more = [served.later(f"number {number}") for number in range(4)]
    until(lambda: sum(each.done() for each in more) == 3)  # one of them waits, the others have their answer

    refused = [each.result() for each in more if each.done()]
    served.may_answer.set()

    assert {status for status, _headers, _page in refused} == {503}
    assert {headers["Retry-After"] for _status, headers, _page in refused} == {"20"}
    assert all("máy chủ chưa nhận yêu cầu này; chưa lưu gì" in page for _status, _headers, page in refused)
    assert all("một đoạn văn dài" in page for _status, _headers, page in refused)
    assert all("default-src 'none'" in headers["Content-Security-Policy"] for _status, headers, _page in refused)
    assert {each.result(timeout=30)[0] for each in (first, *more)} == {200, 503}
    assert len(served.seen) == 2


def test_a_request_whose_client_is_gone_is_not_worked_off(served):
    first = served.later("first")
    assert served.begun.acquire(timeout=30)
    with served.connected() as gone:
        gone.sendall(b"GET /slow?who=gone HTTP/1.1\r\nHost: localhost\r\n\r\n")
        gone.shutdown(socket.SHUT_WR)  # the server answers this by closing: then it has noticed
        assert gone.recv(1) == b""

    served.may_answer.set()

    assert first.result(timeout=30)[0] == 200
    until(lambda: served.later("last").result(timeout=30)[0] == 200)  # refused while the other one is in the queue
    assert served.seen == ["first", "last"]


def test_a_stop_finishes_what_was_begun_and_lets_nobody_in_any_more(served):
    first = served.later("first")
    assert served.begun.acquire(timeout=30)

    served.stop()
    until(served.is_closed)
    served.may_answer.set()

    assert first.result(timeout=30)[0::2] == (200, "done")
    served.running.result(timeout=30)


def test_what_is_larger_than_the_server_reads_is_refused_on_a_page_of_the_service(served):
    served.connected().close()
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        connection.putrequest("POST", "/slow")
        connection.putheader("Content-Length", str(10**9))
        connection.endheaders(b"words=")
        answer = connection.getresponse()
        page = answer.read().decode()

    assert (answer.status, answer.getheader("Content-Type")) == (413, "text/html; charset=utf-8")
    assert "Nội dung gửi lên quá lớn" in page
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")
    assert served.seen == []


def test_a_second_signal_ends_the_process_at_once():
    stopping = reception.Stopping()
    stopping._ask(15, None)

    with pytest.raises(SystemExit) as ended:
        stopping._ask(15, None)

    assert (stopping.asked, ended.value.code) == (True, 143)
