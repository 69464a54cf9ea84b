"""A season whose process is killed again and again loses nothing and does nothing twice."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.settings import PROJECT
from grading.db import make_engine
from grading.models import Base

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

KILLED_AFTER_SECONDS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
COUNTED = [table for table in Base.metadata.sorted_tables if table.name != "stored_file"]
"""The tables whose rows are counted. Files are kept by content, so two pieces of evidence made in one moment may be one
file; `check` reads each file."""


def start(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-m", "grading.cli", "--data", str(folder), *arguments]
    environment = {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin", "HOME": str(folder.parent)}
    return subprocess.Popen(command, cwd=folder.parent, env=environment, stdout=subprocess.DEVNULL)


def rows_of(folder: Path) -> dict[str, int]:
    engine = make_engine(f"sqlite:///{folder / 'grading.sqlite3'}")
    with Session(engine) as session:
        numbers = {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in COUNTED}
    engine.dispose()
    return numbers


def test_a_season_killed_at_ten_moments_ends_as_one_that_nobody_killed(tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert start(whole, "demo", "--no-serve").wait() == 0

    for seconds in KILLED_AFTER_SECONDS:
        process = start(killed, "demo", "--no-serve")
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert start(killed, "demo", "--no-serve").wait() == 0

    assert rows_of(killed) == rows_of(whole)
    assert start(killed, "check").wait() == 0
