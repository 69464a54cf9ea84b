"""Which elements and attributes of a Word or Excel part people read as text of their own, beside the running text."""

import re

RUNNING = {"t", "delText"}
"""Pieces of the running text, and of what a tracked change took out of it: the page shows both."""
_PAGE = {f"{pages}{place}" for pages in ("odd", "even", "first") for place in ("Header", "Footer")}
_OF_ROOTS = {
    "xml": {"font", "span", "div"},  # a drawing of older programs: its boxes hold texts as a web page does
    "ThreadedComments": {"text"},
}
_PROPERTIES = {"title", "subject", "keywords", "description", "category", "contentStatus", "lpstr", "lpwstr"}
ATTRIBUTES = {"textpath": "string", "sheet": "name"}
"""The attribute with the words of a watermark, and the one with the name of a sheet."""
_COMPUTED = re.compile(rb"""\st\s*=\s*["']str["']""")
_PLACES = re.compile("&[LCRlcr]|[\r\n]+|_x000[aAdD]_")
_FORMATS = re.compile(r'&(?:"[^"]*"|[0-9]+|[Kk](?:[0-9A-Fa-f]{6}|[0-9]{2}[+-][0-9]{3})|[A-Za-z])')
_VML_TEXT = re.compile(rb"""<[a-z]+:textpath\b[^<>]*?\sstring\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def alone_in(root: str, content: bytes, *, holds_properties: bool) -> set[str]:
    """Returns the names of the elements whose text stands alone in a part with this root."""
    if holds_properties:
        return _PROPERTIES
    computed = {"v"} if root == "worksheet" and _COMPUTED.search(content) else set()
    return _PAGE | _OF_ROOTS.get(root, set()) | computed


def lines_of(element: str, text: str) -> list[str]:
    """Returns the lines of such a text; of a page header without the signs that give place, font and size."""
    if element not in _PAGE:
        return text.splitlines()
    return [_FORMATS.sub("", piece).strip() for piece in _PLACES.split(text.replace("&&", "\0"))]


def words_of_drawing(content: bytes) -> list[str]:
    """Returns the words of the watermarks in a drawing of older programs that is no XML."""
    return [(double or single).decode("utf-8", "replace") for double, single in _VML_TEXT.findall(content)]
