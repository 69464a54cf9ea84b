"""A test is played on one kind of database, and on both where the database matters."""

import ast

import pytest

from tests.conventions.tree import files, name, nothing, tree_of
from tests.on_databases import KINDS, is_played, kind_for

AT_ONCE = {"threading", "concurrent.futures", "tests.integration.test_races"}


def test_a_test_is_played_on_the_same_kind_whatever_its_case() -> None:
    kinds = {kind_for(f"tests/integration/test_dossiers.py::test_a_ballot[{kind}-{case}]")
             for kind in KINDS for case in range(20)}  # fmt: skip

    assert len(kinds) == 1


def test_each_kind_of_database_gets_its_part_of_the_tests_of_a_folder() -> None:
    tests = [f"tests/integration/test_dossiers.py::test_number_{number}[sqlite]" for number in range(400)]

    parts = {kind: sum(kind_for(test) == kind for test in tests) for kind in KINDS}

    assert min(parts.values()) > 150


@pytest.mark.parametrize("database_kind", KINDS[1:], indirect=True)
def test_a_test_is_played_on_the_kind_that_it_names(database_kind: str, request: pytest.FixtureRequest) -> None:
    of_its_name = kind_for(request.node.nodeid)

    assert of_its_name != database_kind, "choose another name: this one does not try anything out"
    assert is_played(request.node)


def test_a_test_of_a_file_that_acts_at_once_is_played_on_both() -> None:
    """Threads and processes that meet in a database find other locks in each."""
    unmarked = [
        name(path)
        for path in files(".py", under="tests/integration")
        if acts_at_once(tree_of(path)) and not is_marked(tree_of(path))
    ]

    nothing(unmarked, "mark the module, or the tests that act at once, with pytest.mark.both_databases")


def acts_at_once(tree: ast.Module) -> bool:
    """Says whether tests of the file play with a season in threads."""
    imports = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imports |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    given = {argument.arg for node in tree.body if isinstance(node, ast.FunctionDef) for argument in node.args.args}
    return "season" in given and bool(imports & AT_ONCE)


def is_marked(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "both_databases" for node in ast.walk(tree))
