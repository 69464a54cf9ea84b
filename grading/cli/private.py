"""Keeps other accounts of this machine from reading the data."""

import stat
from collections.abc import Iterable
from pathlib import Path

from flask_babel import gettext

from grading.cli.place import Opened, say

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


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
