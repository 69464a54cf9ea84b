"""Reads on what older files say: `levels`, and what a title asks for in `recognition`, both as outcomes.

The change is made to the tree of each file before it is joined with what it extends, so every value keeps its place.
"""

from collections.abc import Mapping

from grading.rules.programmes.parts.outcomes import RECOGNISED
from grading.rules.programmes.reading.tree import Node

_OF_TITLES: Mapping[str, str] = {
    "min_total": "min_points", "min_each": "min_each", "requires_rating_at_least": "requires_rating_at_least",
    "conditions": "conditions",
}  # fmt: skip
"""What `recognition` of an older file asks for, as an outcome names it."""


def in_outcomes(document: Node) -> Node:
    """Returns the document with its outcomes named as such; a document that names outcomes itself stays as it is."""
    if "outcomes" in document.items:
        return document
    return _without_levels(_with_a_title(document))


def _without_levels(document: Node) -> Node:
    levels = document.items.get("levels")
    if levels is None or not isinstance(levels.value, list):
        return document
    outcomes = Node(value=[_level(each) for each in levels.elements], place=levels.place)
    return _replaced(document, "levels", {"outcomes": outcomes})


def _level(level: Node) -> Node:
    """Returns a level as an outcome: its code is its key and the legal level that it counts as."""
    code = level.items.get("code")
    if code is None:
        return level
    return _replaced(level, "code", {"key": code, "counts_as": code})


def _with_a_title(document: Node) -> Node:
    title = document.items.get("recognition")
    asked = [name for name in _OF_TITLES if title is not None and name in title.items]
    if title is None or not asked:
        return document
    items = {"key": Node(value=RECOGNISED, place=title.place)}
    items |= {_OF_TITLES[name]: title.items[name] for name in asked}
    keys = {_OF_TITLES[name]: title.keys[name] for name in asked}
    outcomes = Node(value=[Node(value=items, place=title.place, keys=keys)], place=title.place)
    kept = {name: node for name, node in title.items.items() if name not in asked}
    bare = Node(value=kept, place=title.place, keys=title.keys)
    return _replaced(document, "recognition", {"recognition": bare, "outcomes": outcomes})


def _replaced(node: Node, name: str, others: Mapping[str, Node]) -> Node:
    """Returns a mapping with other entries in the place of one."""
    items: dict[str, Node] = {}
    for key, item in node.items.items():
        items |= others if key == name else {key: item}
    return Node(value=items, place=node.place, keys={**node.keys, **dict.fromkeys(others, node.keys[name])})
