"""Rules for the whole code base; each failure says what to write instead."""

import ast
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from tests.conventions.tree import ROOT, calls, files, name, nodes, nothing, tree_of

LONGEST = 250
LONG_FOR_A_REASON = {
    "grading/migrations/versions/0001_the_season.py": "a migration is one piece of history, written by a tool"
}
NO_NAMES = {"helper", "helpers", "utils", "util", "manager", "data", "info"}
NAMED_FOR_A_REASON = {
    ("config/settings.py", "data"): "GRADING_DATA, the data directory",
    ("grading/web/shell/signed_in.py", "login_manager"): "flask-login's own word",
    ("templates/print/commendation/frame.py", "data"): "SVG's own word for the commands of a path",
    ("templates/print/commendation/motifs.py", "data"): "SVG's own word for the commands of a path",
    ("grading/web/shell/limits.py", "form_data_parser_class"): "Werkzeug calls it so",
}
OUTSIDE = re.compile(
    "|".join(
        (
            r"(?<![\w.])/wor" + r"k\b",  # the folder where the project happened to be written
            r"(?i:\bissue)\s*#?\d",
            r"(?i:\bsession)\s*#?\d",
            r"(?i:sub-?agen" + r"t\b)",
            r"(?i:py" + r"pi\.org|pythonhos" + r"ted|npm" + r"js\.|docker\.i" + r"o\b|ghcr\.i" + r"o\b)",
            r"(?i:--(extra-)?index-" + r"url)",
        )
    )
)


def python(folder: str) -> list[Path]:
    return list(files(".py", under=folder))


def found_calls(folder: str, wanted: set[str]) -> list[str]:
    return [f"{name(path)}:{line} {called}()" for path in python(folder) for called, line in calls(path)
            if called in wanted]  # fmt: skip


def test_no_page_queries_the_database_itself() -> None:
    queries = found_calls("grading/web", {"select", "scalars", "scalar", "execute", "query"})
    imported = [
        f"{name(path)}:{node.lineno}"
        for path in python("grading/web")
        for node in nodes(path, ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        if not (node.module or "").endswith("exc") and [alias.name for alias in node.names] != ["Session"]
    ]

    nothing(queries + imported, "write the query as a function of the service that owns the noun, and call that")


@pytest.mark.parametrize("folder", ["grading/services", "grading/models", "grading/rules", "grading/documents"])
def test_nothing_below_the_pages_ends_a_transaction(folder: str) -> None:
    ending_calls = found_calls(folder, {"commit", "rollback", "begin"})

    nothing(ending_calls, "services take the session and leave its end to unit_of_work() or transaction()")


def test_only_the_engine_changes_the_state_of_a_dossier() -> None:
    changed = []
    for path in [*python("grading"), *python("workflows"), ROOT / "wsgi.py"]:
        changed += [
            f"{name(path)}:{node.lineno}"
            for node in nodes(path, ast.Attribute)
            if isinstance(node, ast.Attribute) and node.attr == "_state" and isinstance(node.ctx, ast.Store)
        ]
        for called, line in calls(path):
            if called == "setattr" and re.search(r"[\"'_]state[\"']", path.read_text().splitlines()[line - 1]):
                changed.append(f"{name(path)}:{line}")

    nothing(changed, "call workflows.take(): it checks role and guards, and writes the line of history")


def test_no_row_of_a_dossier_or_a_decision_is_changed_by_a_statement() -> None:
    """An UPDATE by hand bypasses the versions, the frozen rows and the engine. The figures of a file are only added; a
    counter of the register has no version."""
    changed = found_calls("grading/services", {"update", "bulk_update_mappings", "insert"})
    others = {"grading/services/figures/figures.py", "grading/services/commendations/numbering.py"}
    changed = [line for line in changed if line.split(":")[0] not in others]
    changed = [line for line in changed if not re.search(r"\.(params|config|headers)", line)]

    nothing(changed, "load the row and set its attributes, or call the engine")


def test_every_file_is_short_enough_to_be_read_at_once() -> None:
    kinds = (".py", ".html", ".js", ".sh", "")
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(*kinds)}
    too_long = {path: f"{path} has {lines} lines" for path, lines in lengths.items() if lines > LONGEST}
    for path in LONG_FOR_A_REASON:
        assert too_long.pop(path, None), f"{path} is short now: take it out of LONG_FOR_A_REASON"

    nothing(too_long.values(), f"split it: a file has at most {LONGEST} lines")


