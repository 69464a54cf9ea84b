"""A project to set up, the programs that it finds on the machine, and the run of its bin/setup."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from tests.setup.machine import Begin, Run, python

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Makes a project that needs no packages, so its set-up opens no network; its path has a space and a diacritic."""
    project = tmp_path / "Bốn Tốt"
    shutil.copytree(PROJECT / "bin", project / "bin")
    (project / "requirements.lock").touch()
    (project / "requirements-dev.lock").write_text("# more\n")
    return project


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Makes a folder of programs that are found before the machine's own programs."""
    folder = tmp_path / "programs"
    folder.mkdir()
    python(folder / "python3")
    return folder


@pytest.fixture
def begin(project: Path, programs: Path) -> Iterator[Begin]:
    """Begins the set-up, in English and without an address to fetch packages from; no process outlives its test."""
    processes: list[subprocess.Popen[str]] = []

    def begin(purpose: str = "run", *arguments: str, at: Path = project, **variables: str) -> subprocess.Popen[str]:
        path = f"{programs}:{os.environ['PATH']}"
        environment = {"PATH": path, "HOME": "/nonexistent", "LANG": "C", "PIP_NO_INDEX": "1", "GRADING_LANG": "en"}
        environment |= variables
        command = [str(at / "bin" / "setup"), purpose, *arguments]
        processes.append(
            subprocess.Popen(
                command, env=environment, stdout=PIPE, stderr=PIPE, encoding="utf-8", start_new_session=True
            )
        )
        return processes[-1]

    yield begin

    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def run(begin: Begin) -> Run:
    """Runs the set-up to its end."""

    def run(*arguments: str, **variables: Any) -> subprocess.CompletedProcess[str]:
        process = begin(*arguments, **variables)
        output, errors = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    return run
