"""Recognises what a file really is by its first bytes: a form that is read, or another one with a name of its own."""

import re
from enum import StrEnum

import magic

from grading.documents.uploads.kinds import EXTENSIONS, is_pdf
from grading.documents.uploads.raw_photographs import is_raw
from grading.documents.uploads.refusal import Unfit


class Form(StrEnum):
    """A form of file that is read. Pictures of every form are kept as JPEG or PNG."""

    PDF = "pdf"
    OFFICE = "office"
    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    TIFF = "TIFF"
    BMP = "BMP"
    GIF = "GIF"
    AVIF = "AVIF"


JPEG_START, PNG_START, ZIP_START = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel before 2007, macros, office files with a password
STARTS = {
    b"%PDF-": Form.PDF,
    ZIP_START: Form.OFFICE,
    JPEG_START: Form.JPEG,
    PNG_START: Form.PNG,
    b"II*\0": Form.TIFF,
    b"MM\0*": Form.TIFF,
    b"BM": Form.BMP,
    b"GIF8": Form.GIF,
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_OLD_SHEETS = (b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0", b"\x09\x08\x10\0")
"""How the sheets of Excel 2 to 97 begin that lie in no OLE file."""
_RAW_BRAND = b"crx "
_HEAD = 4096  # bytes
_SNIFFED = 64 * 1024  # bytes that libmagic gets
# What lies inside an OLE file says which program wrote it.
_OLE_PARTS = {
    "EncryptedPackage": ("file_locked", {}),
    "WordDocument": ("file_old_office", {}),
    "Workbook": ("file_old_office", {}),
    "Book\0\0\0\0": ("file_old_office", {}),  # Excel 95; a name is filled up with zeros
    "PowerPoint Document": ("file_print", {"found": "slides"}),
}
_SAVED = {
    re.compile(rb".*<\?mso-application", re.DOTALL): {"found": "office_xml"},
    re.compile(rb".*mime-version:.*multipart/related", re.DOTALL | re.IGNORECASE): {"found": "html"},
}
"""How a document begins that Word or Excel saved as XML or as one page of the web, whatever its name."""
_ARCHIVES = ("application/zip", "application/x-rar", "application/vnd.rar", "application/x-7z", "application/gzip")
_PRINTED = {"text/rtf": "rtf", "application/rtf": "rtf", "text/html": "html", "image/svg": "svg", "text/": "text",
            "application/json": "text", "application/csv": "text", "application/xml": "text"}  # fmt: skip


def form_of(extension: str, content: bytes) -> Form:
    """Returns the form of the content. The name does not decide: chat apps and phones give files wrong extensions, or
    none. It only helps to say the true reason of a refusal.

    Raises Unfit: file_heic, file_raw, file_locked, file_old_office, file_print (`found`), file_archive, file_film,
    file_damaged (other), file_type.
    """
    _refuse_photographs(content)
    for start, form in STARTS.items():
        if content.startswith(start) and (form is not Form.BMP or _is_bitmap(content)):
            return form
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Form.WEBP
    if media_brands(content) & _AVIF_BRANDS:
        return Form.AVIF
    if content.startswith(OLE_START):
        raise _of_ole(content)
    if is_pdf(content):
        return Form.PDF
    if content.startswith(_OLD_SHEETS):
        raise Unfit("file_old_office")
    raise _other(extension, content)


def _refuse_photographs(content: bytes) -> None:
    brands = media_brands(content)
    if is_raw(content) or _RAW_BRAND in brands:
        raise Unfit("file_raw")
    if brands & _HEIC_BRANDS and not brands & _AVIF_BRANDS:
        raise Unfit("file_heic")


def is_heic(content: bytes) -> bool:
    return bool(media_brands(content) & _HEIC_BRANDS)


def media_brands(content: bytes) -> set[bytes]:
    """Returns the brands of an ISO media file: HEIC, AVIF and films all have this container."""
    box = content[4 : min(int.from_bytes(content[:4], "big"), 256)]
    brands = {box[4:8], *(box[at : at + 4] for at in range(12, len(box) - 3, 4))}
    return brands if box.startswith(b"ftyp") else set()


def _is_bitmap(content: bytes) -> bool:
    """Returns whether the size that the header states is near the file's own. Texts may begin with BM too."""
    return len(content) > 26 and content[6:10] == b"\0" * 4


def _of_ole(content: bytes) -> Unfit:
    for part, (code, params) in _OLE_PARTS.items():
        if part.encode("utf-16-le") in content:
            return Unfit(code, **params)
    return Unfit("file_type")


def _other(extension: str, content: bytes) -> Unfit:
    found = magic.from_buffer(content[:_SNIFFED], mime=True)
    if found.startswith(("video/", "audio/")):
        return Unfit("file_film")
    if found.startswith(_ARCHIVES):
        return Unfit("file_archive")
    for sign, params in _SAVED.items():
        if sign.match(content[:_HEAD]):
            return Unfit("file_print", found=params["found"])
    words = next((words for kind, words in _PRINTED.items() if found.startswith(kind)), None)
    if words is not None:
        return Unfit("file_print", found=words)
    if extension in ("heic", "heif"):
        return Unfit("file_heic")
    is_named_as_ours = extension in EXTENSIONS and found in ("application/octet-stream", "application/x-empty")
    return Unfit("file_damaged", cause="other") if is_named_as_ours else Unfit("file_type")
