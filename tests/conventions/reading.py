"""Finds words on a page that no reader knows: codes of the database, marks of sources, labels that are said twice."""

import re
from collections.abc import Iterator
from enum import StrEnum
from xml.etree.ElementTree import Element

from grading import models
from grading.rules import levels
from grading.rules.programmes.parts import awards, criteria, figures, quota

_UNREAD = {"script", "style", "textarea", "code", "head"}
_CODE = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z0-9]+)+(?![\w./@-])")
"""A word with an underscore, but not a part of an address or of the name of a file."""
_MARK = re.compile(r"\[[A-Z][0-9]?\]")
_TWICE = re.compile(r"\b([^\W\d_][^:;.]{2,40}): \1\b")


def _names() -> frozenset[str]:
    """Returns the names of levels and of other enums that are written in capitals, as no word of a page is."""
    homes = (models, levels, awards, criteria, figures, quota)
    enums = {
        kind for home in homes for kind in vars(home).values() if isinstance(kind, type) and issubclass(kind, StrEnum)
    }
    return frozenset(value for kind in enums for value in kind if value.isupper())


NAMES = _names()


def unread(root: Element) -> Iterator[str]:
    """Yields each word on the page that is a code, each mark of a source, and each label that its value repeats."""
    for text in _texts(root):
        yield from (f"shows the code {code}" for code in _CODE.findall(text))
        yield from (f"shows the code {word}" for word in re.findall(r"\w+", text) if word in NAMES)
        yield from (f"shows the mark {mark}" for mark in _MARK.findall(text))
        yield from (f"says “{twice[1]}” twice" for twice in _TWICE.finditer(text))
    for label, value in _facts(root):
        if label and (value.casefold().startswith(f"{label.casefold()}:") or value.casefold() == label.casefold()):
            yield f"says “{label}” twice"


def _texts(root: Element) -> Iterator[str]:
    """Yields the text of each block of the page that people read, without what is kept for machines."""
    if root.tag in _UNREAD or "code" in (root.get("class") or "").split():
        return
    if root.text and root.text.strip():
        yield " ".join(root.text.split())
    for child in root:
        yield from _texts(child)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split())


def _facts(root: Element) -> Iterator[tuple[str, str]]:
    """Yields each label with its value: the rows of a list of facts."""
    for row in root.iter():
        if row.tag in {"div", "dl"}:
            label, value = row.find("dt"), row.find("dd")
            if label is not None and value is not None and label.find(".//code") is None:
                yield _joined(label), _joined(value)


def _joined(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())
