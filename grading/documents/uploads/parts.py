"""Reads one XML part of a Word or Excel file: its text, its relations, what it fetches or starts, the names in it."""

import re
from xml.parsers import expat

from grading.documents.uploads.refusal import Unfit
from grading.documents.uploads.relations import Relation, is_plain_address, leads_outside
from grading.documents.uploads.shown_texts import ATTRIBUTES, RUNNING, alone_in, lines_of

_LINE_ENDS = {"p", "si", "is", "comment", "br", "cr", "tab"}  # paragraphs, cells, breaks inside a paragraph
_CODES = {"instrText", "delInstrText"}
_FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
_TEXTS = {"author"} | RUNNING | _CODES | _FORMULAS
_CAUSES = {
    "ddeLink": "program",
    "oleLink": "ole",
    "webPr": "queries",
    "dbPr": "queries",
    "altChunk": "chunk",
    "DataMashup": "queries",
}
"""Elements that are refused wherever they stand, with the cause."""
_ROOTS = {"macrosheet": "program", "dialogsheet": "program", "connections": "queries", "queryTable": "queries"}
_WATCHED = _LINE_ENDS | {"Relationship", "Override", "Default", "fldChar", "fldSimple", "mailMerge"}
_WATCHED |= set(_CAUSES) | set(ATTRIBUTES)
_LISTS_OF_NAMES = {"people", "users"}
_CELLS = {"worksheet", "sst", "styleSheet"}  # parts with millions of elements and no names
_DDE = re.compile(r"\s*DDE(AUTO)?\b", re.IGNORECASE)  # a field that starts another program
_FETCHING = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
_LINKING = re.compile(r"\s*HYPERLINK\s+(?!\\)(?:\"([^\"]*)|(\S+))", re.IGNORECASE)
_CALLS = re.compile(r"\b(WEBSERVICE|RTD|IMAGE|CALL|REGISTER(\.ID)?)\s*\(|\|\s*'[^']*'\s*!", re.IGNORECASE)
_VML = "urn:schemas-microsoft-com:vml "
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties", "extendedProperties", "customProperties")
NAMELESS = {"author": "Author", "initials": "A", "userName": "Author", "ed": ""}
"""Attributes with the name of a person, and what Word itself writes there when it removes personal information."""
NAMELESS_PERSON = {"displayName": "Author", "userId": "", "providerId": "None"}


