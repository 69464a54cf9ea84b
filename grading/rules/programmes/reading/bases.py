"""Finds one programme by its key, for a file that extends it: beside the file, or among the shipped files."""

from collections.abc import Callable
from pathlib import Path

from grading.rules.programmes.reading.tree import Node, read

Bases = Callable[[str], Node | None]
"""Returns the tree of the programme with this key, or None if there is none."""


def beside(path: Path) -> Bases:
    """Finds a programme in the file of its name in the folder of `path`."""
    return within(path.parent)


def within(folder: Path) -> Bases:
    def find(key: str) -> Node | None:
        target = folder / f"{key}.yaml"
        return read(target) if target.is_file() else None

    return find


def first_of(*places: Bases) -> Bases:
    """Finds a programme in the first of these places that has it."""

    def find(key: str) -> Node | None:
        return next((node for place in places if (node := place(key)) is not None), None)

    return find
