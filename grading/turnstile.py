"""A fair queue for the writers of one SQLite file: whoever comes first writes first, in whichever process.

SQLite lets one writer in, and leaves it to chance which of the waiting ones is next: one waited for seconds.
"""

import fcntl
import os
import struct
import time
from collections import deque
from pathlib import Path
from threading import Lock

_EVERY_S = 0.002
"""How often the first writer of a process looks whether the writers of other processes are done."""


class NoTurn(Exception):
    """The writers before this one took too long; nothing was begun."""


class Turn:
    """The right to write, until `leave`."""

    def __init__(self, turnstile: "Turnstile", ticket: int, waited_s: float) -> None:
        self._turnstile, self._ticket = turnstile, ticket
        self.waited_s = waited_s

    def leave(self) -> None:
        os.close(self._ticket)
        self._turnstile.let_next()


class Turnstile:
    """The queue at one lock file. The threads of a process wait here in their order; the first of them takes a ticket,
    which orders the processes.

    A ticket is the lock on one byte of the file, whose number is drawn under `flock`. A ticket's turn has come when no
    lower byte is locked. The kernel frees the byte of a process that dies, so nobody waits for the dead.
    """

    def __init__(self, path: Path, beside: Path) -> None:
        self._path, self._beside = path, beside
        self._guard, self._waiting, self._is_taken = Lock(), deque[Lock](), False

    def enter(self, patience_s: float) -> Turn:
        """Waits for the turn and takes it. Raises NoTurn when it does not come in time, OSError when the lock file
        cannot be opened."""
        began = time.monotonic()
        deadline = began + patience_s
        self._wait_here(deadline)
        try:
            return Turn(self, self._wait_for_others(deadline), time.monotonic() - began)
        except BaseException:
            self.let_next()
            raise

    def let_next(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

    def _wait_here(self, deadline: float) -> None:
        called = Lock()
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            called.acquire()
            self._waiting.append(called)
        if called.acquire(timeout=max(0, deadline - time.monotonic())):
            return
        with self._guard:
            if called in self._waiting:
                self._waiting.remove(called)
                raise NoTurn

    def _wait_for_others(self, deadline: float) -> int:
        """Returns the open file whose lock is the ticket."""
        ticket = self._open()
        try:
            number = _draw(ticket)
            while not _is_first(ticket, number):
                if time.monotonic() > deadline:
                    raise NoTurn
                time.sleep(_EVERY_S)
        except BaseException:
            os.close(ticket)
            raise
        return ticket

    def _open(self) -> int:
        ticket = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if os.geteuid() == 0:  # a command of root must not lock out the account that serves the site
            owner = os.stat(self._beside)
            os.fchown(ticket, owner.st_uid, owner.st_gid)
        return ticket


def _draw(ticket: int) -> int:
    """Returns the next number, with the byte of this number locked."""
    fcntl.flock(ticket, fcntl.LOCK_EX)
    try:
        number = int.from_bytes(os.pread(ticket, 8, 0), "big") + 1
        os.pwrite(ticket, number.to_bytes(8, "big"), 0)
        _lock(ticket, fcntl.F_WRLCK, number, 1)
    finally:
        fcntl.flock(ticket, fcntl.LOCK_UN)
    return number


def _is_first(ticket: int, number: int) -> bool:
    """Returns whether no lower ticket is held any more."""
    try:
        if number > 1:  # a lock of the length 0 would reach to the end of the file
            _lock(ticket, fcntl.F_RDLCK, 1, number - 1)
    except BlockingIOError:
        return False
    return True


def _lock(ticket: int, kind: int, start: int, length: int) -> None:
    """Locks bytes for this open file alone: an ordinary lock would count for every thread of the process. Raises
    BlockingIOError."""
    fcntl.fcntl(ticket, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", kind, os.SEEK_SET, start, length, 0))
