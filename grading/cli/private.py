"""Keeps other accounts of this machine from reading the data."""

import stat
from pathlib import Path

from flask_babel import gettext

from grading.cli.place import Opened, say

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(place: Opened) -> None:
    """Closes the database file to others if an earlier version left it open, and says so. A data directory that is open
    to others is only named: somebody may have opened it to a backup on purpose."""
    database = Path(place.engine.url.database or "") if place.engine.dialect.name == "sqlite" else None
    files = [database.with_name(database.name + ending) for ending in ("", "-wal", "-shm")] if database else []
    opened = [path for path in files if path.exists() and path.stat().st_mode & _OTHERS]
    for path in opened:
        path.chmod(0o600)
    if opened:
        say(
            gettext(
                "Tài khoản khác trên máy này đã đọc được %(file)s; từ nay chỉ tài khoản chạy hệ thống đọc được.",
                file=database,
            )
        )
    folder = place.settings.data
    if folder.stat().st_mode & _OTHERS:
        say(
            gettext(
                "Tài khoản khác trên máy này vào được thư mục dữ liệu %(folder)s. "
                "Mời đóng lại bằng: chmod 700 %(folder)s",
                folder=folder,
            )
        )
