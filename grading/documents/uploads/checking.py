"""Has files from outside read by child processes, which start with the first file and stay for the next ones."""

import atexit
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue

from grading.documents.child import letter, opened
from grading.documents.children import Child, ChildLost, ChildSlow
from grading.documents.uploads.refusal import Unfit

_log = logging.getLogger(__name__)

CHILDREN = 2
"""So many files are read at once by one process of the service: each may need much memory."""
PATIENCE = 60
"""Seconds that a file waits for its turn."""
COMMAND = ("-P", "-m", "grading.documents.uploads.check_child")
SECONDS = 40
"""For one file, with the start of the child."""
FILES = 200


class Checkers:
    """The children that read files. Any thread may ask; the child that was used last is used first."""

    def __init__(
        self, command: tuple[str, ...] = COMMAND, *, seconds: float = SECONDS, patience: float = PATIENCE
    ) -> None:
        self._patience = patience
        self._free: LifoQueue[Child] = LifoQueue()
        self._children = [Child(command=command, seconds=seconds, requests=FILES) for _number in range(CHILDREN)]
        for child in reversed(self._children):
            self._free.put(child)

    def check(self, extension: str, content: bytes, *, only_kind: bool = False) -> tuple[str, str, bytes]:
        """Returns kind, note and cleaned content; of a file whose kind alone is asked for, nothing.

        Raises Unfit: the reason of the child, or file_slow, file_lost, file_busy.
        """
        request = letter({"extension": extension, "only_kind": only_kind}, content)
        try:
            with self._taken() as child:
                head, cleaned = opened(child.ask(request))
                if head.get("code") == "file_bomb":
                    child.close()  # its memory may be in pieces
        except ChildLost as loss:
            _log.warning("a file of %s bytes could not be checked: %s", len(content), loss)
            raise Unfit("file_slow" if isinstance(loss, ChildSlow) else "file_lost") from None
        if "code" in head:
            raise Unfit(head["code"], **head["params"])
        return head["kind"] or "", head["note"], cleaned

    def close(self) -> None:
        for child in self._children:
            child.close()

    @contextmanager
    def _taken(self) -> Iterator[Child]:
        try:
            child = self._free.get(timeout=self._patience)
        except Empty:
            raise Unfit("file_busy") from None
        try:
            yield child
        finally:
            self._free.put(child)


CHECKERS = Checkers()
atexit.register(CHECKERS.close)
