"""One drainer at a time: a lock on a file beside a SQLite database, an advisory lock on PostgreSQL.

Both end with the process that holds them, however it ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

_KEY = 0x6A6F6273  # "jobs"


@contextmanager
def alone(engine: Engine) -> Iterator[bool]:
    """Yields whether this run is the only drainer of the database. It does not wait."""
    if engine.dialect.name == "sqlite":
        with _file_lock(Path(f"{engine.url.database}-jobs")) as mine:
            yield mine
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        mine = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}))
        try:
            yield mine
        finally:
            if mine and not connection.invalidated:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})


@contextmanager
def _file_lock(path: Path) -> Iterator[bool]:
    with path.open("a") as file:
        path.chmod(0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
