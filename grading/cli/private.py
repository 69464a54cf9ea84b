"""Keeps other accounts of this machine from reading the data."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from grading.cli.place import Opened, say
from grading.cli.speaking import gettext

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_KEYS = ("secret-key*", "demo-password*", "*.key", "*.pem")
"""The files of the data directory by which somebody could pass for another. A process that was killed leaves a
draft."""


def keep_private(place: Opened) -> None:
    """Closes the database file and the key of the cookies to others if they are open, and says so. A data directory
    that is open to others is only named: somebody may have opened it to a backup on purpose."""
    database = Path(place.engine.url.database or "") if place.engine.dialect.name == "sqlite" else None
    files = [database.with_name(database.name + ending) for ending in ("", "-wal", "-shm")] if database else []
    if _closed(files):
        say(
            gettext(
                "Tài khoản khác trên máy này đã đọc được %(file)s; từ nay chỉ tài khoản chạy hệ thống đọc được.",
                file=database,
            )
        )
    folder = place.settings.data
    _close_key(folder / "secret-key")
    if folder.stat().st_mode & _OTHERS:
        say(
            gettext(
                "Tài khoản khác trên máy này vào được thư mục dữ liệu %(folder)s. "
                "Mời đóng lại bằng: chmod 700 %(folder)s",
                folder=folder,
            )
        )


def _close_key(key: Path) -> None:
    if _closed([key]):
        say(
            gettext(
                "Tài khoản khác trên máy này đã đọc được khóa %(file)s, và có thể giả phiên đăng nhập; từ nay chỉ tài "
                "khoản chạy hệ thống đọc được. Mời dừng hệ thống, xóa tệp này rồi khởi động lại để có khóa mới.",
                file=key,
            )
        )


def _closed(files: Iterable[Path]) -> bool:
    """Closes the files to others, and returns whether one of them was open."""
    opened = [path for path in files if path.exists() and path.stat().st_mode & _OTHERS]
    for path in opened:
        path.chmod(0o600)
    return bool(opened)


def say_open_keys(folder: Path) -> bool:
    """Says which keys of the data directory other accounts may read, and what to type. Returns whether there are
    any."""
    opened = [key for pattern in _KEYS for key in sorted(folder.glob(pattern)) if key.stat().st_mode & _OTHERS]
    if not opened or not _keeps_modes(folder):
        return False
    for key in opened:
        say(
            gettext(
                "Tài khoản khác trên máy này đọc được khóa %(file)s. Mời đóng lại bằng: chmod 600 %(file)s",
                file=key,
            )
        )
    return True


def _keeps_modes(folder: Path) -> bool:
    """Returns whether the file system keeps who may read a file: some of Windows show every file as open."""
    try:
        with NamedTemporaryFile(dir=folder) as tried:
            return not os.fstat(tried.fileno()).st_mode & _OTHERS
    except OSError:
        return True
