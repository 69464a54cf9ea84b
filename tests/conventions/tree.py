"""The project's own files, as a convention sees them."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import Environment

ROOT = Path(__file__).parents[2]
CODE = ("grading", "workflows", "config", "tests", "templates", "bin", "docs", ".ci")
BYTES = {".ttf", ".png", ".jpg", ".pdf", ".mo", ".pyc"}
"""Files that nobody reads as text."""


@cache
def files(*suffixes: str, under: str = "") -> tuple[Path, ...]:
    """Every file of the project, by these endings and below this folder; nothing that a tool or a run has made."""
    places = [ROOT / under] if under else [ROOT / name for name in CODE]
    found = (path for place in places for path in sorted(place.rglob("*")) if path.is_file())
    own = [path for path in found if "__pycache__" not in path.parts and path.suffix not in BYTES]
    if not under:
        own += sorted(path for path in ROOT.iterdir() if path.is_file())
    return tuple(path for path in own if not suffixes or path.suffix in suffixes)


def nothing(found: Iterable[object], instead: str) -> None:
    """Fails with every finding and what to write instead."""
    lines = [str(each) for each in found]
    assert not lines, "\n  ".join([f"{instead}. Found:", *lines])


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, kinds))


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """What is called, by its last name (`select`, `commit`), with the line."""
    for node in nodes(path, ast.Call):
        assert isinstance(node, ast.Call)
        called = node.func
        if isinstance(called, ast.Attribute):
            yield called.attr, node.lineno
        elif isinstance(called, ast.Name):
            yield called.id, node.lineno


@cache
def template_tree(path: Path) -> jinja2.nodes.Template:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    return environment.parse(path.read_text(encoding="utf-8"), filename=name(path))
