"""A new step with a new role and a new state touches few files, and CONTRIBUTING lists them; a soak test plays it."""

import re

import pytest

from config.settings import PROJECT
from tests.recipes.new_step import EDITS, edited

MOST = 8
RECIPE = re.compile(r"^### A step with a new role and a new state\n(.*?)^Held by", re.M | re.S)


def test_the_recipe_names_few_files_and_every_file_that_the_step_edits():
    (recipe,) = RECIPE.findall((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"))

    listed = re.findall(r"^\d+\. \[?`?([\w/.]+\.\w+)", recipe, re.M)

    assert len(set(listed)) == len(listed) <= MOST
    assert set(EDITS) <= set(listed)


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_of_the_example_still_has_its_place(name):
    compile(edited(PROJECT, name), name, "exec")
