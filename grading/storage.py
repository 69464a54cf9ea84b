"""Stores files under the SHA-256 of their bytes: written once, never changed, checked at every read."""

import hashlib
import os
import re
import tempfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

PREVIEWS = "previews"
"""The folder of files that were sent for a preview and wait to be confirmed. No row names them."""
_DRAFT = ".part"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class StoredFileError(Exception):
    """A stored file cannot be given out; `sha256` says which file."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256


class StoredFileMissing(StoredFileError):
    """No file is stored under this digest."""


class StoredFileDamaged(StoredFileError):
    """The file stored under this digest differs from the file that was put there."""


class FileStore(Protocol):
    """The interface of a place that stores files: a folder here, an object store for a larger service."""

    def put(self, content: bytes) -> str:
        """Stores these bytes for good and returns their SHA-256; storing the same bytes again changes nothing."""
        ...

    def get(self, sha256: str) -> bytes:
        """Returns the bytes of this digest, checked. Raises StoredFileMissing, StoredFileDamaged, ValueError (no
        digest)."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Returns the bytes that `get` returns, as a file to read."""
        ...

    def exists(self, sha256: str) -> bool:
        """Returns whether a file is stored under this digest. Raises ValueError if the text is not a digest."""
        ...


class Store:
    """A FileStore in a folder. Only a checked digest becomes a path, so no name from outside reaches the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        sha256 = digest(content)
        path = self._path(sha256)
        if not _holds(path, content):
            _write(path, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise StoredFileMissing(sha256) from None
        if digest(content) != sha256:
            raise StoredFileDamaged(sha256)
        return content

    def open(self, sha256: str) -> BinaryIO:
        return BytesIO(self.get(sha256))

    def exists(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def _path(self, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise ValueError(f"not a SHA-256 in lower-case hex: {sha256!r}")
        return self._root / sha256[:2] / sha256


def digest(content: bytes) -> str:
    """Returns the SHA-256 in lower-case hex, the name under which a file is stored."""
    return hashlib.sha256(content).hexdigest()


def sweep(root: Path, before: datetime) -> int:
    """Removes half-written files that a killed process left before this moment; returns how many."""
    left = [path for path in root.rglob(f"*{_DRAFT}") if path.is_file() and path.stat().st_mtime < before.timestamp()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def sweep_all(root: Path, before: datetime) -> int:
    """Removes every file that was written before this moment, where files only wait for a while; returns how many."""
    left = [path for path in root.rglob("*") if path.is_file() and path.stat().st_mtime < before.timestamp()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _holds(path: Path, content: bytes) -> bool:
    """Compares the bytes, so that putting a file again heals one that was damaged on disk."""
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Writes the whole file or nothing, even if the power fails: beside its place, flushed, then renamed."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=_DRAFT)  # readable by the owner only
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    _flush_folder(path.parent)
    _flush_folder(path.parent.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
