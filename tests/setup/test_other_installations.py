"""bin/setup while somebody else installs packages: it says once that it waits, and for how long at most."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.setup.machine import Begin, Run, lines, program

pytestmark = pytest.mark.setup

FETCHING = "Fetching the list of system packages …"
WAITING = "Another installation is running; waiting for it, at most 300 s …"
NOT_INSTALLED = "They could not be installed: is there a network?"


@pytest.fixture(autouse=True)
def installer(programs: Path) -> None:
    """Writes an apt-get that fetches every list and installs nothing, for a user who is root."""
    program(programs / "id", "echo 0")
    program(programs / "dpkg", "exit 0")
    program(programs / "apt-get", 'case "$*" in *install*) exit 100;; esac')


def held(programs: Path, name: str, sentence: str, *, while_there: Path) -> None:
    """Makes the program fail like one whose lock another process holds."""
    installing = 'case "$*" in *install*) exit 100;; esac'
    failing = f'[ ! -e "{while_there}" ] || {{ echo "E: {sentence}" >&2; exit 100; }}'
    program(programs / name, f"{installing}\n{failing}")


def test_dpkg_is_asked_again_once_its_lock_is_free(begin: Begin, programs: Path, tmp_path: Path) -> None:
    dpkg, database = shutil.which("dpkg"), tmp_path / "dpkg"
    for folder in ("info", "triggers", "updates"):
        (database / folder).mkdir(parents=True)
    (database / "status").touch()
    program(programs / "dpkg", f'exec {dpkg} --force-bad-path --admindir="{database}" "$@"')
    os.mkfifo(tmp_path / "slept")
    program(programs / "sleep", f'read -r slept <"{tmp_path}/slept"')

    with (database / "lock-frontend").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        process = begin("test", CHROMIUM="no-such-browser")
        assert process.stderr
        first_lines = [process.stderr.readline(), process.stderr.readline()]
    (tmp_path / "slept").write_text("slept\n")
    rest = process.communicate(timeout=60)[1]

    assert first_lines == [f"{FETCHING}\n", f"{WAITING}\n"]
    assert WAITING not in rest
    assert NOT_INSTALLED in rest  # the step after the check of dpkg


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("dpkg", "dpkg database lock was locked by another process with pid 4711"),
        ("apt-get", "Could not get lock /var/lib/apt/lists/lock. It is held by process 4711 (apt-get)"),
    ],
)
def test_dpkg_and_the_lists_of_apt_are_waited_for(
    run: Run, programs: Path, tmp_path: Path, name: str, sentence: str
) -> None:
    (tmp_path / "held").touch()
    held(programs, name, sentence, while_there=tmp_path / "held")
    program(programs / "sleep", f'[ -e "{tmp_path}/twice" ] && rm -f "{tmp_path}/held"; touch "{tmp_path}/twice"')

    done = run("test", CHROMIUM="no-such-browser")

    assert lines(done).count(WAITING) == 1
    assert NOT_INSTALLED in lines(done)


def test_an_installation_that_does_not_end_is_named_after_five_minutes(
    run: Run, programs: Path, tmp_path: Path
) -> None:
    slept = tmp_path / "slept"
    held(programs, "dpkg", "dpkg frontend lock was locked by another process with pid 4711", while_there=tmp_path)
    program(programs / "sleep", f'echo "$1" >>"{slept}"')

    done = run("test", CHROMIUM="no-such-browser")

    assert done.returncode == 1
    assert sum(map(int, slept.read_text().split())) == 300
    assert lines(done).count("    E: dpkg frontend lock was locked by another process with pid 4711") == 1
    assert "Another installation has not ended within 300 s: wait until it ends, or end the process above." in lines(
        done
    )


def test_another_failure_of_dpkg_is_not_waited_for(run: Run, programs: Path) -> None:
    program(programs / "dpkg", "echo 'dpkg: error: the database is broken' >&2; exit 2")

    done = run("test", CHROMIUM="no-such-browser")

    assert WAITING not in lines(done)
    assert "    dpkg: error: the database is broken" in lines(done)
    assert "Their list could not be fetched." in lines(done)
