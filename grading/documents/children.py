"""A child process that is asked through a pipe; it is replaced after some requests, and when it dies or is too slow."""

import os
import select
import signal
import struct
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).parents[2]
LONGEST_ANSWER = 256 * 1024**2
_OWN_SETTINGS = "GRADING_"


class ChildLost(Exception):
    """The child was killed, ran out of memory or cannot start. Only this request is lost, for this try."""


class ChildSlow(ChildLost):
    """The child did not answer in its time, of the clock or of the processor."""


@dataclass
class Child:
    """Answers one request after the other. It starts with the first one. It is used by one thread at a time, and closed
    at the end."""

    command: tuple[str, ...]
    seconds: float
    """For one request, with the start of the child."""
    requests: int
    """One child answers this many requests and ends, because the libraries keep a little memory of each."""
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _answered: int = field(default=0, init=False)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def ask(self, request: bytes) -> bytes:
        """Returns the answer. Raises ChildLost and ChildSlow; the next request then has a new child."""
        process = self._ready()
        self._answered += 1
        until = time.monotonic() + self.seconds
        try:
            _send(process, struct.pack(">I", len(request)), until)
            _send(process, request, until)
            (length,) = struct.unpack(">I", _receive(process, 4, until))
            if not 0 < length <= LONGEST_ANSWER:
                raise ChildLost(f"an answer of {length} bytes")
            return _receive(process, length, until)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        process, self._process, self._answered = self._process, None, 0
        if process is None:
            return
        process.kill()  # it has nothing to lose
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def _ready(self) -> "subprocess.Popen[bytes]":
        # A forked process is not the parent of the child either: for it too, the child is over, and it starts its own.
        is_over = self._process is not None and self._process.poll() is not None
        if self._process is None or is_over or self._answered >= self.requests:
            self.close()
            self._process = _start(self.command)
        return self._process


def _start(command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    """Starts the child with an environment that says nothing of the service: no database, no key."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_SETTINGS)}
    environment = {**kept, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    try:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment, bufsize=0,
        )  # fmt: skip
    except OSError as error:  # no memory or no room for another process
        raise ChildLost(str(error)) from error
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)  # a child that reads nothing must not hold the sender for ever
    return process


def _send(process: "subprocess.Popen[bytes]", message: bytes, until: float) -> None:
    assert process.stdin is not None
    pipe, left = process.stdin.fileno(), memoryview(message)
    while left:
        _, ready, _ = select.select([], [pipe], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise ChildSlow("the time is over")
        try:
            left = left[os.write(pipe, left) :]
        except BlockingIOError:  # less room than the kernel has promised
            continue
        except OSError:
            raise _lost(process) from None


def _receive(process: "subprocess.Popen[bytes]", length: int, until: float) -> bytes:
    """Returns exactly this many bytes. Raises ChildLost when the pipe ends, ChildSlow when the time does."""
    assert process.stdout is not None
    content = bytearray()
    while len(content) < length:
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise ChildSlow("the time is over")
        part = os.read(process.stdout.fileno(), length - len(content))
        if not part:
            raise _lost(process)
        content += part
    return bytes(content)


def _lost(process: "subprocess.Popen[bytes]") -> ChildLost:
    """Waits for the end of a child that has closed its pipe, and says how it ended."""
    try:
        ended = process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return ChildLost("the child closed its pipe")
    return _by_signal(ended)


def _by_signal(ended: int) -> ChildLost:
    words = f"the child ended ({ended})"
    return ChildSlow(words) if ended == -signal.SIGXCPU else ChildLost(words)
