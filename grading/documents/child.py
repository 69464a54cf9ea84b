"""The side of a child process: it reads requests from a pipe and answers them, within its limits.

A message is its length (four bytes, big-endian) and then its content. A letter is a message of two parts: a JSON head,
with its length before it, and bytes.
"""

import json
import os
import resource
import struct
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

NICENESS = 10
"""Pages come first."""


def serve(answer: Callable[[bytes], bytes], *, memory: int, cpu_seconds: int) -> None:
    """Answers each request until the other side closes the pipe. `memory` is in bytes of address space; `cpu_seconds`
    is for one request, and the kernel ends a child that needs more."""
    answers = _own_pipe()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)
    while (request := read_message(sys.stdin.buffer)) is not None:
        _limit_cpu(cpu_seconds)
        write_message(answers, answer(request))


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


def letter(head: Mapping[str, Any], content: bytes = b"") -> bytes:
    words = json.dumps(dict(head)).encode()
    return struct.pack(">I", len(words)) + words + content


def opened(message: bytes) -> tuple[dict[str, Any], bytes]:
    """Returns the head and the bytes of a letter."""
    (length,) = struct.unpack(">I", message[:4])
    head: dict[str, Any] = json.loads(message[4 : 4 + length])
    return head, message[4 + length :]


def _own_pipe() -> BinaryIO:
    """Returns the pipe of answers. Whatever a library prints goes to the error output and cannot disturb an answer."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


def _limit_cpu(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))
