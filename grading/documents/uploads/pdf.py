"""Checks a PDF from outside by its structure: it is complete, opens without a password, and does nothing by itself."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Object, PasswordError, Pdf, PdfError, Stream, String

from grading.documents.uploads.pdf_acts import act_of
from grading.documents.uploads.refusal import Unfit
from grading.documents.uploads.secret import stamp_in_lines

_SAYING = ("/Contents", "/V", "/DV", "/Title", "/Subject", "/Subj", "/Keywords")
_TAIL = 2048  # bytes at the end of the file in which PDF readers look for the end mark


@dataclass(frozen=True)
class CleanPdf:
    content: bytes
    was_mended: bool


def clean_pdf(content: bytes) -> CleanPdf:
    """Returns the file as it is, because a digital signature covers its bytes. A file that the library has to mend is
    written again: another reader could mend it in another way, and see what was not checked.

    Raises Unfit: file_damaged (cut, two), file_locked, file_macro, file_secret.
    """
    if not _has_its_end(content):
        raise Unfit("file_damaged", cause="cut")
    try:
        with Pdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            _check(pdf)
            if _is_also_a_zip(content):
                raise Unfit("file_damaged", cause="two")
            return _as_checked(pdf, content)
    except PasswordError:
        raise Unfit("file_locked") from None
    except (PdfError, ValueError, RuntimeError, RecursionError) as error:  # a broken file may raise any, anywhere
        is_locked = "encryption" in str(error)  # with a certificate, or in a way that the library does not know
        raise (Unfit("file_locked") if is_locked else Unfit("file_damaged", cause="cut")) from None


def _has_its_end(content: bytes) -> bool:
    tail = content.rstrip(b"\0\r\n\t ")[-_TAIL:]
    return b"%%EOF" in tail and b"startxref" in tail


def _is_also_a_zip(content: bytes) -> bool:
    try:
        zipfile.ZipFile(BytesIO(content)).close()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return True


def _check(pdf: Pdf) -> None:
    if not len(pdf.pages):
        raise Unfit("file_damaged", cause="cut")
    for holder in _holders(pdf):
        if act := act_of(holder):
            raise Unfit("file_macro", cause=act)
        if stamp := stamp_in_lines(_words(holder)):
            raise Unfit("file_secret", word=stamp)


def _words(holder: Dictionary | Stream) -> Iterator[str]:
    """Yields what the file says beside its pages: in annotations, form fields, bookmarks and properties."""
    for key in _SAYING:
        if key in holder and isinstance(holder[key], String):
            yield from str(holder[key]).splitlines()


def _as_checked(pdf: Pdf, content: bytes) -> CleanPdf:
    if content.startswith(b"%PDF-") and not pdf.get_warnings():
        return CleanPdf(content, was_mended=False)
    written = BytesIO()
    pdf.save(written, deterministic_id=not pdf.is_encrypted, encryption=False)
    return CleanPdf(written.getvalue(), was_mended=True)


def _holders(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Yields every dictionary of the file, also those that no page leads to and those inside object streams."""
    yield from _within(pdf.trailer)
    for each in pdf.objects:
        yield from _within(each)


def _within(whole: Object) -> Iterator[Dictionary | Stream]:
    """Yields the dictionaries of one object. An indirect one inside it is an object of its own."""
    waiting = [whole]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Array):
            waiting += [part for part in each if _is_inner(part)]
        elif isinstance(each, Dictionary | Stream):
            yield each
            waiting += [part for _name, part in each.items() if _is_inner(part)]


def _is_inner(part: object) -> bool:
    return isinstance(part, Array | Dictionary) and not part.is_indirect
