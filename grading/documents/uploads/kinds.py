"""The kinds of files that the service keeps, and the types under which it sends them."""

from enum import StrEnum


class FileKind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"


EXTENSIONS = {"jpg": FileKind.JPEG, **{kind.value: kind for kind in FileKind}}
OWN_EXTENSION = {kind: "jpg" if kind is FileKind.JPEG else kind.value for kind in FileKind}
MIME = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OFFICE = frozenset({FileKind.DOCX, FileKind.XLSX})
_HEADER_WITHIN = 1024  # bytes; readers of PDF look so far for its header, and some servers write lines before it


def is_pdf(content: bytes) -> bool:
    """Says whether the content begins as a PDF, sound or broken."""
    return b"%PDF-" in content[:_HEADER_WITHIN]
