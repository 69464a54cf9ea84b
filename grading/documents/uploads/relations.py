"""The relations between the parts of a Word or Excel file: which ones lead outside, and what becomes of those."""

from dataclasses import dataclass

from grading.documents.uploads.refusal import Unfit

_REMOVED = {"hyperlink", "image", "attachedtemplate", "mailmergesource", "mailmergeheadersource"}
"""Kinds of relations that a file can do without: the words and the stored copy of a picture stay."""
_REFUSED_OUTSIDE = {"externallinkpath": "links", "xlpathmissing": "links", "oleobject": "ole"}
_REFUSED_INSIDE = {
    "afchunk": "chunk",
    "vbaproject": "program",
    "wordvbadata": "program",
    "attachedtoolbars": "program",
    "xlmacrosheet": "program",
    "xlintlmacrosheet": "program",
    "dialogsheet": "program",
    "control": "program",
    "activexcontrolbinary": "program",
    "oleobject": "ole",
    "connections": "queries",
    "querytable": "queries",
}
"""Kinds of relations that are refused with the cause, wherever they lead and whatever the extension of the part is."""


@dataclass(frozen=True)
class Relation:
    key: str
    kind: str
    """The last word of its type, in small letters: transitional and strict files spell the rest differently."""
    target: str
    mode: str

    @classmethod
    def of(cls, attributes: dict[str, str]) -> "Relation":
        kind = attributes.get("Type", "").strip().rpartition("/")[2].casefold()
        return cls(attributes.get("Id", ""), kind, attributes.get("Target", ""), attributes.get("TargetMode", ""))

    @property
    def leads_outside(self) -> bool:
        """Says whether a program may look for the target outside the file. Programs forgive blanks and other letters in
        the mode, so every mode but Internal counts as External."""
        return self.mode.strip().casefold() not in ("", "internal") or leads_outside(self.target)

    @property
    def is_plain_link(self) -> bool:
        """Says whether it is a link to a secure web page, or to a place in the same file, as LibreOffice writes it."""
        return self.kind == "hyperlink" and (is_plain_address(self.target) or self.target.startswith("#"))

    def must_go(self) -> bool:
        """Returns whether the relation is to be removed. Raises Unfit for one that the file needs."""
        if cause := _REFUSED_INSIDE.get(self.kind):
            raise Unfit("file_macro", cause=cause)
        if not self.leads_outside or self.is_plain_link:
            return False
        if self.kind in _REMOVED:
            return True
        raise Unfit("file_macro", cause=_REFUSED_OUTSIDE.get(self.kind, "external"))


def is_plain_address(address: str) -> bool:
    """Returns whether the address is one of a secure web page, which a program opens only when a person clicks."""
    return address.startswith("https://") and address.isprintable() and not {" ", "\\", '"'} & set(address)


def leads_outside(target: str) -> bool:
    tidy = "".join(sign for sign in target if sign.isprintable() and not sign.isspace())
    scheme = tidy.partition(":")[0] if ":" in tidy else ""
    has_scheme = bool(scheme) and scheme.replace("+", "").replace("-", "").replace(".", "").isalnum()
    return has_scheme or "\\" in tidy or tidy.startswith("//")


def source_of(relations: str) -> str:
    """Returns the part whose relations a part holds: word/_rels/document.xml.rels → word/document.xml."""
    folder, _, name = relations.rpartition("/")
    return f"{folder.removesuffix('_rels')}{name.removesuffix('.rels')}"
