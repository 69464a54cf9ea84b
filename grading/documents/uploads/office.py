"""Checks and cleans Word and Excel files from outside: no programs, links, names of people or secret stamps."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from grading.documents.uploads.archive import CONTENT_TYPES, UNPACKED_MOST, Allowance, names_in, packed, unpacked
from grading.documents.uploads.kinds import FileKind
from grading.documents.uploads.parts import Part
from grading.documents.uploads.pictures import is_picture, without_metadata
from grading.documents.uploads.recognising import OLE_START, ZIP_START
from grading.documents.uploads.refusal import Unfit
from grading.documents.uploads.relations import source_of
from grading.documents.uploads.rewriting import rewritten, without_relations
from grading.documents.uploads.secret import stamp_in_lines
from grading.documents.uploads.shown_texts import words_of_drawing

_MAIN_TYPES = {
    "wordprocessingml.document.main+xml": FileKind.DOCX,
    "spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
_OTHER_MAIN_TYPES = {
    "presentationml": "slides", "sheet.binary": "binary_sheet", "template.main+xml": "template",
}  # fmt: skip
_OTHER_ARCHIVES = {
    "META-INF/container.xml": "book", "mimetype": "opendocument", "Index/Document.iwa": "pages",
    "ppt/presentation.xml": "slides", "visio/document.xml": "visio", "*.fdseq": "xps",
}  # fmt: skip
"""The names of parts tell what an archive is, the most telling first: a book has a mimetype too."""
_MAINS = {"word/document.xml", "xl/workbook.xml"}
_ROOT_RELATIONS = "_rels/.rels"
_ACTS = re.compile(r"vba(project|data)|activex|macrosheet", re.IGNORECASE)
_PASSIVE = {
    *("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "emz", "wmz", "wdp", "svg"),
    *("odttf", "fntdata", "ttf", "bin"),  # fonts, and the settings of a printer
}
_PROGRAMS = (b"MZ", b"\x7fELF")
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_FETCHING_DRAWING = re.compile(rb"(src|href)\s*=\s*[\"']?\s*([a-z+]{2,}:|\\|//)", re.IGNORECASE)


@dataclass(frozen=True)
class CleanOffice:
    kind: FileKind
    content: bytes
    had_names: bool
    had_links: bool


def clean_office(content: bytes, *, is_named_so: bool = True) -> CleanOffice:
    """Packs the file again without links to the outside, names of people and the metadata of its pictures; equal files
    give equal bytes. `is_named_so` says whether its name claims to be Word or Excel; it only chooses the reason.

    Raises Unfit: file_damaged, file_locked, file_bomb, file_macro, file_secret, file_archive, file_print.
    """
    names = names_in(content)
    other = None if _MAINS & set(names) else _other_archive(names)
    if other is not None:
        raise Unfit("file_print", found=other)
    if names and CONTENT_TYPES not in names and not is_named_so:
        raise Unfit("file_archive")
    return _Cleaning(Allowance(UNPACKED_MOST)).clean(content)


def _other_archive(names: list[str]) -> str | None:
    ends = {f"*.{_suffix(name)}" for name in names}
    return next((found for name, found in _OTHER_ARCHIVES.items() if name in names or name in ends), None)


class _Cleaning:
    """The cleaning of one file, and of the files inside it."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._had_names = self._had_links = False

    def clean(self, content: bytes) -> CleanOffice:
        parts = unpacked(content, self._allowance)
        read = {name: part for name, bytes_ in parts.items() if (part := _read(name, bytes_)) is not None}
        kind = _main_kind(parts, read)
        for name, part in read.items():
            _check(part)
            parts[name] = self._emptied(part, parts[name])
        removed = self._without_outside_relations(parts, read)
        for name in read:
            parts[name] = self._written_again(parts[name], read[name], removed.get(name.casefold(), set()))
        for name in parts.keys() - read.keys():
            parts[name] = self._clean_binary(name, parts[name])
        return CleanOffice(kind, packed(parts), self._had_names, self._had_links)

    def _emptied(self, part: Part, content: bytes) -> bytes:
        if not part.holds_properties:
            return content
        self._had_names |= part.without_content() != content
        return part.without_content()

    def _without_outside_relations(self, parts: dict[str, bytes], read: Mapping[str, Part]) -> dict[str, set[str]]:
        """Removes relations to the outside. Returns the keys of those that went, by the part that used them."""
        removed: dict[str, set[str]] = {}
        for name, part in read.items():
            keys = {relation.key for relation in part.relations if relation.must_go()}
            if keys or any(relation.leads_outside for relation in part.relations):
                parts[name] = without_relations(parts[name], keys)
            if keys:
                removed[source_of(name).casefold()] = keys
        return removed

    def _written_again(self, content: bytes, part: Part, removed: set[str]) -> bytes:
        if part.holds_properties or not (removed or part.has_links or part.has_names):
            return content
        written = rewritten(content, removed)
        if Part(written).has_links:  # what could not be taken out is not let in
            raise Unfit("file_macro", cause="external")
        self._had_links |= part.has_links or bool(removed)
        self._had_names |= part.has_names
        return written

    def _clean_binary(self, name: str, content: bytes) -> bytes:
        if content.startswith(ZIP_START):  # for example the worksheet with the figures of a chart
            return self._clean_inner(content)
        if content.startswith(OLE_START) or "oleobject" in name.lower():
            raise Unfit("file_macro", cause="ole")
        if _ACTS.search(name) or content.startswith(_PROGRAMS):
            raise Unfit("file_macro", cause="program")
        if _suffix(name) == "vml" and not _FETCHING_DRAWING.search(content):
            _check_words(words_of_drawing(content))
            return content
        if _suffix(name) not in _PASSIVE and not is_picture(content) and content:
            raise Unfit("file_macro", cause="attached")
        return without_metadata(content)

    def _clean_inner(self, content: bytes) -> bytes:
        if not self._allowance.deeper:
            raise Unfit("file_macro", cause="attached")
        self._allowance.deeper = False
        try:
            return self.clean(content).content
        except Unfit as unfit:
            is_other_kind = unfit.code in ("file_print", "file_damaged", "file_archive")
            raise Unfit("file_macro", cause="attached") if is_other_kind else unfit from None
        finally:
            self._allowance.deeper = True


