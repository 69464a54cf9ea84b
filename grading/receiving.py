"""Reads requests from the connection, and keeps nothing of a body that is larger than its address takes."""

from collections.abc import Callable
from typing import Any

from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

MostBytes = Callable[[str, str, str], int]
"""Says how many bytes may be sent, by the method, the path and the type of the content."""


class _Dropped:
    """Takes the place of the buffer of a body that nobody will read."""

    def append(self, _sent: bytes) -> None:
        """Keeps nothing."""

    def close(self) -> None:
        """Has nothing to close."""

    def __len__(self) -> int:
        return 0


class MeasuredRequest(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Waitress's own limit is one for all addresses. Here a body above the limit of its address is read to its end and
    dropped: a browser that still sends would not show the answer."""

    completed: bool
    expect_continue: bool

    def __init__(self, most_bytes: MostBytes, adjustments: Any) -> None:
        super().__init__(adjustments)
        self._most_bytes = most_bytes
        self.most = 0
        """How many bytes the address takes."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        path = self.path.encode("latin-1", "replace").decode(errors="replace")
        self.most = self._most_bytes(self.command, path, self.headers.get("CONTENT_TYPE", ""))

    def received(self, sent: bytes) -> int:
        consumed: int = super().received(sent)
        if self.body_rcv is not None and self.error is None:
            self._measure()
        return consumed

    def _measure(self) -> None:
        if max(self.content_length, self.body_bytes_received) <= self.most:
            return
        self.body_rcv.buf = _Dropped()
        if self.completed or self.expect_continue:  # who waits for the word to go on has sent nothing yet
            self.error = RequestEntityTooLarge(f"exceeds {self.most} bytes")
            self.completed = True
            self.expect_continue = False
