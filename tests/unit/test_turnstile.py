"""The queue of the writers: first come, first served, across threads and processes; nobody waits for the dead."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from config.settings import PROJECT
from grading.turnstile import NoTurn, Turnstile

HOLDER = """
import sys
from pathlib import Path
from grading.turnstile import Turnstile
turn = Turnstile(Path(sys.argv[1]), Path(sys.argv[1])).enter(20)
print("holds", flush=True)
sys.stdin.read()
"""
"""A process that takes its turn, says so, and keeps it until somebody ends the process."""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "turns"


def at(lock: Path) -> Turnstile:
    return Turnstile(lock, lock)


def last_number(lock: Path) -> int:
    return int.from_bytes(lock.read_bytes(), "big")


def started(work: Callable[[], None]) -> Thread:
    thread = Thread(target=work)
    thread.start()
    return thread


def test_whoever_comes_first_is_next(lock):
    first, passed, waiting = at(lock).enter(20), [], []

    def pass_through(number: int) -> None:
        turn = at(lock).enter(20)
        passed.append(number)
        turn.leave()

    for number in range(6):
        drawn = last_number(lock)
        waiting.append(started(lambda number=number: pass_through(number)))
        while last_number(lock) == drawn:  # until this one stands in the queue
            pass
    first.leave()
    for thread in waiting:
        thread.join(timeout=20)

    assert passed == list(range(6))


def test_the_threads_of_one_process_pass_one_by_one(lock):
    turnstile, inside, most = at(lock), [], []

    def pass_through() -> None:
        for _time in range(25):
            turn = turnstile.enter(20)
            inside.append(1)
            most.append(len(inside))
            inside.pop()
            turn.leave()

    threads = [started(pass_through) for _number in range(8)]
    for thread in threads:
        thread.join(timeout=20)

    assert (len(most), max(most)) == (200, 1)


@pytest.mark.parametrize("is_shared", [True, False], ids=["in this process", "in another process"])
def test_a_turn_that_does_not_come_in_time_is_given_up(lock, is_shared):
    turnstile = at(lock)
    turn = turnstile.enter(20)

    with pytest.raises(NoTurn):
        (turnstile if is_shared else at(lock)).enter(0.01)

    turn.leave()
    turnstile.enter(20).leave()


def test_a_process_that_is_killed_gives_its_turn_back(lock):
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        said = holder.stdout.readline()
        with pytest.raises(NoTurn):
            at(lock).enter(0)

        holder.kill()
        holder.wait(timeout=20)

    assert said == "holds\n"
    at(lock).enter(20).leave()


def test_only_its_owner_can_read_the_lock_file(lock):
    at(lock).enter(20).leave()

    assert lock.stat().st_mode & 0o777 == 0o600
