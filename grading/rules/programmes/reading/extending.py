"""Follows a file along the programmes that it extends, as far as such a chain may go, merges them, and takes the filled
values out of their marks."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from grading.rules.programmes.parts.filled import Filled
from grading.rules.programmes.reading.bases import Bases, beside
from grading.rules.programmes.reading.earlier import in_outcomes
from grading.rules.programmes.reading.errors import Fault, Place, ProgrammeError
from grading.rules.programmes.reading.paths import is_keyed, item_name, name_of
from grading.rules.programmes.reading.tree import Node, Scalar, read

MAX_LINEAGE = 8
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9-]{0,59}")

# The entries that an issuer's file sets without naming a source.
_OWN = ("/key", "/title", "/extends", "/years", "/examples")
_FILL = {"value", "source", "assumed"}
# The lists of references to which an issuer's file adds.
_JOINED = ("sources", "figures", "asked")


def resolved(path: Path, first: Node | None = None, bases: Bases | None = None) -> tuple[Node, tuple[Filled, ...]]:
    """Returns the document merged with everything that it extends, and the values that were filled in.

    `first` is the tree of a file that does not exist, which is known by the key that it states. `bases` finds what the
    file extends; by default it is looked up beside `path`. Raises ProgrammeError for unreadable files, unknown
    or circular `extends`, and unmarked changes.
    """
    names = [path.stem] if first is None else own_key(first)
    lineage = _lineage(read(path) if first is None else first, names, bases or beside(path))
    lineage = [in_outcomes(each) for each in lineage]
    faults: list[Fault] = [fault for node in lineage for fault in _doubled(node, "")]
    first, *bases_read = lineage
    lineage = [first, *map(_without_examples, bases_read)]
    tree = lineage[-1]
    for over in reversed(lineage[:-1]):
        tree = _Merger(tree, faults).merged(tree, over, "")
    filled: list[Filled] = []
    tree = _unwrapped(tree, "", filled, faults)
    if faults:
        raise ProgrammeError(faults)
    return tree, tuple(filled)


def _without_examples(base: Node) -> Node:
    """Returns what a file extends without its examples: they prove the table in which they stand, and not one that
    differs from it."""
    items = {key: node for key, node in base.items.items() if key != "examples"}
    return Node(value=items, place=base.place, keys=base.keys)


def own_key(document: Node) -> list[str]:
    """Returns the key that a file states, as a list of one; empty if it states none or no text."""
    key = document.items.get("key")
    return [key.value] if key is not None and isinstance(key.value, str) else []


def _lineage(first: Node, names: list[str], bases: Bases) -> list[Node]:
    """Returns the file, the programme that it extends, and so on; the regime comes last. `names` are the names of the
    files read so far."""
    lineage = [first]
    while (extends := lineage[-1].items.get("extends")) is not None:
        name = str(extends.value)
        if not isinstance(extends.value, str) or not _NAME.fullmatch(name):
            raise _refused("extends_name", extends.place)
        if name in names:
            raise _refused("extends_cycle", extends.place, chain=" → ".join([*names, name]))
        if len(names) == MAX_LINEAGE:
            raise _refused("extends_long", extends.place, max=MAX_LINEAGE)
        base = bases(name)
        if base is None:
            raise _refused("extends_missing", extends.place, name=name, file=f"{name}.yaml")
        lineage.append(base)
        names.append(name)
    return lineage


def _refused(code: str, place: Place, **params: object) -> ProgrammeError:
    return ProgrammeError([Fault(code=code, place=place, path="/extends", params=params)])


def _doubled(node: Node, path: str) -> Iterator[Fault]:
    """Yields items of one list with the same key. An issuer's file could not say which of the two items it means."""
    seen: dict[str, Node] = {}
    for index, element in enumerate(node.elements):
        here = f"{path}/{item_name(element, index)}"
        if (name := name_of(element)) is not None:
            if name in seen:
                params = {"key": name, "line": seen[name].place.line}
                yield Fault(code="duplicate_item", place=element.place, path=here, params=params)
            seen[name] = element
        yield from _doubled(element, here)
    for key, item in node.items.items():
        yield from _doubled(item, f"{path}/{key}")


def is_fill(node: Node) -> bool:
    """Returns whether a value is written {value: …, source: …} or {value: …, assumed: …}."""
    return "value" in node.items and set(node.items) <= _FILL


