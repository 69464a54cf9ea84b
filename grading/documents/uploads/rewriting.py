"""Writes a part of a Word or Excel file again, without links to the outside and without the names of people."""

from collections.abc import Collection, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from grading.documents.uploads.parts import NAMELESS, NAMELESS_PERSON, is_foreign, is_name, must_be_unlinked
from grading.documents.uploads.refusal import Unfit
from grading.documents.uploads.relations import Relation

_WHOLE = {"hlinkClick", "hlinkHover", "hlinkMouseOver", "attachedTemplate", "dataSource", "headerSource"}
"""Elements that mean nothing without their relation. Of others only the attribute goes: the text of a link stays."""
_SHEET = "spreadsheetml"
_VML = "urn:schemas-microsoft-com:vml"


def rewritten(content: bytes, removed: Collection[str] = ()) -> bytes:
    """Returns the part without the relations `removed`, fields that fetch, mail merge, and names of people.

    Raises Unfit: file_damaged (cut), for nesting that no program writes.
    """
    root = _parsed(content)
    for field in list(_fetching_fields(root)):
        for each in field:
            _take_out(each)
    for element in list(root.iter(etree.Element)):
        if _name(element) == "mailMerge":
            _take_out(element)
        else:
            _unlink(element, removed)
            _forget_names(element)
    _forget_authors(root)
    return _written(root)


def without_relations(content: bytes, removed: Collection[str]) -> bytes:
    """Returns a part of relations without some of them. Links that stay are spelled as the standard spells them."""
    root = _parsed(content)
    for element in list(root.iter(etree.Element)):
        if element.get("Id") in removed and _name(element) == "Relationship":
            _take_out(element)
        elif element.get("TargetMode") is not None:
            leads_outside = Relation.of(dict(element.attrib)).leads_outside
            element.set("TargetMode", "External" if leads_outside else "Internal")
    return _written(root)


def _parsed(content: bytes) -> Element:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        raise Unfit("file_damaged", cause="cut") from None


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fetching_fields(root: Element) -> Iterator[list[Element]]:
    """Yields the elements that make a field of each field that fetches: what it showed last stays as text."""
    opened: list[tuple[list[Element], list[str]]] = []
    for element in list(root.iter(etree.Element)):
        name = _name(element)
        if name == "fldSimple" and must_be_unlinked(_attribute(element, "instr")):
            yield [element]
        elif name in ("instrText", "delInstrText") and opened:
            opened[-1][0].append(element)
            opened[-1][1].append(element.text or "")
        elif name == "fldChar":
            kind = _attribute(element, "fldCharType")
            if kind == "begin" or not opened:
                opened.append(([], []))
            opened[-1][0].append(element)
            if kind == "end":
                made_of, code = opened.pop()
                if must_be_unlinked("".join(code)):
                    yield made_of
    yield from (made_of for made_of, code in opened if must_be_unlinked("".join(code)))


def _unlink(element: Element, removed: Collection[str]) -> None:
    for key, value in list(element.attrib.items()):
        is_removed = value in removed and "relationships" in key.lower()
        if is_removed and (_name(element) in _WHOLE or (_name(element) == "hyperlink" and _SHEET in str(element.tag))):
            _take_out(element)
            return
        if is_removed or (f"{{{_VML}}}" in str(element.tag) and is_foreign(str(key), str(value))):
            del element.attrib[key]


def _forget_names(element: Element) -> None:
    table = NAMELESS_PERSON if _name(element) == "person" else NAMELESS
    for key in list(element.attrib):
        nameless = table.get(str(key).rpartition("}")[2])
        if nameless is not None:
            element.set(key, nameless)


def _forget_authors(root: Element) -> None:
    """Takes the names from the comments of a worksheet. Excel writes the name once more as the comment's first line."""
    authors = [each for each in root.iter(etree.Element) if _name(each) == "author" and _SHEET in str(each.tag)]
    named = [author for author in authors if is_name(author.text or "")]
    said = {(author.text or "").strip() for author in named}
    for author in named:
        author.text = NAMELESS["author"]
    for text in root.iter(etree.Element):
        if said and _name(text) == "t" and (text.text or "").strip().removesuffix(":") in said:
            text.text = NAMELESS["author"] + ":"


def _take_out(element: Element) -> None:
    """Removes an element. A simple field leaves what is inside it; an emptied list of links goes too."""
    parent = element.getparent()
    if parent is None:
        return
    if _name(element) == "fldSimple":
        at = parent.index(element)
        parent[at:at] = list(element)
    parent.remove(element)
    if _name(parent) == "hyperlinks" and not len(parent):
        _take_out(parent)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
