"""A data directory for tests, and the commands that run on it inside the process of the test."""

from pathlib import Path

from click.testing import CliRunner, Result
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.settings import PROJECT
from grading.cli import main
from grading.db import make_engine

SHIPPED = PROJECT / "config" / "programmes"
DEMO = SHIPPED / "demo-giong-rieng-r2019.yaml"
UNITS = """\
code,kind,org_name,committee_name,issuer_name,parent_code,cell_type,valid_from,valid_to,named_in_source
HU,committee_upper,Đảng bộ huyện Mẫu,Huyện ủy Mẫu,Ban Thường vụ Huyện ủy Mẫu,,,,2025-06-30,yes
HU-A,committee_grassroots,Đảng bộ xã Mẫu A,Đảng ủy xã Mẫu A,Đảng ủy xã Mẫu A,HU,,,,yes
HU-A-01,cell_subordinate,Chi bộ 01 xã Mẫu A,,,HU-A,,,,yes
HU-A-02,cell_subordinate,Chi bộ 02 xã Mẫu A,,,HU-A,,,,yes
"""
OPENING = ["--code", "thu", "--year", "2022", "--opens-on", "2022-12-01", "--submit-by", "2022-12-20",
           "--authority", "HU", "--commune", "HU-A"]  # fmt: skip


class Place:
    """A data directory and the commands that a person types on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, ["--data", str(self.folder), *map(str, arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder.parent / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def count(self, kind: type) -> int:
        engine = make_engine(f"sqlite:///{self.folder / 'grading.sqlite3'}")
        with Session(engine) as session:
            row_count = session.scalar(select(func.count()).select_from(kind)) or 0
        engine.dispose()
        return row_count
