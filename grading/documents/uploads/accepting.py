"""Checks and cleans files from outside: it accepts evidence, or refuses a file with every reason known at once."""

from collections.abc import Callable
from dataclasses import dataclass

from grading.documents.uploads.kinds import EXTENSIONS, MIME, PICTURES, FileKind, kind_of
from grading.documents.uploads.names import extension_of, shown_name, with_extension
from grading.documents.uploads.office import clean_office
from grading.documents.uploads.pdf import check_pdf
from grading.documents.uploads.photographs import clean_photograph
from grading.documents.uploads.refusal import Unfit, UploadRefused
from grading.documents.uploads.secret import stamp_in_name
from grading.storage import digest
from workflows.reasons import Reason

LOCATION_REMOVED, METADATA_REMOVED, PROPERTIES_REMOVED = "location_removed", "metadata_removed", "properties_removed"
_MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class AcceptedFile:
    """A file that may be kept. `content` is the cleaned content, and `sha256` is its digest."""

    name: str
    kind: FileKind
    mime: str
    content: bytes
    sha256: str
    note: str
    """The note on the removed parts: location_removed, metadata_removed, properties_removed (author, company), or
    empty."""


def accept(name: str, content: bytes, *, max_bytes: int) -> AcceptedFile:
    """Checks a file by its name and its content, and cleans it. It stores nothing.

    Raises UploadRefused with reasons file_empty, file_size, file_type, file_heic, file_secret (`word`), file_damaged,
    file_macro, file_bomb. Each reason has `name`; file_size also has `size` and `max`, in hundredths of a megabyte.
    """
    shown = shown_name(name)
    kind, reasons = _first_look(shown, content, max_bytes)
    if kind is None or reasons:
        raise UploadRefused(tuple(reasons))
    try:
        cleaned, note = _CLEANERS[kind](content)
    except Unfit as unfit:
        raise UploadRefused((_reason(shown, unfit),)) from None
    if EXTENSIONS[extension_of(shown)] is not kind:
        shown = with_extension(shown, "jpg" if kind is FileKind.JPEG else kind.value)
    return AcceptedFile(name=shown, kind=kind, mime=MIME[kind], content=cleaned, sha256=digest(cleaned), note=note)


def _first_look(shown: str, content: bytes, max_bytes: int) -> tuple[FileKind | None, list[Reason]]:
    """Returns the kind of the file and every reason of the cheap checks, so that nobody is refused twice for one
    file."""
    kind, reasons = None, []
    if word := stamp_in_name(shown):
        reasons.append(Reason(code="file_secret", params={"name": shown, "word": word}))
    if len(content) > max_bytes:
        size = -(-len(content) * 10 // _MB) * 10  # rounded up to a tenth: never "10 MB, limit 10 MB"
        reasons.append(Reason(code="file_size", params={"name": shown, "size": size, "max": max_bytes * 100 // _MB}))
    if not content:
        return None, [*reasons, Reason(code="file_empty", params={"name": shown})]
    try:
        kind = kind_of(extension_of(shown), content)
    except Unfit as unfit:
        reasons.append(_reason(shown, unfit))
    return kind, reasons


def _reason(shown: str, unfit: Unfit) -> Reason:
    return Reason(code=unfit.code, params={"name": shown, **unfit.params})


def _pdf(content: bytes) -> tuple[bytes, str]:
    check_pdf(content)
    return content, ""


def _picture(kind: FileKind) -> Callable[[bytes], tuple[bytes, str]]:
    def clean(content: bytes) -> tuple[bytes, str]:
        photograph = clean_photograph(content, kind)
        if photograph.had_place:
            return photograph.content, LOCATION_REMOVED
        return photograph.content, METADATA_REMOVED if photograph.had_metadata else ""

    return clean


def _office(kind: FileKind) -> Callable[[bytes], tuple[bytes, str]]:
    def clean(content: bytes) -> tuple[bytes, str]:
        office = clean_office(content, kind)
        return office.content, PROPERTIES_REMOVED if office.had_properties else ""

    return clean


_CLEANERS: dict[FileKind, Callable[[bytes], tuple[bytes, str]]] = {
    kind: _pdf if kind is FileKind.PDF else _picture(kind) if kind in PICTURES else _office(kind) for kind in FileKind
}
