"""A season is played with a step, a state and a role that the project does not have: a copy of it with a few edits."""

import pytest

from tests.recipes import new_step, state_on_the_path
from tests.recipes.edits import copy_with, play

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1200)]

EXAMPLES = {"behind the appraisal": new_step.EDITS, "before the appraisal": state_on_the_path.EDITS}
OF_THE_WHOLE_PATH = (
    "tests/conventions/test_access_matrix.py",
    "tests/docs/test_docs.py",
    "tests/integration/campaigns/test_campaign_pages.py",
    "tests/integration/cli/test_cli_migrating.py",
    "tests/integration/decisions",
    "tests/integration/desks/test_work.py",
    "tests/integration/dossiers/test_access.py",
    "tests/integration/invariants/test_checks.py",
    "tests/integration/layers",
    "tests/integration/test_demo_season.py",
    "tests/integration/test_migrations.py",
    "tests/integration/test_season_end_to_end.py",
    "tests/unit/test_english.py",
    "tests/unit/test_words_for_every_code.py",
    "tests/unit/workflows",
    "--deselect=tests/unit/workflows/test_new_step.py",
)
"""Tests of the project that walk the path or list states: they hold in the copy as they are, edits included."""


def test_a_season_is_played_with_a_state_behind_the_appraisal(tmp_path):
    folder = copy_with(new_step.EDITS, tmp_path)

    done = play(folder, ["tests/recipes/playing_new_step.py"])

    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout


def test_a_season_is_played_with_a_state_before_the_appraisal(tmp_path):
    folder = copy_with(state_on_the_path.EDITS, tmp_path)

    done = play(folder, ["tests/recipes/playing_state_on_the_path.py"])

    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 passed" in done.stdout


@pytest.mark.parametrize("edits", EXAMPLES.values(), ids=EXAMPLES)
def test_no_test_that_walks_the_path_needs_another_edit(tmp_path, edits):
    folder = copy_with(edits, tmp_path)

    done = play(folder, OF_THE_WHOLE_PATH)

    assert done.returncode == 0, done.stdout + done.stderr
