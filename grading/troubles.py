"""What can break beneath the service: the database does not answer, the disk is full, a stored file is gone."""

import errno
import sqlite3
from enum import StrEnum, auto

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from grading.db import DatabaseGone, OutcomeUnknown, is_lock_conflict
from grading.storage import StoredFileDamaged, StoredFileMissing
from grading.turnstile import NoTurn


class Trouble(StrEnum):
    """One kind of trouble; the words say what is stored and what to do."""

    busy = auto()
    """Other writers took too long."""
    crowded = auto()
    """Too many requests wait for the server."""
    at_once = auto()
    """Somebody else wrote the same row at the same moment."""
    lost = auto()
    """The database does not answer."""
    unknown = auto()
    """The database was lost while it stored: nobody can say whether it did."""
    stored = auto()
    """Something broke only after the work of the request was stored."""
    gone = auto()
    """The file of the database was removed or replaced."""
    damaged = auto()
    full = auto()
    read_only = auto()
    file_missing = auto()
    file_damaged = auto()


_KINDS: dict[type[Exception], Trouble] = {
    NoTurn: Trouble.busy,
    DatabaseGone: Trouble.gone,
    OutcomeUnknown: Trouble.unknown,
    StoredFileMissing: Trouble.file_missing,
    StoredFileDamaged: Trouble.file_damaged,
    IntegrityError: Trouble.at_once,
}
_ERRNO = {
    errno.ENOSPC: Trouble.full, errno.EDQUOT: Trouble.full, errno.EFBIG: Trouble.full,
    errno.EROFS: Trouble.read_only, errno.EACCES: Trouble.read_only, errno.EPERM: Trouble.read_only,
}  # fmt: skip
_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.full, sqlite3.SQLITE_READONLY: Trouble.read_only,
    sqlite3.SQLITE_CANTOPEN: Trouble.lost, sqlite3.SQLITE_IOERR: Trouble.lost,
    sqlite3.SQLITE_CORRUPT: Trouble.damaged, sqlite3.SQLITE_NOTADB: Trouble.damaged,
}  # fmt: skip
_POSTGRES = {"53100": Trouble.full, "25006": Trouble.read_only, "XX001": Trouble.damaged, "53300": Trouble.busy}
"""SQLSTATE: disk_full, read_only_sql_transaction, data_corrupted, too_many_connections."""


def trouble_of(error: Exception) -> Trouble | None:
    """Returns the kind of trouble, or None for a mistake of our own."""
    for kind, trouble in _KINDS.items():
        if isinstance(error, kind):
            return trouble
    if isinstance(error, DBAPIError):
        return _of_database(error)
    return _ERRNO.get(error.errno or 0) if isinstance(error, OSError) else None


def _of_database(error: DBAPIError) -> Trouble | None:
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the higher bits only say more about the same
        return Trouble.busy if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else _SQLITE.get(code)
    if not isinstance(error, OperationalError):
        return None
    if is_lock_conflict(error):
        return Trouble.busy
    return _POSTGRES.get(getattr(error.orig, "sqlstate", None) or "", Trouble.lost)
