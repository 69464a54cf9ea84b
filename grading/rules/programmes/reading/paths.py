"""Paths in a document. A path names a list item by its key or code, or by its number if it has neither."""

from collections.abc import Sequence

from grading.rules.programmes.reading.errors import Place
from grading.rules.programmes.reading.tree import Node


def name_of(node: Node) -> str | None:
    """Returns the key or the code of a list item, or None."""
    for name in ("key", "code"):
        item = node.items.get(name)
        if item is not None and isinstance(item.value, str):
            return item.value
    return None


def item_name(node: Node, index: int) -> str:
    return name_of(node) or str(index)


def is_keyed(node: Node) -> bool:
    """Returns whether the node is a list in which every item has a key or a code."""
    return isinstance(node.value, list) and all(name_of(element) is not None for element in node.elements)


def locate(root: Node, steps: Sequence[str | int]) -> tuple[str, Place]:
    """Returns the readable path and the place of the node that `steps` lead to, or of the deepest node that exists.

    A missing key has the place of the mapping that lacks the key.
    """
    node, path = root, ""
    for step in steps:
        if isinstance(step, int) and step < len(node.elements):
            child = node.elements[step]
            path = f"{path}/{item_name(child, step)}"
        elif str(step) in node.items:
            child = node.items[str(step)]
            path = f"{path}/{step}"
        else:
            break
        node = child
    return path or "/", node.place
