"""Brings the database of an earlier version to the newest schema: says what changes, and copies the database first."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grading import clock
from grading.cli.place import NoCopy, Opened, main, plainly, say, settings_of
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _

if TYPE_CHECKING:
    from sqlalchemy import Engine


CHANGES: Mapping[str, str] = {
    "0001": "tạo các bảng",
    "0002": "lưu căn cứ xếp loại cùng từng dòng của quyết định",
    "0003": "các buổi sinh hoạt, số liệu tháng và sơ kết 6 tháng",
    "0004": "đăng ký mô hình và nội dung đăng ký",
    "0005": "trường hợp vượt tỷ lệ, khen thưởng các năm trước, sáp nhập và chia tách",
    "0006": "số đảng viên theo mức: đề nghị và đã quyết định",
    "0007": "người làm từng việc của đăng ký",
    "0008": "mỗi đợt giữ quy trình của mình; mỗi lần chuyển giữ phía của người làm",
    "0009": "nhật ký của mọi việc",
    "0010": "kết quả đang có hiệu lực của từng tổ chức, năm và nội dung",
    "0011": "lý do từng thời kỳ của tổ chức; việc phải xử lý trên hồ sơ khi tổ chức thay đổi",
    "0012": "tổ chức đã đăng ký từng nội dung được bàn giao",
    "0013": "ý kiến của Tổ thẩm định về khen thưởng; lý do khen thưởng khác đề nghị của Tổ",
    "0014": "các phiên bản bộ tiêu chí; đợt đánh giá giữ phiên bản đã dùng",
    "0015": "các việc chạy nền: in Giấy khen, nhập và xuất tệp",
    "0016": "kỳ đánh giá: năm, sáu tháng, quý, tháng, nhiệm kỳ",
    "0017": "công bố bộ tiêu chí bằng lệnh tại máy chủ, không ghi tên người không làm việc này",
    "0018": "tìm Giấy khen theo tệp mà không đọc cả sổ",
    "0019": "thiết bị quen của tài khoản; ai cấp đường dẫn đặt mật khẩu, khi nào, vì sao; nơi đăng nhập",
    "0020": "tìm tổ chức theo tên cấp ủy; tên có ký tự không nhìn thấy cũng tìm được",
    "0021": "khóa đăng nhập trên thiết bị (vân tay, khuôn mặt, mã PIN)",
    "0022": "tổ chức nào nhận từng tháng của tổ chức được chia tách",
    "0023": "hạn bổ sung của mỗi lần trả lại",
    "0024": "biểu quyết ghi lại tổ chức bị xếp sau thứ tự xét",
    "0025": "kiêm nhiệm được phép; thiết bị đã quên; chủ tài khoản xác nhận mật khẩu là của mình",
    "0026": "lý do chi bộ giữ nguyên nội dung được trả lại",
    "0027": "các tháng, chuyên đề, sơ kết mà chi bộ đã gửi",
    "0028": "đợt đánh giá được hủy: khi nào, vì sao",
    "0029": "tìm tổ chức, tài khoản theo từng từ; các danh sách dài không đọc hết mỗi lần mở trang",
    "0030": "cấp ủy khảo sát, chốt danh sách của mỗi đăng ký",
    "0031": "số điện thoại mà văn phòng cấp ủy đã ghi",
    "0032": "dòng cuối của mỗi nhật ký; dấu niêm phong của quyết định, đợt đánh giá nằm trong nhật ký",
}
"""What each revision brings, for the person who runs the command."""


def prepare(place: Opened, *, copied: bool = False) -> None:
    """Brings the database to the newest schema. Says what changes and copies the database first, unless it is empty or
    somebody says that it is copied. Raises NoCopy, and then changes nothing."""
    from grading.migrations import newest, pending, revision_of, upgrade

    revisions, before = pending(place.engine), revision_of(place.engine)
    if before is not None and revisions:
        say(gettext("Lược đồ cơ sở dữ liệu: %(before)s → %(after)s. Thay đổi:", before=before, after=newest()))
        for revision in revisions:
            say(f"  {revision}: {CHANGES[revision]}")
        if not copied:
            say(gettext("Bản sao trước khi thay đổi: %(path)s", path=copy(place)))
    upgrade(place.engine)


def copy(place: Opened) -> Path:
    """Copies the database into the folder `backups` of the data directory, readable by its owner only."""
    from grading.migrations import revision_of

    folder = place.settings.data / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = f"{revision_of(place.engine)}-{clock.now():%Y%m%d-%H%M%S}"
    if place.engine.dialect.name == "sqlite":
        return _copy_sqlite(place.engine, folder / f"{stem}.sqlite3")
    return _copy_postgres(place.engine, folder / f"{stem}.dump")


def _copy_sqlite(engine: Engine, path: Path) -> Path:
    path.touch(mode=0o600, exist_ok=False)
    with engine.connect() as connection, closing(sqlite3.connect(path)) as target:
        source = connection.connection.driver_connection
        if source is None:
            raise NoCopy(str(engine.url))
        source.backup(target)
    return path


def _copy_postgres(engine: Engine, path: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise NoCopy("máy này không có pg_dump")
    path.touch(mode=0o600, exist_ok=False)
    url = engine.url
    asked = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    given = {name: str(value) for name, value in asked.items() if value}
    arguments = [program, "--format=custom", f"--file={path}", str(url.database)]
    done = subprocess.run(arguments, env={**os.environ, **given}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        path.unlink()
        raise NoCopy(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pg_dump")
    return path


@main.command(
    help=_("Chuyển cơ sở dữ liệu của phiên bản trước sang phiên bản này: nói những gì thay đổi, và sao chép trước.")
)
@click.option("--copied", is_flag=True, help=_("Cơ sở dữ liệu đã được sao chép; không sao chép lại."))
@click.pass_context
@plainly
def migrate(context: click.Context, copied: bool) -> None:
    """Brings the database of an earlier version to this one: says what changes, and copies it first."""
    from grading.migrations import newest, pending

    place = Opened(settings_of(context))
    try:
        if not pending(place.engine):
            say(gettext("Cơ sở dữ liệu đã theo lược đồ mới nhất (%(schema)s).", schema=newest()))
            return
        prepare(place, copied=copied)
        say(gettext("Đã chuyển sang lược đồ %(schema)s.", schema=newest()))
    finally:
        place.engine.dispose()
