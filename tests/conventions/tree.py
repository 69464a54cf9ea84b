"""Finds and parses the project's own files for the tests of conventions."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import Environment

ROOT = Path(__file__).parents[2]
CODE = ("grading", "workflows", "config", "tests", "templates", "bin", "docs", ".ci")
BYTES = {".ttf", ".png", ".jpg", ".pdf", ".mo", ".pyc"}
"""Endings of files that nobody reads as text."""


@cache
def files(*suffixes: str, under: str = "") -> tuple[Path, ...]:
    """Returns the files of the project with these endings below this folder, without files that tools or runs make."""
    places = [ROOT / under] if under else [ROOT / name for name in CODE]
    paths = (path for place in places for path in sorted(place.rglob("*")) if path.is_file())
    own = [path for path in paths if "__pycache__" not in path.parts and path.suffix not in BYTES]
    if not under:
        own += sorted(path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")  # a worktree
    return tuple(path for path in own if not suffixes or path.suffix in suffixes)


def nothing(found: Iterable[object], instead: str) -> None:
    """Fails if anything was found, and says every finding and what to write instead."""
    lines = [str(finding) for finding in found]
    assert not lines, "\n  ".join([f"{instead}. Found:", *lines])


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, kinds))


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Yields the last name of each function that is called (`select`, `commit`), with the line."""
    for node in nodes(path, ast.Call):
        assert isinstance(node, ast.Call)
        callee = node.func
        if isinstance(callee, ast.Attribute):
            yield callee.attr, node.lineno
        elif isinstance(callee, ast.Name):
            yield callee.id, node.lineno


@cache
def template_tree(path: Path) -> jinja2.nodes.Template:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    return environment.parse(path.read_text(encoding="utf-8"), filename=name(path))
