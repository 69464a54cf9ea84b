"""Every value of every programme file is changed, one at a time: refused with a place, or the printed table differs."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.unit.rules.test_changed_files import FILES, rules, silent_changes
from tests.unit.rules.test_programme_damage import folder  # noqa: F401

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_change_of_a_file_is_without_effect(folder: Path, file: Path) -> None:  # noqa: F811
    tree = YAML(typ="safe", pure=True).load(file)

    silent = silent_changes(folder / file.name, tree, rules(tree))

    assert silent == []
