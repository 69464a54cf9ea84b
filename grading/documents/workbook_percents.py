"""The cells of a workbook that a sheet shows as percentages: 0,95 in the format 0% is 95% to everybody who looks."""

import re
from collections.abc import Mapping
from decimal import Decimal
from xml.parsers import expat

from grading.documents.workbook_cells import Cell, column_of
from grading.documents.workbook_sheets import Places

_BUILT_IN = {"9": "0%", "10": "0.00%"}
"""The formats of a percentage that a workbook need not spell out, by their numbers."""
_SHOWN_AS_IT_IS = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]', re.DOTALL)
"""The parts of a format in which a percent sign is only a sign, and multiplies nothing."""
_ADDRESS = re.compile("([A-Z]+)([0-9]+)")


def as_shown(cells: tuple[Cell, ...], line: int, percents: Places) -> tuple[Cell, ...]:
    """Returns the cells of a line with each percentage as text, with every digit that it has: 0.955 is 95,5%."""
    return tuple(_percentage(cell) if (line, at) in percents else cell for at, cell in enumerate(cells))


def percent_cells(parts: Mapping[str, bytes]) -> dict[str, Places]:
    """Returns line (from 1) and column (from 0) of the cells with such a format, by the name of the sheet's part. The
    parser is the one that has scanned the parts before."""
    styles = next((part for name, part in parts.items() if name.lower() == "xl/styles.xml"), b"")
    shown_so = _Styles(styles).percents if b"%" in styles or b"numFmtId" in styles else frozenset()
    return {name: _cells(part, shown_so) for name, part in parts.items()} if shown_so else {}


def _percentage(cell: Cell) -> Cell:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    text = f"{Decimal(f'{cell:.15g}') * 100:f}"
    shortest = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{shortest}%".replace(".", ",")


class _Styles:
    """The places in the list of cell formats of those that show a percentage."""

    def __init__(self, content: bytes) -> None:
        self._formats, self._used = dict(_BUILT_IN), list[str]()
        self._is_within = False
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.Parse(content, True)

    @property
    def percents(self) -> frozenset[str]:
        shown_so = {key for key, words in self._formats.items() if "%" in _SHOWN_AS_IT_IS.sub("", words)}
        return frozenset(str(at) for at, key in enumerate(self._used) if key in shown_so)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._is_within = True
        elif tag == "xf" and self._is_within:
            self._used.append(attributes.get("numFmtId", "0"))

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "cellXfs":
            self._is_within = False


def _cells(content: bytes, shown_so: frozenset[str]) -> Places:
    found: set[tuple[int, int]] = set()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "c" or attributes.get("s", "0") not in shown_so:
            return
        if address := _ADDRESS.fullmatch(attributes.get("r", "").upper()):
            found.add((int(address[2]), column_of(address[1])))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return frozenset(found)
