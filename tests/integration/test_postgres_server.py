"""The tests' own server: however a run ends, no server and no folder of it is left."""

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
    """Whether the process has ended, be it that nobody has asked yet how."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_ends_with_whoever_started_it(end):
    starter = subprocess.Popen(
        [sys.executable, "-c", START],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert starter.stdout
    folder = Path(starter.stdout.readline().decode().strip().partition("host=")[2])
    server = int((folder / "data" / "postmaster.pid").read_text().split()[0])

    starter.send_signal(end)
    starter.communicate(timeout=60)

    until = time.monotonic() + 60
    while not (gone(server) and not folder.exists()):
        assert time.monotonic() < until, f"the server is {'gone' if gone(server) else 'there'}, {folder} as well?"
        time.sleep(0.05)
