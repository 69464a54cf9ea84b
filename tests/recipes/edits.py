"""Carries out a recipe on a copy of the project: by file, each text that is replaced, with what stands there
afterwards."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from config.settings import PROJECT

Edits = Mapping[str, tuple[tuple[str, str], ...]]

_COPIED = ("config", "docs", "grading", "templates", "tests", "workflows")
_FILES = ("CONTRIBUTING.md", "README.md", "babel.cfg", "pyproject.toml")


def edited(edits: Edits, name: str) -> str:
    """Returns the text of a file of the project after its edits. Each text that is replaced must stand there once."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    for before, after in edits[name]:
        assert text.count(before) == 1, f"{name}: {before!r} stands there {text.count(before)} times"
        text = text.replace(before, after)
    return text


def copy_with(edits: Edits, folder: Path) -> Path:
    """Makes a copy of the project with the edits, its English compiled and its generated pages written anew."""
    for name in _COPIED:
        shutil.copytree(PROJECT / name, folder / name)
    for name in _FILES:
        shutil.copy(PROJECT / name, folder)
    for name in edits:
        (folder / name).write_text(edited(edits, name), encoding="utf-8")
    for module in (["babel.messages.frontend", "-q", "compile", "-d", "grading/translations"], ["tests.docs"]):
        subprocess.run([sys.executable, "-m", *module], cwd=folder, check=True, capture_output=True)
    return folder


def play(folder: Path, tests: Iterable[str]) -> subprocess.CompletedProcess[str]:
    """Runs tests of the copy, on one kind of database."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--both", "-k", "not postgres", *tests],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