class Part:
    """The findings of one pass over the XML.

    Raises Unfit: file_damaged (the part is not XML, or has a DOCTYPE, which OOXML forbids).
    """

    def __init__(self, content: bytes) -> None:
        self.root = ""
        self.lines: list[str] = []
        self.relations: list[Relation] = []
        self.main_types: dict[str, str] = {}
        """The content type of each part that [Content_Types].xml names."""
        self.cause: str | None = None
        """The thing that the part starts or fetches, as the cause of a refusal."""
        self.has_links = self.has_names = False
        """Whether the part has to be written again without links to the outside, or without names of people."""
        self._line: list[str] = []
        self._fields = [""]  # the codes of the fields that are open, the innermost last
        self._codes: list[str] = []
        self._whole = ""
        self._within = ""
        self._texts, self._content = _TEXTS, content
        self._may_hold_names = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._read(content)

    @property
    def holds_properties(self) -> bool:
        """Says whether the part is one of the parts with properties such as author and company, or a list of names."""
        space, _, name = self.root.rpartition(" ")
        return space.endswith(_PROPERTIES) or name in _LISTS_OF_NAMES

    def without_content(self) -> bytes:
        """Returns the part with an empty root element, which programs accept for a part with properties."""
        space, _, name = self.root.rpartition(" ")
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{name} xmlns="{space}"/>'.encode()

    def _read(self, content: bytes) -> None:
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError):
            raise Unfit("file_damaged", cause="cut") from None
        self._end_line()
        self._codes += self._fields
        if any(map(_DDE.match, self._codes)):
            self.cause = "program"
        self.has_links |= any(map(must_be_unlinked, self._codes))

    def _doctype(self, *_: object) -> None:
        raise Unfit("file_damaged", cause="doctype")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if not self.root:
            self.root = element
            self.cause = _ROOTS.get(name)
            self._may_hold_names = name not in _CELLS
            self._texts = _TEXTS | alone_in(name, self._content, holds_properties=self.holds_properties)
        if name in self._texts:
            self._within = name
            # The handler is set only within texts, because a worksheet can hold millions of other values.
            self._parser.CharacterDataHandler = self._text
        elif name in _WATCHED:
            self._watched(name, attributes)
        if attributes and self._may_hold_names:
            self.has_names = self.has_names or _names_somebody(name, attributes)
            self.has_links = self.has_links or _draws_from_outside(element, attributes)

    def _watched(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LINE_ENDS:
            self._end_line()
        elif name == "Relationship":
            self.relations.append(Relation.of(attributes))
        elif name in ("Override", "Default"):
            self._typed(attributes)
        elif name == "fldSimple":
            self._codes += [value for key, value in attributes.items() if key.endswith(" instr")]
        elif name == "fldChar":
            self._bound({key.rpartition(" ")[2]: value for key, value in attributes.items()}.get("fldCharType", ""))
        elif name == "mailMerge":
            self.has_links = True
        elif name in ATTRIBUTES:
            self.lines += attributes.get(ATTRIBUTES[name], "").splitlines()
        else:
            self.cause = _CAUSES[name]

    def _bound(self, kind: str) -> None:
        """Notes a sign of Word that bounds a field: its beginning, the beginning of what it shows, or its end."""
        if kind in ("separate", "end"):
            self._codes.append(self._fields.pop())
        if kind != "end" or not self._fields:
            self._fields.append("")

    def _typed(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").strip().lower()
        if "macroenabled" in kind and "sheet.binary" not in kind:
            self.cause = "program"
        part = attributes.get("PartName") or "*." + attributes.get("Extension", "")
        self.main_types[part.lstrip("/").casefold()] = kind

    def _end(self, element: str) -> None:
        if self._whole:
            self._end_whole()
        if self._within:
            self._within = ""
            self._parser.CharacterDataHandler = None
        elif element.rpartition(" ")[2] in _LINE_ENDS:
            self._end_line()

    def _end_whole(self) -> None:
        if self._within in _FORMULAS and _CALLS.search(self._whole):
            self.cause = "queries"
        elif self._within not in _FORMULAS:
            self.lines += lines_of(self._within, self._whole)
        self._whole = ""

    def _text(self, text: str) -> None:
        if self._within in RUNNING:
            self._line.append(text)
        elif self._within in _CODES:
            self._fields[-1] += text  # Word splits the code of a field into several runs
        elif self._within == "author":
            self.has_names |= is_name(text)
        else:
            self._whole += text

    def _end_line(self) -> None:
        if self._line:
            self.lines.append("".join(self._line))
            self._line.clear()


def must_be_unlinked(code: str) -> bool:
    """Returns whether a field of Word fetches something, or leads to anything but a secure web page."""
    link = _LINKING.match(code)
    return bool(_FETCHING.match(code)) or (link is not None and not is_plain_address(link[1] or link[2] or ""))


def is_name(author: str) -> bool:
    """Returns whether the author of a worksheet's comments is a person: a thread of comments has a sign there."""
    return author.strip() not in ("", NAMELESS["author"]) and not author.startswith("tc={")


def _names_somebody(element: str, attributes: dict[str, str]) -> bool:
    table = NAMELESS_PERSON if element == "person" else NAMELESS
    return any((wanted := table.get(key.rpartition(" ")[2])) is not None and value != wanted
               for key, value in attributes.items())  # fmt: skip


def _draws_from_outside(element: str, attributes: dict[str, str]) -> bool:
    return element.startswith(_VML) and any(is_foreign(key, value) for key, value in attributes.items())


def is_foreign(attribute: str, value: str) -> bool:
    """Returns whether an attribute of a drawing leads outside the file."""
    name = attribute.rpartition(" ")[2].rpartition("}")[2]
    return name in ("src", "href", "althref") and leads_outside(value)
