"""Receives the requests: lets a bounded number wait, tells the others that the server is busy, and ends without cutting
anybody off."""

import signal
import time
from collections.abc import Callable, Iterable
from functools import partial
from types import FrameType
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import waitress
from flask import Flask, Response
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher, WSGITask

from grading.receiving import MeasuredRequest
from grading.troubles import Trouble
from grading.web.shell import error_page, limits
from grading.words.troubles import trouble_words

MOST_WAITING = 48
"""The most requests that wait for a thread. At 20 to 100 ms each for eight threads of one processor, the last of them
waits a few seconds; a person who waits longer asks again, and so makes it worse."""
MOST_REFUSED = 200
"""The most requests that wait for the page that says so. Beyond that, connections are closed without an answer."""
RETRY_AFTER_S = 20
GRACE_S = 20
"""The longest time that a stop waits for the answers that were begun."""
_BUSY = "grading.busy"


class Reception:
    """The WSGI application behind the server: the pages, or the page that says that the server is busy."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        is_page = not environ["PATH_INFO"].startswith(f"{self._app.static_url_path}/")  # its looks go out
        return self._busy(environ, start) if is_page and environ.get(_BUSY) else self._app(environ, start)

    def _busy(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Asks neither the database nor the person's account; what was typed is on the page."""
        with self._app.request_context(environ):
            answer = error_page.bare(503, [trouble_words(Trouble.crowded)])
            response = self._app.process_response(self._app.make_response(answer))
            response.headers["Retry-After"] = str(RETRY_AFTER_S)
            return response(environ, start)

    def most_bytes(self, method: str, path: str, content_type: str) -> int:
        return limits.most_bytes(self._app, limits.endpoint_of(self._app, method, path), content_type)

    def too_large(self, cookie: str, most: int) -> Response:
        """Returns the page for a request that is larger than the server reads; the cookie chooses the language."""
        with self._app.test_request_context(headers={"Cookie": cookie}):
            answer = error_page.bare(413, [limits.largest(most)])
            return self._app.process_response(self._app.make_response(answer))


class _Oversized(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Answers a request that waitress itself refused: for what is too large with a page of ours."""

    def execute(self) -> None:
        if self.request.error.code != 413:
            super().execute()
            return
        page = self.channel.reception.too_large(self.request.headers.get("COOKIE", ""), self.request.most)
        body = page.get_data()
        self.status = page.status
        self.response_headers.extend((name, value) for name, value in page.headers if name != "Content-Length")
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Connection(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection that knows how much each address takes, and who answers when waitress does not."""

    error_task_class = _Oversized

    def __init__(self, reception: Reception, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.reception = reception
        self.parser_class = partial(MeasuredRequest, reception.most_bytes)


class _Refusal(WSGITask):  # type: ignore[misc]  # waitress has no types
    """Answers a request that found no place in the queue."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[_BUSY] = True
        return environ

    def execute(self) -> None:
        self.set_close_on_finish()
        super().execute()


class _Queue(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """Waitress's threads with a bounded queue. One more thread answers those who found no place in it."""

    def __init__(self, threads: int, most_waiting: int) -> None:
        super().__init__()
        self._most, self._refusals = most_waiting, ThreadedTaskDispatcher()
        self.queue_logger.disabled = True  # it would warn of every request that waits
        self.set_thread_count(threads)
        self._refusals.set_thread_count(1)

    def add_task(self, task: HTTPChannel) -> None:
        if len(self.queue) < self._most:
            super().add_task(task)
        elif len(self._refusals.queue) < MOST_REFUSED:
            task.task_class = _Refusal  # the connection ends with this answer
            self._refusals.add_task(task)
        else:
            task.cancel()

    def shutdown(self, cancel_pending: bool = True, timeout: float = 1) -> bool:
        self._refusals.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))


def _nobody() -> None:
    """Wakes nobody."""


class Stopping:
    """Notes that somebody asked the process to end (SIGTERM, Ctrl+C). A second time ends it at once."""

    def __init__(self) -> None:
        self.asked = False
        self.wake: Callable[[], None] = _nobody

    def listen(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise SystemExit(128 + number)
        self.asked = True
        self.wake()


def run(
    app: Flask, stopping: Stopping, *, host: str, port: int, threads: int, most_waiting: int = MOST_WAITING
) -> None:
    """Serves until somebody asks to stop; then takes no more requests and answers those that wait, within GRACE_S."""
    queue = _Queue(threads, most_waiting)
    front, connections = Reception(app), dict[int, Any]()
    waitress.create_server(
        front, connections, _dispatcher=queue, host=host, port=port, ident=None, channel_timeout=60,
        connection_limit=500,
        channel_request_lookahead=1,  # without it nobody notices that a client is gone before its request is begun
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + 1_000_000,
    )  # fmt: skip
    doors = [each for each in connections.values() if isinstance(each, BaseWSGIServer)]
    for door in doors:
        door.channel_class = partial(_Connection, front)
    stopping.wake = doors[0].pull_trigger
    while not stopping.asked:
        wasyncore.loop(timeout=1, map=connections, count=1)
    for door in doors:
        wasyncore.dispatcher.close(door)  # the door alone: its trigger still wakes this loop for the answers
    _answer_all(connections)
    queue.shutdown()
    stopping.wake = _nobody
    wasyncore.close_all(connections)


def _answer_all(connections: dict[int, Any]) -> None:
    ends = time.monotonic() + GRACE_S
    while time.monotonic() < ends and any(_is_owed(each) for each in list(connections.values())):
        wasyncore.loop(timeout=0.1, map=connections, count=1)


def _is_owed(channel: Any) -> bool:
    """Returns whether somebody at this connection waits for an answer, or for the rest of one."""
    return isinstance(channel, HTTPChannel) and bool(channel.requests or channel.total_outbufs_len)
