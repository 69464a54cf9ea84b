"""Checks and cleans files from outside: it accepts evidence, or refuses a file with every reason known at once."""

from dataclasses import dataclass

from grading.documents.uploads.checking import CHECKERS
from grading.documents.uploads.kinds import MIME, FileKind
from grading.documents.uploads.names import extension_of, named_as, shown_name
from grading.documents.uploads.refusal import Unfit, UploadRefused
from grading.documents.uploads.secret import stamp_in_name
from grading.storage import digest
from workflows.reasons import Reason

_MB = 1024 * 1024
_KIND_WITHIN = 64 * 1024  # bytes that show the kind of a file that is refused anyway


@dataclass(frozen=True, kw_only=True)
class AcceptedFile:
    """A file that may be kept. `content` is the cleaned content, and `sha256` is its digest."""

    name: str
    kind: FileKind
    mime: str
    content: bytes
    sha256: str
    note: str
    """The note on the removed parts (grading/documents/uploads/notes.py), or empty."""


def accept(name: str, content: bytes, *, max_bytes: int) -> AcceptedFile:
    """Checks a file by its name and its content, and cleans it. It stores nothing, and reads the content only in a
    child process.

    Raises UploadRefused with reasons of UPLOAD_CODES. Each reason has `name`; file_size also has `size` and `max`, in
    hundredths of a megabyte.
    """
    shown = shown_name(name)
    if reasons := _first_look(shown, content, max_bytes):
        raise UploadRefused(tuple(reasons))
    try:
        kind, note, cleaned = CHECKERS.check(extension_of(shown), content)
    except Unfit as unfit:
        raise UploadRefused((_reason(shown, unfit),)) from None
    known = FileKind(kind)
    return AcceptedFile(
        name=named_as(shown, known), kind=known, mime=MIME[known], content=cleaned, sha256=digest(cleaned), note=note
    )


def _first_look(shown: str, content: bytes, max_bytes: int) -> list[Reason]:
    """Returns every reason of the cheap checks, so that nobody is refused twice for one file."""
    reasons = []
    if word := stamp_in_name(shown):
        reasons.append(Reason(code="file_secret", params={"name": shown, "word": word}))
    if len(content) > max_bytes:
        size = -(-len(content) * 10 // _MB) * 10  # rounded up to a tenth: never "10 MB, limit 10 MB"
        reasons.append(Reason(code="file_size", params={"name": shown, "size": size, "max": max_bytes * 100 // _MB}))
    if not content:
        reasons.append(Reason(code="file_empty", params={"name": shown}))
    elif reasons:
        try:
            CHECKERS.check(extension_of(shown), content[:_KIND_WITHIN], only_kind=True)
        except Unfit as unfit:
            reasons.append(_reason(shown, unfit))
    return reasons


def _reason(shown: str, unfit: Unfit) -> Reason:
    return Reason(code=unfit.code, params={"name": shown, **unfit.params})