class _Merger:
    def __init__(self, base: Node, faults: list[Fault]) -> None:
        self.base_name = str(base.items["key"].value) if "key" in base.items else "?"
        self.faults = faults

    def merged(self, base: Node, over: Node, path: str) -> Node:
        if is_fill(over):
            return over
        if isinstance(base.value, dict) and isinstance(over.value, dict) and not is_fill(base):
            return self.merged_mapping(base, over, path)
        if is_keyed(over) and (is_keyed(base) or not base.elements):
            return self.merged_items(base, over, path)
        if path.rpartition("/")[2] in _JOINED:
            return Node(value=[*base.elements, *over.elements], place=over.place)
        return self.replaced(base, over, path)

    def merged_mapping(self, base: Node, over: Node, path: str) -> Node:
        items = dict(base.items)
        for key, node in over.items.items():
            here = f"{path}/{key}"
            items[key] = self.merged(items[key], node, here) if key in items else self.added(node, here)
        return Node(value=items, place=over.place, keys={**base.keys, **over.keys})

    def added(self, over: Node, path: str) -> Node:
        """Returns a new entry in a mapping of the regime. Its values must be marked like any filled value."""
        name = path.rpartition("/")[2]
        if name in _JOINED or path in _OWN or is_fill(over):
            return over
        for key, item in over.items.items():
            self.added(item, f"{path}/{key}")
        if not isinstance(over.value, dict):
            self.fault("unmarked", over, path, name=name)
        return over

    def merged_items(self, base: Node, over: Node, path: str) -> Node:
        items = {item_name(node, index): node for index, node in enumerate(base.elements)}
        order = list(items)
        for index, node in enumerate(over.elements):
            name = item_name(node, index)
            if name not in items:
                later = (item_name(each, at) for at, each in enumerate(over.elements) if at > index)
                order.insert(_place_of_new(path, order, later), name)
            items[name] = self.merged(items[name], node, f"{path}/{name}") if name in items else node
        return Node(value=[items[name] for name in order], place=over.place)

    def replaced(self, base: Node, over: Node, path: str) -> Node:
        name = path.rpartition("/")[2]
        if path == "/kind" and _plain(base) != _plain(over):
            self.fault("fixed", over, path, name=name)
        if path == "/years":
            self.check_years(base, over)
        if not path.startswith(_OWN) and _plain(base) != _plain(over) and path != "/kind":
            self.fault("unmarked", over, path, name=name)
        return over

    def check_years(self, base: Node, over: Node) -> None:
        """Adds a fault if the issuer's years go beyond those of the regime: an issuer may only narrow them."""
        (first, last), (own_first, own_last) = _span(base), _span(over)
        if first is None or own_first is None:
            return
        if own_first < first or (last is not None and (own_last is None or own_last > last)):
            params = {"first": first, "last": last or "…"}
            self.faults.append(Fault(code="years_outside", place=over.place, path="/years", params=params))

    def fault(self, code: str, node: Node, path: str, name: str) -> None:
        params = {"name": name, "base": self.base_name}
        self.faults.append(Fault(code=code, place=node.place, path=path, params=params))


def _place_of_new(path: str, order: list[str], later: Iterator[str]) -> int:
    """Returns where a new item stands: at the end of its list. Outcomes stand highest first, so a new one stands
    before the next one that the file names."""
    after = next((name for name in later if name in order), None) if path == "/outcomes" else None
    return len(order) if after is None else order.index(after)


def _span(node: Node) -> tuple[int | None, int | None]:
    years = [element.value if isinstance(element.value, int) else None for element in node.elements]
    return (years[0], years[1]) if len(years) == 2 else (None, None)


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _plain(item) for key, item in node.items.items()}
    return [_plain(element) for element in node.elements] if isinstance(node.value, list) else node.value


def _unwrapped(node: Node, path: str, filled: list[Filled], faults: list[Fault]) -> Node:
    if is_fill(node):
        return _taken(node, path, filled, faults)
    if isinstance(node.value, dict):
        items = {key: _unwrapped(item, f"{path}/{key}", filled, faults) for key, item in node.items.items()}
        return Node(value=items, place=node.place, keys=node.keys)
    if isinstance(node.value, list):
        elements = [
            _unwrapped(element, f"{path}/{item_name(element, index)}", filled, faults)
            for index, element in enumerate(node.elements)
        ]
        return Node(value=elements, place=node.place)
    return node


def _taken(node: Node, path: str, filled: list[Filled], faults: list[Fault]) -> Node:
    reasons = {key: item.value for key, item in node.items.items() if key != "value"}
    if len(reasons) != 1 or not all(isinstance(reason, str) and reason.strip() for reason in reasons.values()):
        faults.append(Fault(code="fill_reason", place=node.place, path=path))
    value = node.items["value"]
    if value.value is None:
        faults.append(Fault(code="fill_empty", place=value.place, path=path))
    filled.append(Filled(path=path, value=written(_plain(value)), **{key: str(why) for key, why in reasons.items()}))
    return value


def written(value: object) -> str:
    """Returns a value of the file as a person reads it: with a decimal comma, and semicolons in lists."""
    if isinstance(value, list):
        return "; ".join(written(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(written(each) for each in value.values())
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def plain(node: Node) -> object:
    """Returns the tree as plain dictionaries, lists and scalars."""
    return _plain(node)


__all__ = ["Scalar", "is_fill", "own_key", "plain", "resolved", "written"]