def test_no_name_is_vague() -> None:
    vague_names, excused = [], set()
    for path in files(".py"):
        if NO_NAMES & set(path.stem.split("_")):
            vague_names.append(name(path))
        for defined, line in _definitions(path):
            is_vague = NO_NAMES & set(defined.casefold().split("_")) and not defined.startswith("test_")
            if is_vague and (name(path), defined) in NAMED_FOR_A_REASON:
                excused.add((name(path), defined))
            elif is_vague:
                vague_names.append(f"{name(path)}:{line} {defined}")

    nothing(vague_names, "give it a name that says what it is or does")
    nothing(NAMED_FOR_A_REASON.keys() - excused, "no such name is left: take it out of NAMED_FOR_A_REASON")


def _definitions(path: Path) -> list[tuple[str, int]]:
    """Returns the names that the code defines, with their lines: functions, classes, parameters, variables."""
    definitions = []
    for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.arg, ast.Name):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                definitions.append((node.name, node.lineno))
            case ast.arg():
                definitions.append((node.arg, node.lineno))
            case ast.Name(ctx=ast.Store()):
                definitions.append((node.id, node.lineno))
    return definitions


def test_every_module_says_what_it_is_for() -> None:
    without_docstring = [
        name(path) for path in files(".py") if path.read_text().strip() and not ast.get_docstring(tree_of(path))
    ]

    nothing(without_docstring, "begin with a sentence that says what the file is for")


def test_text_is_in_one_normal_form() -> None:
    not_composed = [
        name(path) for path in files() if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]

    nothing(not_composed, "type it composed (NFC); code makes any other form with unicodedata.normalize")


def test_no_text_mentions_the_place_or_the_way_it_was_written() -> None:
    mentions = [
        f"{name(path)}:{number} {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if OUTSIDE.search(line)
    ]

    nothing(mentions, "write it without the folder, the number or the registry's host")


def test_the_page_of_the_process_is_compared_with_its_table() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in files(".py", under="tests/unit/workflows"))

    assert "docs/process.md is out of date" in tests
    assert (ROOT / "docs" / "process.md").is_file()


def test_every_declared_marker_marks_a_test() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]["markers"]
    used = {called for path in files(".py", under="tests") for called in _markers(path)}

    nothing({line.partition(":")[0] for line in declared} - used, "take it out of pyproject.toml: no test has it")


def _markers(path: Path) -> set[str]:
    """Returns the last name of every `pytest.mark.…` of a file."""
    return {
        node.attr
        for node in nodes(path, ast.Attribute)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "pytest.mark"
    }


def test_no_function_takes_more_than_five_positional_parameters_nor_more_than_seven() -> None:
    functions = [
        (path, function)
        for folder in ("grading", "workflows")
        for path in python(folder)
        for function in nodes(path, ast.FunctionDef)
        if isinstance(function, ast.FunctionDef)
    ]
    too_many = [f"{name(path)}:{function.lineno} {function.name}" for path, function in functions
                if _positional(function) > 5 or _positional(function) + len(function.args.kwonlyargs) > 7]  # fmt: skip

    nothing(too_many, "give what belongs together one frozen value, as Actor, Minutes and Judgement are")


def _positional(function: ast.FunctionDef) -> int:
    given = [*function.args.posonlyargs, *function.args.args]
    return len([argument for argument in given if argument.arg not in {"self", "cls"}])


def test_no_work_is_left_for_later() -> None:
    mark = re.compile("TO" + r"DO|FIX" + r"ME|raise NotImplemented" + r"Error")
    unfinished = [name(path) for path in files(".py", ".html", ".js", ".css", ".yaml") if mark.search(path.read_text())]

    nothing(unfinished, "finish it, or leave it out")
