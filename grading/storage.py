"""Files kept under the SHA-256 of their bytes: written once, never changed, checked whenever they are read."""

import hashlib
import os
import re
import tempfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

_DIGEST = re.compile(r"[0-9a-f]{64}")


class StoredFileError(Exception):
    """A stored file cannot be given out; `sha256` says which."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256


class StoredFileMissing(StoredFileError):
    """Nothing is kept under this digest."""


class StoredFileDamaged(StoredFileError):
    """What is kept under this digest is not what was put there."""


class FileStore(Protocol):
    """What the service asks of a place that keeps files: a folder here, an object store at scale."""

    def put(self, content: bytes) -> str:
        """Keep these bytes for good and return their SHA-256; the same bytes again change nothing."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes of this digest, checked. Raises StoredFileMissing, StoredFileDamaged, ValueError (no digest)."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """What `get` gives, to read from."""
        ...

    def exists(self, sha256: str) -> bool:
        """Whether something is kept under this digest. Raises ValueError when it is no digest."""
        ...


class Store:
    """A FileStore in a folder. Only a checked digest ever becomes a path, so no name from outside reaches the disk."""

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
    """SHA-256 in lower-case hex: the name a file is kept under."""
    return hashlib.sha256(content).hexdigest()


def _holds(path: Path, content: bytes) -> bool:
    """Compares the bytes: a file damaged on disk is healed when somebody puts it again."""
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, also when the power fails: written beside its place, flushed, then renamed."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")  # readable by the owner only
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
