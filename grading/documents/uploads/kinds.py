"""The kinds of files that the service accepts, recognised by extension and content together."""

from enum import StrEnum

import magic

from grading.documents.uploads.refusal import Unfit


class FileKind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"


EXTENSIONS = {"jpg": FileKind.JPEG, **{kind.value: kind for kind in FileKind}}
MIME = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OFFICE = frozenset({FileKind.DOCX, FileKind.XLSX})
PICTURES = frozenset({FileKind.JPEG, FileKind.PNG})

JPEG_START, PNG_START, ZIP_START = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel before 2007, macros, office files with a password
_STARTS = {FileKind.PDF: b"%PDF-", FileKind.JPEG: JPEG_START, FileKind.PNG: PNG_START}
# The types that libmagic reports for DOCX and XLSX files.
_ZIPS = {"application/zip", "application/octet-stream", MIME[FileKind.DOCX], MIME[FileKind.XLSX]}
_SNIFFED = 64 * 1024  # bytes that libmagic gets, enough to recognise a file's kind
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def kind_of(extension: str, content: bytes) -> FileKind:
    """Returns the kind of a file whose name and content agree.

    A JPEG named .png or a PNG named .jpg is accepted with the kind of its content, because chat apps rename
    photographs. Raises Unfit: file_heic, file_type, file_damaged (locked with a password).
    """
    if extension in ("heic", "heif") or _is_heic(content):
        raise Unfit("file_heic")
    named = EXTENSIONS.get(extension)
    if named in OFFICE and content.startswith(OLE_START) and _LOCKED in content:
        raise Unfit("file_damaged", cause="locked")
    if named is None or not (agreed_kind := _agreeing(named, content)):
        raise Unfit("file_type")
    return agreed_kind


def _agreeing(named: FileKind, content: bytes) -> FileKind | None:
    mime_type = magic.from_buffer(content[:_SNIFFED], mime=True)
    if named in OFFICE:
        return named if content.startswith(ZIP_START) and mime_type in _ZIPS else None
    possible = PICTURES if named in PICTURES else {named}
    return next((kind for kind in possible if content.startswith(_STARTS[kind]) and mime_type == MIME[kind]), None)


def _is_heic(content: bytes) -> bool:
    """Returns whether the content is an ISO media file with a HEIF brand. AVIF has the same container but is another
    kind."""
    box = content[4 : min(int.from_bytes(content[:4], "big"), 256)]
    return box.startswith(b"ftyp") and box[4:8] in _HEIC_BRANDS and b"avif" not in box
