"""A test must assert more than the status of an answer."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.tree import files, name, nothing, tree_of

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_test_asserts_only_the_status_of_an_answer() -> None:
    status_only = [
        f"{name(path)}:{test.lineno} {test.name}"
        for path in files(".py", under="tests")
        for test in only_statuses(path)
    ]

    nothing(
        status_only,
        "many mistakes end in the same status: also assert what the name of the test claims, "
        "such as a sentence of the page, the address that it leads to, or a row that did not change",
    )


@pytest.mark.parametrize(
    "body",
    [
        "assert client.get('/').status_code == 404",
        "assert {answer.status_code for answer in answers} == {422}",
        "statuses = [first.status_code, second.status_code]\n    assert statuses == [200, 403]",
        "assert page.status_code == 200 and other.status_code == expected",
        "assert all(answer.status_code == 403 for answer in answers)",
        "assert asked() == 303",
    ],
)
def test_a_status_is_recognised_however_it_is_compared(tmp_path: Path, body: str) -> None:
    path = tmp_path / "test_pages.py"
    path.write_text(f"def asked():\n    return client.get('/').status_code\n\n\ndef test_pages():\n    {body}\n")

    assert [test.name for test in only_statuses(path)] == ["test_pages"]


@pytest.mark.parametrize(
    "body",
    [
        "assert (answer.status_code, answer.location) == (303, '/')",
        "assert answer.status_code == 403\n    assert 'Việc này' in answer.text",
        "assert answer.status_code == 403 and rows() == []",
        "assert answer.status_code == 409\n    with pytest.raises(LookupError):\n        rows()",
        "assert answer.status_code == 409\n    nothing(rows(), 'write nothing')",
    ],
)
def test_a_test_that_asserts_more_than_a_status_passes(tmp_path: Path, body: str) -> None:
    path = tmp_path / "test_pages.py"
    path.write_text(f"def test_pages():\n    {body}\n")

    assert list(only_statuses(path)) == []


def only_statuses(path: Path) -> Iterator[Definition]:
    """Yields the tests of a file that compare statuses and assert nothing else."""
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    status_functions = {function.name for function in functions if _returns_a_status(function)}
    for function in functions:
        if function.name.startswith("test_"):
            statuses = status_functions | _names_of_statuses(function, status_functions)
            asserted = [node.test for node in ast.walk(function) if isinstance(node, ast.Assert)]
            if asserted and all(_compares_statuses(test, statuses) for test in asserted) and not _refuses(function):
                yield function


def _returns_a_status(function: Definition) -> bool:
    returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
    return bool(returned) and all(_is_status(value, set()) for value in returned)


def _names_of_statuses(function: Definition, asking: set[str]) -> set[str]:
    return {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and _is_status(node.value, asking)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _refuses(function: Definition) -> bool:
    """Returns whether the test expects an exception, or asserts that a list of faults is empty."""
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(ast.unparse(callee) in {"pytest.raises", "nothing"} for callee in called)


def _compares_statuses(node: ast.expr, statuses: set[str]) -> bool:
    match node:
        case ast.Compare():
            return any(_is_status(side, statuses) for side in (node.left, *node.comparators))
        case ast.BoolOp():
            return all(_compares_statuses(value, statuses) for value in node.values)
        case ast.Call(func=ast.Name(id="all" | "any"), args=[ast.GeneratorExp() | ast.ListComp() as each]):
            return _compares_statuses(each.elt, statuses)
    return False


def _is_status(node: ast.expr, statuses: set[str]) -> bool:
    """Returns whether the value is a status or a collection of statuses."""
    match node:
        case ast.Attribute(attr="status_code"):
            return True
        case ast.Name() | ast.Call(func=ast.Name()):
            return (node.id if isinstance(node, ast.Name) else ast.unparse(node.func)) in statuses
        case ast.Tuple() | ast.List() | ast.Set():
            return bool(node.elts) and all(_is_status(element, statuses) for element in node.elts)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            return _is_status(node.elt, statuses)
    return False
