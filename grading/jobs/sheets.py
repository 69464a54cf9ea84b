"""The papers of a decision: each commendation gets its file; a volume then holds all of them in one archive."""

import io
import re
import zipfile
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.documents.errors import Overflow, Unprintable
from grading.jobs.tools import LineFailed, Result, Tools
from grading.models import Commendation, Job, JobLine
from grading.rules.frozen.facts import FrozenFacts
from grading.rules.frozen.formats import UnreadableFormat
from grading.services.commendations import commendations
from grading.services.jobs.faults import of_reasons
from grading.storage import StoredFileError
from grading.text import search_key

PDF = "application/pdf"
ZIP = "application/zip"
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of an archive, so that equal papers give equal bytes."""


class Papers:
    """Makes the file of each commendation that has none, and a copy for people."""

    def read(self, session: Session, tools: Tools, line: JobLine) -> dict[str, Any] | None:
        """Returns the frozen facts; None if the file is there already. Raises LineFailed for facts of a format to
        come."""
        commendation = commendations.whole(session, _of(line))
        if commendation.pdf_sha256 and _is_whole(tools, commendation.pdf_sha256):
            return None
        try:
            FrozenFacts.from_json(commendation.facts)
        except UnreadableFormat as error:
            raise LineFailed(of_reasons(*error.reasons)) from error
        return commendation.facts

    def make(self, tools: Tools, facts: dict[str, Any] | None) -> bytes | None:
        if facts is None:
            return None
        try:
            return tools.renderer.render(facts)
        except Overflow as error:
            raise LineFailed.because("job_text_long", field=error.field) from error
        except Unprintable as error:
            raise LineFailed.because("letters_unprintable", letters=error.letters) from error

    def keep(self, session: Session, tools: Tools, line: JobLine, content: bytes | None) -> None:
        commendation = commendations.whole(session, _of(line))
        try:
            made = content if content is not None else tools.store.get(commendation.pdf_sha256 or "")
            original = commendations.keep(session, tools.store, commendation, made, now=tools.now())
        except (StoredFileError, ValueError) as error:
            raise LineFailed.because("job_paper_lost") from error
        commendations.lay_out(session, commendation, original, tools.folder)

    def result(self, _session: Session, _tools: Tools, _job: Job) -> Result | None:
        return None


class Volume(Papers):
    """Makes missing files too, and then the archive: exactly the stored files, in the order of the register."""

    def result(self, session: Session, tools: Tools, job: Job) -> Result | None:
        query = select(Commendation).join(JobLine, JobLine.commendation_id == Commendation.id)
        rows = session.scalars(query.where(JobLine.job_id == job.id).order_by(JobLine.number)).all()
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as volume:
            for row in rows:
                entry = zipfile.ZipInfo(f"{row.register_year}-{row.register_no:04d}.pdf", _SAME_DAY)
                volume.writestr(entry, tools.store.get(row.pdf_sha256 or ""))
        return Result(name=f"giay-khen-{_in_a_name(job.arguments['number'])}.zip", mime=ZIP, content=archive.getvalue())


def _in_a_name(number: str) -> str:
    """Returns the number of a decision as a part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", search_key(number)).strip("-")


def _of(line: JobLine) -> int:
    if line.commendation_id is None:
        raise LineFailed.because("job_paper_lost")
    return line.commendation_id


def _is_whole(tools: Tools, sha256: str) -> bool:
    try:
        tools.store.get(sha256)
    except StoredFileError:
        return False
    return True
