"""A season is played with a step, a state and a role that the project does not have: a copy of it with a few edits."""

import shutil
import subprocess
import sys

import pytest

from config.settings import PROJECT
from tests.recipes.new_step import EDITS, edited

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


def test_a_season_is_played_with_the_new_step(tmp_path):
    for name in ("config", "grading", "templates", "tests", "workflows"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for name in EDITS:
        (tmp_path / name).write_text(edited(PROJECT, name), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not postgres",
         "tests/recipes/playing_new_step.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
