"""Every module of the project with the sentence with which it begins, folder by folder."""

import ast
from itertools import groupby
from pathlib import Path

from tests.conventions.tree import ROOT, files, tree_of
from tests.docs.markdown import one_line, table

_LEFT_OUT = ("grading/migrations/versions", "tests")


def listed() -> str:
    paths = sorted((path for path in files(".py") if _is_listed(path)), key=lambda path: (path.parent, path.name))
    return "\n\n".join(_folder(folder, list(group)) for folder, group in groupby(paths, key=lambda path: path.parent))


def _is_listed(path: Path) -> bool:
    place = path.relative_to(ROOT).as_posix()
    return not place.startswith(_LEFT_OUT)


def _folder(folder: Path, paths: list[Path]) -> str:
    """Returns the heading of a folder, the sentence of its package, and a row for each of its modules."""
    said = {path.name: one_line(ast.get_docstring(tree_of(path))) for path in paths}
    of_package = said.pop("__init__.py", "")
    parts = [f"## {_place(folder)}", of_package, table(("module", "holds"), _rows(said)) if said else ""]
    return "\n\n".join(part for part in parts if part)


def _rows(said: dict[str, str]) -> list[tuple[str, str]]:
    return [(f"`{name}`", sentence) for name, sentence in said.items()]


def _place(folder: Path) -> str:
    return f"`{folder.relative_to(ROOT).as_posix()}/`" if folder != ROOT else "The top of the project"
