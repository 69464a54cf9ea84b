"""Which part of a workbook is which of its sheets."""

import posixpath
from collections.abc import Callable, Mapping
from xml.parsers import expat

Places = frozenset[tuple[int, int]]
"""Cells of a sheet: the line (from 1) and the column (from 0) of each."""


def by_sheet(parts: Mapping[str, bytes], noted: Mapping[str, Places]) -> Callable[[int], Places]:
    """Returns a function from the place of a sheet (from 0) to its noted cells, which are given by part; to all of
    them, where the workbook does not say plainly which part the sheet is."""
    everywhere: Places = frozenset().union(*noted.values())
    names = names_of(parts)

    def of_sheet(place: int) -> Places:
        name = names[place] if place < len(names) else ""
        return noted.get(name, everywhere)

    return of_sheet


def names_of(parts: Mapping[str, bytes]) -> list[str]:
    """Returns the name of the part of each sheet, in the order of the sheets; an empty name for an unknown one."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= parts.keys():
        return []
    relations = _elements(parts["xl/_rels/workbook.xml.rels"], "Relationship")
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    sheets = _elements(parts["xl/workbook.xml"], "sheet")
    ids = [next((value for name, value in sheet.items() if name.endswith(":id")), "") for sheet in sheets]
    return [posixpath.join("/xl", targets.get(each, "")).removeprefix("/") for each in ids]


def _elements(content: bytes, tag: str) -> list[dict[str, str]]:
    """Returns the attributes of the elements with this name. The parser is the one that has scanned the part before."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return found
