"""bin/setup on a machine that lacks a package: what it installs, and what it says if it may not install."""

from pathlib import Path

import pytest

from tests.setup.machine import Run, lines, program

pytestmark = pytest.mark.setup


@pytest.fixture
def no_installer(programs: Path) -> None:
    """Lets neither root nor anybody else install a system package: these tests must not change the machine."""
    program(programs / "sudo", "exit 1")
    program(programs / "dpkg", "exit 0")
    program(programs / "apt-get", 'echo "E: $*"; case "$*" in *install*) exit 100;; esac')


@pytest.mark.usefixtures("no_installer")
def test_a_missing_package_is_named_with_the_command_that_installs_it(run: Run) -> None:
    done = run("test", CHROMIUM="no-such-browser")

    assert done.returncode == 1
    assert "This machine lacks these packages: chromium" in lines(done)
    assert "    apt-get update && apt-get install --no-install-recommends chromium" in lines(done)


@pytest.mark.usefixtures("no_installer")
def test_an_ordinary_user_is_told_who_may_install(run: Run, programs: Path) -> None:
    program(programs / "id", "echo 1000")

    done = run("test", CHROMIUM="no-such-browser")

    assert done.returncode == 1
    assert "Only root may install them, or a user whose sudo asks for no password." in lines(done)


@pytest.mark.usefixtures("no_installer")
def test_an_installation_that_debian_refuses_shows_why(run: Run, programs: Path) -> None:
    program(programs / "id", "echo 0")

    done = run("test", CHROMIUM="no-such-browser")

    assert done.returncode == 1
    assert any(line.startswith("    E: ") and line.endswith("--no-install-recommends chromium") for line in lines(done))
    assert "They could not be installed: is there a network?" in lines(done)


@pytest.mark.usefixtures("no_installer")
def test_a_python_that_is_too_old_counts_as_missing(run: Run, programs: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        program(programs / name, "echo 3.9; exit 1")

    done = run()

    assert done.returncode == 1
    assert lines(done)[-1] == "Then run the same command again."
    assert "python3 python3-venv" in done.stderr
