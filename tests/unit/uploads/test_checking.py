"""Files are read by child processes with limits; one that is lost costs one file."""

import resource
import subprocess
import sys
import threading
import zlib
from contextlib import ExitStack
from pathlib import Path

import pytest

from grading.documents.children import PROJECT
from grading.documents.uploads.accepting import accept
from grading.documents.uploads.check_child import MEMORY
from grading.documents.uploads.checking import CHILDREN, Checkers
from grading.documents.uploads.refusal import Unfit
from tests.unit.uploads import making

STUCK = ("-c", "import sys; sys.stdin.buffer.read()")
DYING = ("-c", "import os; os.read(0, 4); os.kill(os.getpid(), 9)")
NARROW = (
    "-c",
    "from grading.documents.child import serve\nfrom grading.documents.uploads.check_child import answer\n"
    "serve(answer, memory=110 * 1024**2, cpu_seconds=9)",
)
TELLING = (
    "-c",
    "import os\nfrom grading.documents.child import letter, serve\n"
    "told = letter({'kind': 'pdf', 'note': ''}, str('GRADING_KEY' in os.environ).encode())\n"
    "serve(lambda request: told, memory=2**30, cpu_seconds=9)",
)


@pytest.fixture
def checkers():
    made = []

    def make(*given, **limits) -> Checkers:
        made.append(Checkers(*given, **limits))
        return made[-1]

    yield make
    for each in made:
        each.close()


def blank_png(side: int) -> bytes:
    """A square PNG that is small as a file: four bytes in memory for each of its pixels."""
    rows, row = zlib.compressobj(6), b"\0" * (1 + side * 4)
    pixels = b"".join(rows.compress(row) for _line in range(side)) + rows.flush()
    header = side.to_bytes(4, "big") * 2 + bytes([8, 6, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(part).to_bytes(4, "big") + kind + part + zlib.crc32(kind + part).to_bytes(4, "big")
        for kind, part in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    )


def test_the_service_itself_loads_no_library_that_reads_files():
    program = "import sys, grading.documents.uploads.accepting; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-P", "-c", program], env={"PYTHONPATH": str(PROJECT)}, capture_output=True, text=True,
        check=True,
    ).stdout.split()  # fmt: skip

    assert {"PIL", "pikepdf", "lxml", "magic", "grading.documents.uploads.office"} & set(loaded) == set()


def test_a_child_has_its_limits_and_reads_the_next_file_too(checkers):
    own = checkers()

    first, second = own.check("pdf", making.pdf()), own.check("jpg", making.photo())

    assert (first[0], second[0]) == ("pdf", "jpeg")
    started = [child.pid for child in own._children if child.pid]
    assert len(started) == 1
    limits = Path(f"/proc/{started[0]}/limits").read_text()
    assert f"Max address space         {MEMORY}" in limits
    assert "Max cpu time              unlimited" not in limits


def test_the_settings_of_the_service_stay_out_of_the_child(checkers, monkeypatch):
    monkeypatch.setenv("GRADING_KEY", "secret")

    assert checkers(TELLING).check("pdf", b"")[2] == b"False"


@pytest.mark.parametrize(
    ("command", "code", "logged"), [(STUCK, "file_slow", "the time is over"), (DYING, "file_lost", "ended (-9)")]
)
def test_a_child_that_is_too_slow_or_dies_refuses_one_file_and_the_next_file_has_a_new_child(
    checkers, caplog, command, code, logged
):
    own = checkers(command, seconds=0.3)

    for _file in range(2):
        with pytest.raises(Unfit, match=code):
            own.check("pdf", making.pdf())

    assert [logged in record.message for record in caplog.records] == [True, True]


def test_a_forked_process_has_children_of_its_own():
    program = (
        "import os, sys\nfrom grading.documents.uploads.checking import CHECKERS\n"
        "def kind(): return CHECKERS.check('jpg', bytes.fromhex(sys.argv[1]))[0], CHECKERS._children[0].pid\n"
        "print(*kind(), flush=True)\n"
        "pid = os.fork()\n"
        "print(*kind(), flush=True)\n"
        "pid and os.waitpid(pid, 0)\n"
        "if pid: print(*kind(), flush=True)\n"
    )

    said = subprocess.run(
        [sys.executable, "-P", "-c", program, making.photo().hex()], env={"PYTHONPATH": str(PROJECT)},
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip

    assert said[::2] == ["jpeg"] * 4
    assert len(set(said[1::2])) == 2


def test_a_file_waits_for_its_turn_and_no_longer(checkers):
    own = checkers(patience=0.05)

    with ExitStack() as others:
        for _child in range(CHILDREN):
            others.enter_context(own._taken())
        with pytest.raises(Unfit, match="file_busy"):
            own.check("pdf", making.pdf())

    assert own.check("pdf", making.pdf())[0] == "pdf"


def test_files_of_several_people_are_read_at_the_same_time(checkers):
    own, kinds = checkers(), []
    threads = [threading.Thread(target=lambda: kinds.append(own.check("pdf", making.pdf())[0])) for _person in range(6)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kinds == ["pdf"] * 6


def test_a_picture_that_needs_more_memory_than_the_child_may_take_is_a_bomb(checkers):
    own = checkers(NARROW)

    with pytest.raises(Unfit, match="file_bomb"):
        own.check("png", blank_png(4_000))

    assert own.check("jpg", making.photo())[0] == "jpeg"


@pytest.mark.soak
def test_a_small_picture_that_fills_much_memory_takes_none_of_the_service():
    content = blank_png(8_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    accepted = accept("a.png", content, max_bytes=2**20)

    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # kilobytes
    assert (len(content) < 256 * 1024, taken < 16 * 1024) == (True, True)
    assert accepted.kind == "png"
