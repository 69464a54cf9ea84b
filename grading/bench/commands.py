"""The list of commands, beside a Python that only loads the library of commands."""

import resource
import subprocess
import sys

from config.settings import PROJECT
from grading.bench.goals import Goal

MOST_OF_HELP = 3


def help_line(rounds: int) -> str:
    goal = Goal(what="bin/grading --help", beside="Python chỉ nạp click", most=MOST_OF_HELP)
    times = [(_child_ms("-m", "grading.cli", "--help"), _child_ms("-c", "import click")) for _round in range(rounds)]
    return goal.line(min(ours for ours, _bare in times), min(bare for _ours, bare in times))


def _child_ms(*arguments: str) -> float:
    """Returns the CPU of a Python with these arguments."""
    before = _children_s()
    subprocess.run([sys.executable, *arguments], cwd=PROJECT, stdout=subprocess.DEVNULL, check=True)  # noqa: S603, ours
    return (_children_s() - before) * 1000


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
