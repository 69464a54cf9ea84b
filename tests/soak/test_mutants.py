"""The tests still notice every listed mistake in the rules and the processes that a test noticed once."""

import subprocess
import sys

import pytest

from config.settings import PROJECT

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]


def test_every_mutant_that_was_killed_is_killed_again():
    done = subprocess.run([sys.executable, "-m", "tests.mutants", "run"], cwd=PROJECT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed" in done.stdout
