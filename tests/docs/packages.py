"""The packages of the project as pictures and tables, drawn from the imports and from the packages' docstrings."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter

import grimp

from tests.conventions.tree import ROOT, tree_of
from tests.docs.markdown import one_line, table

Arrows = Mapping[str, frozenset[str]]
"""The other packages that each package imports."""

_BESIDE = ("config", "workflows")
"""The packages beside `grading`; `config` holds the settings."""


def floors() -> str:
    return _page({name.removeprefix("grading."): name for name in (*_children("grading"), *_BESIDE)})


def services() -> str:
    return _page({name.rpartition(".")[2]: name for name in _children("grading.services")})


def web() -> str:
    return _page({name.rpartition(".")[2]: name for name in _children("grading.web")})


def picture(arrows: Arrows) -> str:
    """Returns a Mermaid chart of the arrows that no chain of other arrows implies.

    Raises graphlib.CycleError when the arrows make a circle.
    """
    order, drawn = from_above(arrows), reduced(arrows)
    lines = [f"    {name} --> {other}" for name in order for other in sorted(drawn[name], key=order.index)]
    alone = [f"    {name}" for name in order if not any(name in line.split() for line in lines)]
    return "\n".join(["```mermaid", "flowchart TD", *lines, *alone, "```"])


def from_above(arrows: Arrows) -> list[str]:
    """Returns the names, each above all that it imports. Raises graphlib.CycleError when the arrows make a circle."""
    height: dict[str, int] = {}
    for name in TopologicalSorter(arrows).static_order():
        height[name] = max((height[other] + 1 for other in arrows[name]), default=0)
    return sorted(height, key=lambda name: (-height[name], name))


def reduced(arrows: Arrows) -> dict[str, set[str]]:
    """Returns the arrows without those that a chain of other arrows implies."""
    below = {name: set(_below(arrows, name)) for name in arrows}
    return {
        name: {other for other in direct if not any(other in below[between] for between in direct)}
        for name, direct in arrows.items()
    }


def arrows_between(names: Mapping[str, str]) -> Arrows:
    """Returns the imports between these modules or packages, by short name."""
    graph = _imports()
    return {
        short: frozenset(
            other
            for other, imported in sorted(names.items())
            if other != short and graph.direct_import_exists(importer=name, imported=imported, as_packages=True)
        )
        for short, name in sorted(names.items())
    }


def _page(names: Mapping[str, str]) -> str:
    arrows = arrows_between(names)
    rows = [(f"`{short}`", _holds(names[short])) for short in from_above(arrows)]
    return f"{picture(arrows)}\n\n{table(('package', 'holds'), rows)}"


def _below(arrows: Arrows, name: str) -> Iterator[str]:
    for other in arrows[name]:
        yield other
        yield from _below(arrows, other)


def _holds(name: str) -> str:
    path = ROOT / name.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    if name == "config":  # the package itself is empty
        file = path / "settings.py"
    docstring = one_line(ast.get_docstring(tree_of(file)))
    assert docstring, f"{file.relative_to(ROOT)}: begin it with a sentence that says what it holds"
    return docstring


def _children(package: str) -> list[str]:
    return sorted(_imports().find_children(package))


@cache
def _imports() -> grimp.ImportGraph:
    # Imports for types alone count too: a reader has to follow them.
    return grimp.build_graph("grading", *_BESIDE, cache_dir=None, exclude_type_checking_imports=False)