def _read(name: str, content: bytes) -> Part | None:
    """Reads a part that is XML by its content, whatever its extension: a program believes the list of content types."""
    is_xml = _suffix(name) in ("xml", "rels")
    if not is_xml and not content.lstrip().startswith(_XML_STARTS):
        return None
    try:
        return Part(content)
    except Unfit:
        if is_xml:
            raise
        return None  # drawings of old programs are no well-formed XML


def _check(part: Part) -> None:
    if part.cause:
        raise Unfit("file_macro", cause=part.cause)
    _check_words(part.lines)


def _check_words(lines: list[str]) -> None:
    if stamp := stamp_in_lines(lines):
        raise Unfit("file_secret", word=stamp)


def _main_kind(parts: Mapping[str, bytes], read: Mapping[str, Part]) -> FileKind:
    """Returns the kind that the content types give to the main part, which the first relations name."""
    if CONTENT_TYPES not in read or _ROOT_RELATIONS not in read:
        raise Unfit("file_damaged", cause="main")
    mains = [each.target for each in read[_ROOT_RELATIONS].relations if each.kind == "officedocument"]
    main = posixpath.normpath(mains[0].lstrip("/")).casefold() if len(mains) == 1 else ""
    if main not in {name.casefold() for name in parts}:
        raise Unfit("file_damaged", cause="main")
    types = read[CONTENT_TYPES].main_types
    stated = types.get(main) or types.get("*." + _suffix(main), "")
    for words, found in _OTHER_MAIN_TYPES.items():
        if words in stated:
            raise Unfit("file_print", found=found)
    kind = next((kind for words, kind in _MAIN_TYPES.items() if stated.endswith(words)), None)
    if kind is None and not read[CONTENT_TYPES].cause:
        raise Unfit("file_damaged", cause="main")
    return kind or FileKind.DOCX


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()
