"""Tables: the import of a file that somebody sent, the whole of it or nothing, and the export of the units."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.documents.uploads.refusal import UploadRefused
from grading.jobs.tools import LineFailed, Result, Tools, administrator
from grading.models import Job, JobLine
from grading.services.campaigns import campaigns, unit_table
from grading.services.figures import importing as figures
from grading.services.ground.csv_rows import FileRefused
from grading.services.ground.errors import Refused
from grading.services.jobs.arguments import Sent, Written, arguments_of
from grading.services.jobs.asking import CSV
from grading.services.jobs.faults import of_file, of_reasons
from grading.services.programmes import lookup
from grading.services.results import importing as results
from grading.storage import StoredFileError
from grading.words.spellings import outcomes
from workflows import Reason

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


Importing = Callable[[Session, Actor, Path, Sent], None]
"""Writes every row of a file. Raises FileRefused and Refused; what was written before them is rolled back."""


@dataclass(frozen=True)
class Import:
    """One line: the file. Its rows are written in the transaction that ends the line."""

    write: Importing

    def read(self, _session: Session, _tools: Tools, line: JobLine) -> str:
        return _sent(line.job).sha256

    def make(self, tools: Tools, facts: str) -> bytes:
        """Returns the bytes of the sent file."""
        try:
            return tools.store.get(facts)
        except StoredFileError as error:
            raise LineFailed.because("file_unreadable") from error

    def keep(self, session: Session, tools: Tools, line: JobLine, content: bytes | None) -> None:
        actor, sent = administrator(session, line.job, tools.now()), _sent(line.job)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (Path(sent.name).name or "file.csv")
            path.write_bytes(content or b"")
            try:
                self.write(session, actor, path, sent)
            except FileRefused as refusal:
                raise LineFailed(of_file(refusal.faults)) from refusal
            except (Refused, UploadRefused) as refusal:
                raise LineFailed(of_reasons(*refusal.reasons)) from refusal

    def result(self, _session: Session, _tools: Tools, _job: Job) -> Result | None:
        return None


def import_figures(session: Session, actor: Actor, path: Path, sent: Sent) -> None:
    programme = campaigns.by_code(session, sent.campaign).programme
    figures.import_figures(session, actor, path, programme, source=sent.words)


def import_results(session: Session, actor: Actor, path: Path, sent: Sent) -> None:
    results.import_past_results(
        session, actor, path, shipped=lookup.models(session), spoken=outcomes(), reason=sent.words
    )


class UnitsExport:
    """No lines: the table of the units as they stand on the day of the run is the result."""

    def read(self, _session: Session, _tools: Tools, _line: JobLine) -> None:
        return None

    def make(self, _tools: Tools, _facts: None) -> None:
        return None

    def keep(self, _session: Session, _tools: Tools, _line: JobLine, _content: bytes | None) -> None:
        return None

    def result(self, session: Session, tools: Tools, job: Job) -> Result:
        administrator(session, job, tools.now())
        rows, arguments = unit_table.written(session, tools.today), arguments_of(job)
        name = f"to-chuc-dang-{tools.today.isoformat()}"
        if isinstance(arguments, Written) and arguments.ending == "xlsx":
            return Result(name=f"{name}.xlsx", mime=XLSX, content=unit_table.as_workbook(rows))
        return Result(name=f"{name}.csv", mime=CSV, content=unit_table.as_csv(rows).encode())


def _sent(job: Job) -> Sent:
    arguments = arguments_of(job)
    if not isinstance(arguments, Sent):
        raise LineFailed(of_reasons(Reason(code="file_unreadable")))
    return arguments
