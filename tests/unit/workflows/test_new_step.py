"""A new step with a new role and a new state touches few files, and CONTRIBUTING lists them; soak tests play both."""

import re

import pytest

from config.settings import PROJECT
from tests.recipes import new_step, state_on_the_path
from tests.recipes.edits import edited

MOST = 8
RECIPE = re.compile(r"^### A step with a new role and a new state\n(.*?)^No column", re.M | re.S)
EXAMPLES = {"behind the appraisal": new_step.EDITS, "before the appraisal": state_on_the_path.EDITS}


def listed():
    """Returns every file that the numbered lines name, also those in the middle of a line."""
    (recipe,) = RECIPE.findall((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    return re.findall(r"`([\w/]+/[\w.]+\.\w+)`", recipe)


@pytest.mark.parametrize("edits", EXAMPLES.values(), ids=EXAMPLES)
def test_the_recipe_names_the_files_that_a_step_edits_and_no_other(edits):
    named = listed()

    assert len(set(named)) == len(named) <= MOST
    assert set(named) == set(edits)


@pytest.mark.parametrize(
    ("edits", "name"),
    [pytest.param(edits, name, id=f"{example}: {name}") for example, edits in EXAMPLES.items() for name in edits],
)
def test_every_edit_of_the_examples_still_has_its_place(edits, name):
    text = edited(edits, name)

    assert text != (PROJECT / name).read_text(encoding="utf-8")
    if name.endswith(".py"):
        compile(text, name, "exec")
