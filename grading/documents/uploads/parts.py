"""Reads one XML part of a Word or Excel file: its lines of text, the content it fetches, the programs it starts."""

import re
from xml.parsers import expat

from grading.documents.uploads.refusal import Unfit

_LINE_ENDS = {"p", "si", "is", "comment", "br", "cr", "tab"}  # paragraphs, cells, breaks inside a paragraph
_TEXTS = {"t", "instrText"}
_WATCHED = _LINE_ENDS | {"Relationship", "Override", "Default", "fldChar", "fldSimple", "ddeLink"}
_DDE = re.compile(r"\s*DDE(AUTO)?\b", re.IGNORECASE)  # a field that starts another program
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties", "extendedProperties", "customProperties")


class Part:
    """The findings of one pass over the XML.

    Raises Unfit: file_damaged (the part is not XML, or has a DOCTYPE, which OOXML forbids).
    """

    def __init__(self, content: bytes) -> None:
        self.root = ""
        self.lines: list[str] = []
        self.fetches: list[str] = []
        self.starts_program = False
        self._line: list[str] = []
        self._fields = [""]
        self._within = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._read(content)

    @property
    def holds_properties(self) -> bool:
        """Says whether the part is one of the parts with properties such as author and company."""
        return self.root.partition(" ")[0].endswith(_PROPERTIES)

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
        self.starts_program |= any(map(_DDE.match, self._fields))

    def _doctype(self, *_: object) -> None:
        raise Unfit("file_damaged", cause="doctype")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        self.root = self.root or element
        name = element.rpartition(" ")[2]
        if name in _TEXTS:
            self._within = name
            # The handler is set only within texts, because a worksheet can hold millions of other values.
            self._parser.CharacterDataHandler = self._text
        elif name in _WATCHED:
            self._watched(name, attributes)

    def _watched(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LINE_ENDS:
            self._end_line()
        elif name == "Relationship":
            self._relationship(attributes)
        elif name in ("Override", "Default"):
            self.starts_program |= "macroenabled" in attributes.get("ContentType", "").lower()
        elif name in ("fldChar", "fldSimple"):
            self._fields += [value for key, value in attributes.items() if key.endswith(" instr")] + [""]
        elif name == "ddeLink":
            self.starts_program = True

    def _end(self, element: str) -> None:
        if self._within:
            self._within = ""
            self._parser.CharacterDataHandler = None
        elif element.rpartition(" ")[2] in _LINE_ENDS:
            self._end_line()

    def _text(self, text: str) -> None:
        if self._within == "t":
            self._line.append(text)
        else:
            self._fields[-1] += text  # Word splits the code of a field into several runs

    def _end_line(self) -> None:
        if self._line:
            self.lines.append("".join(self._line))
            self._line.clear()

    def _relationship(self, attributes: dict[str, str]) -> None:
        """Records external content that a program fetches when it opens the file. A hyperlink does not count, because
        only a person who clicks follows it."""
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            self.fetches.append(kind)
