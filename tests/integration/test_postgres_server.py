"""The tests' own server and its folder are gone after a run, however the run ends."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.settings import PROJECT

START = """
import sys
from tests.postgres_server import postgres_server
with postgres_server() as url:
    print(url, flush=True)
    sys.stdin.read()
"""
pytestmark = [pytest.mark.postgres]


def gone(process: int) -> bool:
    """Says whether the process has ended; it may still be a zombie, whose parent has not read its exit status."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_ends_with_the_process_that_started_it(end):
    starter = subprocess.Popen(
        [sys.executable, "-c", START],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert starter.stdout
    folder = Path(starter.stdout.readline().decode().strip().partition("host=")[2])
    server = int((folder / "data" / "postmaster.pid").read_text().split()[0])

    starter.send_signal(end)
    starter.communicate(timeout=60)

    deadline = time.monotonic() + 60
    while not (gone(server) and not folder.exists()):
        assert time.monotonic() < deadline, f"server has ended: {gone(server)}, folder exists: {folder.exists()}"
        time.sleep(0.05)
