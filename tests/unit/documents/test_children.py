"""A child process that dies, is too slow or reads nothing costs one request, and never holds the one who asks."""

import pytest

from grading.documents.child import letter, opened
from grading.documents.children import Child, ChildLost, ChildSlow

DEAF = ("-c", "import signal; signal.pause()")
BUSY = ("-c", "import os, signal, sys; sys.stdin.buffer.read(4); os.kill(os.getpid(), signal.SIGXCPU)")
GREEDY = ("-c", "import sys; sys.stdin.buffer.read(4); sys.stdout.buffer.write(b'\\xff\\xff\\xff\\xff')")


@pytest.fixture
def child():
    made = []

    def make(command: tuple[str, ...], seconds: float = 30) -> Child:
        made.append(Child(command=command, seconds=seconds, requests=10))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_child_that_reads_nothing_does_not_hold_the_sender(child):
    deaf = child(DEAF, seconds=0.2)

    with pytest.raises(ChildSlow):
        deaf.ask(b"x" * 1_000_000)

    assert deaf.pid is None


def test_a_child_that_the_kernel_ends_for_its_processor_time_is_slow(child):
    with pytest.raises(ChildSlow, match="ended"):
        child(BUSY).ask(b"x")


def test_an_answer_of_a_false_length_is_not_waited_for(child):
    with pytest.raises(ChildLost, match="an answer of"):
        child(GREEDY).ask(b"x")


def test_a_child_that_cannot_start_is_lost(child, monkeypatch):
    monkeypatch.setattr("sys.executable", "/no/such/program")

    with pytest.raises(ChildLost, match="No such file"):
        child(DEAF).ask(b"x")


def test_a_letter_comes_out_as_it_went_in():
    assert opened(letter({"name": "Biên bản"}, b"\0\xff")) == ({"name": "Biên bản"}, b"\0\xff")
