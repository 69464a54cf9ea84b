"""Every use case that changes something leaves a line in the record."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from grading.models import Done
from grading.services.record import recorded_sides
from tests.conventions.tree import ROOT, files, nothing, tree_of

SERVICES = "grading/services"
CALLERS = ("grading/web", "grading/cli", "grading/demo")
WRITES, TOGETHER = (
    {"add", "add_all", "delete", "flush"},
    {"add_rows", "put_rows", "put_columns", "store_together", "change_together"},
)
RECORDING = {f"grading.services.record.recording.{name}" for name in ("record", "record_each", "record_lines")}
NO_ACT = {
    "grading.services.accounts.signing_in.sign_in": "a sign-in is a row of its own with its device",
    "grading.services.accounts.signing_in.let_in": "the same row",
    "grading.services.accounts.signing_in.sign_out": "ends that row",
    "grading.services.accounts.passkeys.signer": "belongs to the sign-in that follows",
    "grading.services.accounts.own.proves_again": "counts a try; what it opens is recorded",
    "grading.services.accounts.devices.remember": "belongs to a sign-in, or to a recorded password",
    "grading.services.commendations.printing.print_all": "makes the files of facts that a recorded decision froze",
    "grading.services.commendations.printing.print_paper": "makes the file of facts that a recorded decision froze",
    "grading.services.commendations.commendations.keep": "keeps the file of such a paper",
}
"""Use cases that write and are no act of anybody, each with the reason."""


def test_every_use_case_that_writes_is_recorded() -> None:
    silent = [
        function
        for function in sorted(_entries())
        if _reaches(function, "writes") and not _reaches(function, "records")
    ]

    nothing(set(silent) - NO_ACT.keys(), "call record() in it, in the same transaction")


def test_no_use_case_is_excused_that_needs_no_excuse() -> None:
    needless = [function for function in NO_ACT if not _is_silent(function)]

    nothing(needless, "take it out of NO_ACT")


def test_every_act_of_the_record_says_on_which_side_its_actor_stands() -> None:
    sided, of_no_side = recorded_sides.SIDED, recorded_sides.OF_NO_SIDE.keys()

    nothing(set(Done) ^ (sided | of_no_side), "name its side in recorded_sides, or say there why it has none")
    nothing(sided & of_no_side, "an act has a side or a reason why it has none")


def _entries() -> set[str]:
    """Returns the functions of services that pages, commands and the demonstration name."""
    named = {
        target for folder in CALLERS for path in files(".py", under=folder) for target in _named(path, tree_of(path))
    }
    return named & _functions().keys()


def _is_silent(function: str) -> bool:
    return _reaches(function, "writes") and not _reaches(function, "records")


@cache
def _functions() -> Mapping[str, tuple[Path, ast.FunctionDef]]:
    return {
        f"{_module(path)}.{node.name}": (path, node)
        for path in files(".py", under=SERVICES)
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
    }


def _reaches(function: str, what: str) -> bool:
    """Returns whether the function writes, or records, itself or through a function of services that it names."""
    seen, waiting = set[str](), [function]
    while waiting:
        name = waiting.pop()
        if name in RECORDING and what == "records":
            return True
        if name in seen or name not in _functions() or name in RECORDING:
            continue
        seen.add(name)
        path, node = _functions()[name]
        if what == "writes" and any(_is_write(call) for call in ast.walk(node)):
            return True
        waiting += _named(path, node)
    return False


def _is_write(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in TOGETHER
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    of_session = isinstance(node.func.value, ast.Name) and node.func.value.id == "session"
    statement = node.args[0] if node.args else None
    deletes = node.func.attr == "execute" and statement is not None and "delete(" in ast.unparse(statement)
    return of_session and (node.func.attr in WRITES or deletes)


def _named(path: Path, tree: ast.AST) -> Iterator[str]:
    """Yields every function that the tree names, by its full name, as the imports of its file say."""
    imported = _imports(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield imported.get(node.id, f"{_module(path)}.{node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
            yield f"{imported[node.value.id]}.{node.attr}"


@cache
def _imports(path: Path) -> Mapping[str, str]:
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)
