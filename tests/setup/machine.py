"""The programs of an invented machine, and the lines that a run of bin/setup shows on it."""

import site
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Begin = Callable[..., subprocess.Popen[str]]
Run = Callable[..., subprocess.CompletedProcess[str]]


def lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Returns the lines that a person reads."""
    return done.stderr.splitlines()


def program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def python(path: Path, before: str = ":") -> None:
    """Writes a python3 whose environments borrow the pip of this Python: unpacking a pip for each takes seconds."""
    real = Path(sys.base_prefix) / "bin" / "python3"
    packages = Path(site.getsitepackages()[0])
    borrow = f'echo {packages} >"$4/{packages.relative_to(sys.prefix)}/borrowed.pth"'
    make = f'{real} -m venv --without-pip --clear "$4" && {borrow}'
    program(path, f'case "$*" in "-m venv --clear "*) {before}; {make}; exit;; esac; exec {real} "$@"')
