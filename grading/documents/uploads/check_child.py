"""The process that reads and cleans files from outside: a file in, its cleaned copy or the reason of a refusal out.

A request is a letter whose head says the extension of the file's name, and whether only its kind is asked for. An
answer is a letter whose head holds kind and note, or code and parameters of the refusal.
"""

from typing import Any

from grading.documents.child import letter, opened, serve
from grading.documents.uploads import notes
from grading.documents.uploads.kinds import EXTENSIONS, OFFICE, FileKind
from grading.documents.uploads.office import clean_office
from grading.documents.uploads.pdf import clean_pdf
from grading.documents.uploads.photographs import clean_photograph
from grading.documents.uploads.recognising import Form, form_of
from grading.documents.uploads.refusal import Unfit

MEMORY = 1024**3
"""Bytes of address space. A picture of 64 million pixels needs 0.3 GB, and up to three times that with a profile."""
CPU_SECONDS = 25
"""For one file. A picture of 64 million pixels takes about one."""


def answer(request: bytes) -> bytes:
    head, content = opened(request)
    try:
        return _answer(head, content)
    except Unfit as unfit:
        return letter({"code": unfit.code, "params": unfit.params})
    except MemoryError:
        return letter({"code": "file_bomb", "params": {}})


def _answer(head: dict[str, Any], content: bytes) -> bytes:
    form = form_of(head["extension"], content)
    if head["only_kind"]:
        return letter({"kind": None, "note": ""})
    kind, cleaned, note = _cleaned(form, content, head["extension"])
    return letter({"kind": kind, "note": note}, cleaned)


def _cleaned(form: Form, content: bytes, extension: str) -> tuple[FileKind, bytes, str]:
    if form is Form.PDF:
        pdf = clean_pdf(content)
        return FileKind.PDF, pdf.content, notes.DAMAGE_REMOVED if pdf.was_mended else ""
    if form is Form.OFFICE:
        office = clean_office(content, is_named_so=EXTENSIONS.get(extension) in OFFICE)
        note = notes.LINKS_REMOVED if office.had_links else notes.PROPERTIES_REMOVED if office.had_names else ""
        return office.kind, office.content, note
    photograph = clean_photograph(content, form)
    note = notes.METADATA_REMOVED if photograph.had_metadata else ""
    return photograph.kind, photograph.content, notes.LOCATION_REMOVED if photograph.had_place else note


if __name__ == "__main__":
    serve(answer, memory=MEMORY, cpu_seconds=CPU_SECONDS)
