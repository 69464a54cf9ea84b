"""The process that makes sheets: facts in, bytes out, through a pipe. It opens no database and no store.

A message is its length (four bytes, big-endian) and then its content. A request is the JSON of a sheet's facts. An
answer begins with one letter: P for the PDF that follows, E for the JSON of an error.
"""

import json
import os
import resource
import struct
import sys
from typing import Any, BinaryIO

from grading.documents.commendation import render
from grading.documents.errors import Overflow, PdfError, PdfUnavailable, Unprintable
from grading.rules.frozen.facts import FrozenFacts

MEMORY = 2 * 1024**3
"""Bytes of address space. A sheet needs about 0.4 GB of it, most of it libraries and fonts."""
CPU_SECONDS = 60
"""For one sheet. The longest text takes about two."""
NICENESS = 10
"""Pages come first."""


def main() -> None:
    answers = _own_pipe()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)
    while (request := read_message(sys.stdin.buffer)) is not None:
        _limit_cpu()
        write_message(answers, answer(json.loads(request)))


def answer(facts: dict[str, Any]) -> bytes:
    """Returns the answer to one request. A MemoryError is none of the errors: it ends the process."""
    try:
        return b"P" + render(FrozenFacts.from_json(facts))
    except Overflow as error:
        return _error("overflow", field=error.field, unit=error.unit)
    except Unprintable as error:
        return _error("unprintable", letters=error.letters, unit=error.unit)
    except PdfUnavailable as error:
        return _error("unavailable", words=str(error))
    except (PdfError, TypeError, ValueError) as error:
        return _error("broken", words=f"{type(error).__name__}: {error}")


def read_message(pipe: BinaryIO) -> bytes | None:
    """Returns the next message; None when the other side has closed the pipe."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    content = pipe.read(length)
    return content if len(content) == length else None


def write_message(pipe: BinaryIO, content: bytes) -> None:
    pipe.write(struct.pack(">I", len(content)) + content)
    pipe.flush()


def _error(kind: str, **params: str) -> bytes:
    return b"E" + json.dumps({"kind": kind, **params}).encode()


def _own_pipe() -> BinaryIO:
    """Returns the pipe of answers. Whatever a library prints goes to the error output and cannot disturb an answer."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


def _limit_cpu() -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + CPU_SECONDS, hard))


if __name__ == "__main__":
    main()
