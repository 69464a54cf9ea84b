"""The lists of mutants name only mutants of the source as it is now."""

import pytest

from tests.conventions.tree import nothing
from tests.mutants import verdicts
from tests.mutants.places import Mutant, mutants


@pytest.fixture(scope="module")
def existing() -> set[Mutant]:
    """Returns every mutant of the files that the two lists name."""
    named = {mutant.path for mutant in (*verdicts.read(), *verdicts.equivalent())}
    return {mutant for path in named if path.exists() for mutant in mutants(path)}


def test_every_mutant_of_the_list_still_exists(existing: set[Mutant]) -> None:
    gone = [str(mutant) for mutant in verdicts.read() if mutant not in existing]

    nothing(gone, "its function was edited: python -m tests.mutants draw")


def test_every_mutant_that_no_test_can_kill_still_exists(existing: set[Mutant]) -> None:
    gone = [str(mutant) for mutant in verdicts.equivalent() if mutant not in existing]

    nothing(gone, "its function was edited: take the line out, or judge the new mutant")


def test_a_mutant_that_no_test_can_kill_is_not_in_the_list() -> None:
    both = [str(mutant) for mutant in verdicts.read() if mutant in verdicts.equivalent()]

    nothing(both, "python -m tests.mutants draw")
