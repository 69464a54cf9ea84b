"""Has sheets made by a child process, which is replaced after some papers, and when it is killed or does not end."""

import json
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grading.documents.errors import Overflow, PdfError, PdfUnavailable, Unprintable

PROJECT = Path(__file__).parents[2]
CHILD = ("-P", "-m", "grading.documents.render_child")
SECONDS = 90
"""For one sheet, with the start of the child. A sheet takes about a second."""
PAPERS = 100
"""One child makes this many papers and ends, because the libraries keep a little memory of each."""
LONGEST_ANSWER = 64 * 1024**2
_OWN_SETTINGS = "GRADING_"


class RendererLost(Exception):
    """The child was killed, ran out of memory or did not end in time. Only this paper is lost, for this try."""


@dataclass
class Renderer:
    """Makes one sheet after the other. It is used by one thread, and closed at the end."""

    command: tuple[str, ...] = CHILD
    seconds: float = SECONDS
    papers: int = PAPERS
    _child: "subprocess.Popen[bytes] | None" = None
    _made: int = field(default=0)

    def render(self, facts: Mapping[str, Any]) -> bytes:
        """Returns the sheet of these facts, the same bytes as `commendation.render` in this process.

        Raises Overflow, Unprintable, PdfUnavailable, PdfError as the sheet does, and RendererLost.
        """
        answer = self._ask(json.dumps(dict(facts)).encode())
        kind, content = answer[:1], answer[1:]
        if kind == b"P":
            return content
        raise _error(json.loads(content))

    def close(self) -> None:
        child, self._child, self._made = self._child, None, 0
        if child is None:
            return
        child.kill()  # it has nothing to lose
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()

    def _ask(self, request: bytes) -> bytes:
        if self._child is None or self._made >= self.papers:
            self.close()
            self._child = _start(self.command)
        self._made += 1
        until = time.monotonic() + self.seconds
        try:
            _send(self._child, struct.pack(">I", len(request)) + request)
            (length,) = struct.unpack(">I", _receive(self._child, 4, until))
            if not 0 < length <= LONGEST_ANSWER:
                raise RendererLost(f"an answer of {length} bytes")
            return _receive(self._child, length, until)
        except RendererLost:
            self.close()
            raise


def _start(command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    """Starts the child with an environment that says nothing of the service: no database, no key."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_SETTINGS)}
    environment = {**kept, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, bufsize=0,
    )  # fmt: skip


def _send(child: "subprocess.Popen[bytes]", message: bytes) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(message)
    except OSError as error:
        raise RendererLost(str(error)) from error


def _receive(child: "subprocess.Popen[bytes]", length: int, until: float) -> bytes:
    """Returns exactly this many bytes. Raises RendererLost at the end of the pipe or of the time."""
    assert child.stdout is not None
    content = b""
    while len(content) < length:
        ready, _, _ = select.select([child.stdout], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise RendererLost("the time is over")
        part = os.read(child.stdout.fileno(), length - len(content))
        if not part:
            raise RendererLost(f"the child ended ({child.wait()})")
        content += part
    return content


def _error(form: Mapping[str, str]) -> Exception:
    match form["kind"]:
        case "overflow":
            return Overflow(form["field"], form["unit"])
        case "unprintable":
            return Unprintable(form["letters"], form["unit"])
        case "unavailable":
            return PdfUnavailable(form["words"])
        case _:
            return PdfError(form["words"])
