"""Checks and cleans Word and Excel files from outside: no programs, no fetching, no author, no secret stamp."""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from grading.documents.uploads.kinds import EXTENSIONS, OFFICE, OLE_START, ZIP_START, FileKind
from grading.documents.uploads.parts import Part
from grading.documents.uploads.pictures import without_metadata
from grading.documents.uploads.refusal import Unfit
from grading.documents.uploads.secret import stamp_in_lines

PARTS_MOST = 2000
UNPACKED_MOST = 50 * 1024 * 1024  # bytes of all parts together, including the parts of embedded files
RATIO_MOST = 200  # unpacked size to packed size; worksheets reach 50
_RATIO_FROM = 256 * 1024  # bytes; a smaller part is harmless even with a high ratio

_MAIN = {FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}
_CONTENT_TYPES = "[Content_Types].xml"
_ACTS = re.compile(r"vba(project|data)|activex|macrosheet|oleobject", re.IGNORECASE)
_XML = {"xml", "rels"}
_PASSIVE = {
    "png",
    "jpg",
    "jpeg",
    "jpe",
    "jfif",
    "gif",
    "bmp",
    "tif",
    "tiff",
    "emf",
    "wmf",
    "emz",
    "wmz",
    "wdp",
    "svg",
    "vml",
}
_PASSIVE |= {"odttf", "fntdata", "bin"}  # fonts, and the settings of a printer
_PROGRAMS = (OLE_START, ZIP_START, b"MZ", b"\x7fELF")
_OUTSIDE = re.compile(r"(^|/)\.\.(/|$)|^/|\\|:|\0")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the office formats allow no other method
_FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP file can store


@dataclass
class _Allowance:
    """The number of bytes that may still be unpacked; the file shares it with the files inside it."""

    unpacked: int
    deeper: bool = True


@dataclass(frozen=True)
class CleanOffice:
    content: bytes
    had_properties: bool


def clean_office(content: bytes, kind: FileKind) -> CleanOffice:
    """Packs the file again without author, company and the metadata of its pictures; equal files give equal bytes.

    Raises Unfit: file_type (the archive has no main part of this kind), file_damaged, file_bomb, file_macro,
    file_secret.
    """
    return _clean(content, kind, _Allowance(UNPACKED_MOST))


def _clean(content: bytes, kind: FileKind, allowance: _Allowance) -> CleanOffice:
    parts = _unpacked(content, allowance)
    if _CONTENT_TYPES not in parts or _MAIN[kind] not in parts:
        raise Unfit("file_type")
    had_properties = False
    for name, part in parts.items():
        if _suffix(name) in _XML:
            checked_part = _checked(part)
            if checked_part.holds_properties:
                parts[name] = checked_part.without_content()
                had_properties |= parts[name] != part
        else:
            parts[name] = _clean_part(name, part, allowance)
    return CleanOffice(_packed(parts), had_properties)


def _unpacked(content: bytes, allowance: _Allowance) -> dict[str, bytes]:
    if content.count(b"PK\x01\x02") > 2 * PARTS_MOST:  # checked first, because a huge list of parts fills the memory
        raise Unfit("file_bomb")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members, allowance)
            # `read` stops at the size that _check_members has checked.
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Unfit("file_damaged", cause="cut") from None


def _check_members(members: list[zipfile.ZipInfo], allowance: _Allowance) -> None:
    allowance.unpacked -= sum(member.file_size for member in members)
    if len(members) > PARTS_MOST or allowance.unpacked < 0 or any(map(_is_bomb, members)):
        raise Unfit("file_bomb")
    if any(member.flag_bits & 1 for member in members):
        raise Unfit("file_damaged", cause="locked")
    if any(member.compress_type not in _METHODS for member in members):
        raise Unfit("file_damaged", cause="cut")
    names = {member.filename.casefold() for member in members}
    if len(names) < len(members) or any(map(_OUTSIDE.search, names)):
        raise Unfit("file_damaged", cause="names")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(_RATIO_FROM, RATIO_MOST * member.compress_size)


def _checked(content: bytes) -> Part:
    part = Part(content)
    if part.starts_program:
        raise Unfit("file_macro", cause="program")
    if part.fetches:
        raise Unfit("file_macro", cause="external")
    if stamp := stamp_in_lines(part.lines):
        raise Unfit("file_secret", word=stamp)
    return part


def _clean_part(name: str, content: bytes, allowance: _Allowance) -> bytes:
    kind = EXTENSIONS.get(_suffix(name))
    if kind in OFFICE and allowance.deeper:  # for example the worksheet with the figures of a chart
        allowance.deeper = False
        content = _clean(content, kind, allowance).content
        allowance.deeper = True
        return content
    if _ACTS.search(name) or _suffix(name) not in _PASSIVE or content.startswith(_PROGRAMS):
        raise Unfit("file_macro", cause="program")
    return without_metadata(content)


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        # Word needs the part _CONTENT_TYPES first.
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            member = zipfile.ZipInfo(name, _FIXED)
            member.create_system = 0
            archive.writestr(member, parts[name], zipfile.ZIP_DEFLATED, 6)
    return packed.getvalue()


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()
