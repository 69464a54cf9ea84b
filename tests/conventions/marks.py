"""Marked values in what is not for everybody: no answer to anybody else may contain one, be it a page, a refusal, the
name of a file or what stands inside a file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pypdfium2
from werkzeug.test import TestResponse

from tests.conventions.sights import CELL, NONE, READS_THE_ANSWERS, READS_THE_HISTORY, TEAM, Who, who
from tests.conventions.town import UNPUBLISHED

READS_WHAT_WAS_SENT = READS_THE_ANSWERS["commune_review"]
READS_A_REGISTRATION = CELL | who("reviewer, commune, authority")
RECORD = who("admin, inspector, other inspector")


@dataclass(frozen=True)
class Mark:
    """The people who may read a marked value; one of them, and a page on which that reader finds it."""

    readers: Who
    reader: str
    page: str


DRAFT, SENT = "/dossiers/{dossier draft}", "/dossiers/{dossier commune_review}"
MARKS: Mapping[str, Mark] = {
    # of a draft
    "dau-tra-loi": Mark(CELL, "secretary", f"{DRAFT}/groups/{{group}}"),
    "dau-tep-dinh-kem": Mark(CELL, "secretary", f"{DRAFT}/evidence"),
    "dau-tep-da-go": Mark(CELL, "secretary", f"{DRAFT}/evidence?removed={{dau-tep-da-go}}"),
    "dau-tep-bo-truoc-khi-gui": Mark(NONE, "", ""),
    "83.4": Mark(CELL, "secretary", "/units/{unit}"),  # members
    "84.4": Mark(CELL, "secretary", f"{DRAFT}/ballot"),
    "dau-so-ket": Mark(CELL, "committee", "/dossiers/{title draft}/year/half-year"),
    "85.4": Mark(CELL, "committee", "/dossiers/{title draft}/year/1"),  # a month that was not sent
    "dau-ly-do-lui-han": Mark(READS_THE_HISTORY["draft"], "reviewer", f"{DRAFT}/history"),
    # of a draft that was returned: of what was written after the return, and of what others wrote before it
    "dau-soan-lai": Mark(who("neighbour"), "neighbour", "/dossiers/{returned draft}/groups/{group}"),
    "dau-giu-nguyen": Mark(who("neighbour"), "neighbour", "/dossiers/{returned draft}/kept"),
    "dau-ly-do-tra": Mark(who("neighbour, reviewer"), "reviewer", "/dossiers/{returned draft}/history"),
    "dau-xa-truoc-khi-tra": Mark(NONE, "", ""),  # the commune's layer waits until the cell sends the dossier again
    # of a dossier that was sent
    "dau-tep-da-gui": Mark(READS_WHAT_WAS_SENT, "commune", f"{SENT}/evidence"),
    "86.4": Mark(READS_WHAT_WAS_SENT, "commune", "/units/{unit that sent}"),
    "87.4": Mark(who("reviewer, commune"), "reviewer", "/units/{unit that sent}"),  # decided: the cell learns it later
    "dau-tang-xa": Mark(who("reviewer, commune"), "reviewer", SENT),
    "dau-nhan-xet-xa": Mark(who("reviewer, commune"), "commune", SENT),
    # of the appraisal team: of a level, of an award, and of what it wrote to the committee
    "dau-tham-dinh-rieng": Mark(who("appraiser"), "appraiser", "/dossiers/{title appraisal}"),
    "dau-tham-dinh-xong": Mark(who("lead"), "lead", "/dossiers/{title appraisal}?layer=appraiser"),
    "23.17": Mark(who("appraiser"), "appraiser", "/dossiers/{title appraisal}"),  # the points that each gave
    "25.19": Mark(who("lead"), "lead", "/dossiers/{title appraisal}?layer=panel"),
    "dau-to-thong-nhat": Mark(who("lead"), "lead", "/dossiers/{title appraisal}?layer=panel"),
    "dau-y-kien-khen": Mark(TEAM, "appraiser", "/dossiers/{dossier appraisal}/awards"),
    "dau-to-de-nghi-khen": Mark(who("lead"), "lead", "/dossiers/{dossier appraisal}/awards"),
    "dau-trinh-khong-khen": Mark(
        READS_THE_HISTORY["certification"] - CELL, "authority", "/dossiers/{dossier certification}/history"
    ),
    "dau-y-kien-da-qua": Mark(
        READS_THE_ANSWERS["certified"] - CELL, "inspector", "/dossiers/{dossier certified}/awards"
    ),
    # of a decision that is not issued
    "dau-nghi-quyet": Mark(who("commune"), "commune", "/campaigns/{campaign rating}/decision"),
    "dau-bieu-quyet": Mark(who("authority"), "authority", "/decisions/{decision HU voted}"),
    # of a registration, before it has a dossier and after
    "dau-viec-dang-ky": Mark(READS_A_REGISTRATION, "commune", "/registrations/{registration registered}"),
    "dau-tien-do-viec": Mark(READS_A_REGISTRATION, "secretary", "/registrations/{registration confirmed}"),
    "dau-kiem-tra-giua-nam": Mark(READS_A_REGISTRATION, "reviewer", "/registrations/{registration confirmed}"),
    # of administrators
    "dau-ly-do-cap-lai": Mark(RECORD | who("nobody"), "inspector", "/record"),
    UNPUBLISHED: Mark(who("admin"), "admin", "/programmes"),  # the paper of a programme that is not published
}
"""What is marked; a count stands for every number that begins with it, so that a sum with a few more is one too."""

_WORDS = re.compile("dau-[a-z-]+")
_COUNTS = re.compile(r"(8[3-7])[.,]?4\d\d(?<![\w.,-]\d{5})(?<![\w.,-]\d\d[.,]\d{3})(?![\w-])")
_POINTS = re.compile(r"2[35][.,]1[79](?<![\w.,]\d\d.\d\d)(?!\w)")


def leaks(actor: str, answer: TestResponse) -> Iterator[str]:
    """Yields a fault for each marked value that this person may not read: in the head of the answer, in its text, and
    inside its file."""
    for mark in sorted(marks_in(answer)):
        if actor not in MARKS[mark].readers:
            yield f"tells “{mark}”"


def marks_in(answer: TestResponse) -> set[str]:
    said = f"{answer.headers}\n{text_of(answer.data)}"
    counts = (f"{number}.4" for number in _COUNTS.findall(said))
    points = (number.replace(",", ".") for number in _POINTS.findall(said))
    return MARKS.keys() & {*_WORDS.findall(said), *counts, *points}


def text_of(content: bytes) -> str:
    """Returns the text of a page or a file: of each member of an archive (a workbook is one), of each page of a PDF."""
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if content.startswith(b"PK") and is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            return "\n".join(f"{name}\n{text_of(archive.read(name))}" for name in archive.namelist())
    return content.decode(errors="replace")
