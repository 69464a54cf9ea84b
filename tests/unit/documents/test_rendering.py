"""Sheets are made in a child process that knows no database; a child that is lost costs one paper."""

import subprocess
import sys
from pathlib import Path

import pytest

from grading.documents import commendation
from grading.documents.children import PROJECT, ChildLost
from grading.documents.errors import Unprintable
from grading.documents.render_child import MEMORY
from grading.documents.rendering import Renderer

ECHO = (
    "-c",
    "import sys; pipe = sys.stdin.buffer, sys.stdout.buffer\n"
    "while head := pipe[0].read(4):\n"
    "    pipe[0].read(int.from_bytes(head, 'big')); pipe[1].write(bytes([0, 0, 0, 2]) + b'Pa'); pipe[1].flush()\n",
)
"""A child that answers everything with the letter a."""
STUCK = ("-c", "import sys; sys.stdin.buffer.read()")
DYING = ("-c", "import os; os.read(0, 4); os.kill(os.getpid(), 9)")


@pytest.fixture
def renderer():
    made = []

    def make(**given) -> Renderer:
        made.append(Renderer(**given))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_child_gives_the_same_bytes_as_this_process_and_the_same_refusals_within_its_limits(renderer, make_facts):
    child, facts = renderer(), make_facts()

    content = child.render(facts.to_json())
    with pytest.raises(Unprintable, match="☃"):
        child.render(facts.to_json() | {"recipient": "Chi bộ ☃"})

    assert content == commendation.render(facts)
    limits = Path(f"/proc/{child.pid}/limits").read_text()
    assert f"Max address space         {MEMORY}" in limits
    assert "Max cpu time              unlimited" not in limits


def test_what_makes_papers_loads_no_database_and_no_web():
    program = "import sys, grading.documents.render_child; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-P", "-c", program], env={"PYTHONPATH": str(PROJECT)}, capture_output=True, text=True,
        check=True,
    ).stdout.split()  # fmt: skip

    assert {"sqlalchemy", "flask", "grading.db", "grading.models"} & set(loaded) == set()
    assert "grading.documents.commendation" in loaded


def test_the_settings_of_the_service_stay_out_of_the_child(renderer, monkeypatch):
    monkeypatch.setenv("GRADING_DATABASE_URL", "postgresql://secret")
    telling = (
        "-c",
        "import os, sys; words = str('GRADING_DATABASE_URL' in os.environ).encode(); sys.stdin.buffer.read(4)\n"
        "sys.stdout.buffer.write(bytes([0, 0, 0, len(words) + 1]) + b'P' + words)",
    )

    assert renderer(command=telling).render({}) == b"False"


@pytest.mark.parametrize("command", [STUCK, DYING])
def test_a_child_that_does_not_end_or_dies_loses_one_paper_and_is_replaced(renderer, command):
    child = renderer(command=command, seconds=0.2)

    with pytest.raises(ChildLost):
        child.render({})
    child.command, child.seconds = ECHO, 30

    assert child.render({}) == b"a"


def test_a_child_is_replaced_after_its_number_of_papers(renderer):
    child = renderer(command=ECHO, requests=2)

    processes = []
    for _paper in range(3):
        child.render({})
        processes.append(child.pid)

    assert processes[0] == processes[1] != processes[2]
