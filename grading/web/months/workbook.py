"""The page on which a cell imports its months from a workbook of another system."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, render_template, request
from flask_babel import gettext as _

from grading.documents.uploads.names import download_headers
from grading.documents.uploads.refusal import UploadRefused
from grading.documents.workbooks import XLSX, Book, read_book
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.ground.csv_rows import FileFault
from grading.services.months import importing, rows
from grading.web.dossiers.evidence_files import no_file
from grading.web.months import pages
from grading.web.shell.forms import Form
from grading.web.shell.visit import Visit
from grading.words import fault_words, reason_words

FIELD = "file"


@dataclass(kw_only=True)
class WorkbookForm(Form):
    """The form for one file. Every mistake in the file stands at its box."""

    elsewhere: str = FIELD

    def book(self) -> Book | None:
        """Reads the workbook that was sent, outside any transaction. If it returns None, a mistake says why."""
        upload = request.files.get(FIELD)
        if upload is None or not upload.filename:
            self.mistakes.append(no_file(FIELD))
            return None
        most: int = current_app.extensions["settings"].max_upload_bytes
        try:
            return read_book(upload.filename, upload.stream.read(), max_bytes=most)
        except UploadRefused as refused:
            self.refuse(refused.reasons)
            return None

    def refuse_rows(self, faults: Iterable[FileFault]) -> None:
        for fault in faults:
            self.wrong(FIELD, fault_words(fault))


def show(visit: Visit, work: YearWork, form: WorkbookForm | None = None, *, status: int = 200) -> tuple[str, int]:
    closed, mistakes = pages.closed_by(visit), form.mistakes if form else []
    page = render_template(
        "months/workbook.html",
        visit=visit,
        columns=rows.columns(work, cells=False),
        mistakes=mistakes,
        errors=[_("Chưa nhập tháng nào. Mời sửa từng nội dung dưới đây rồi chọn lại tệp.")] if mistakes else [],
        closed=[reason_words(reason) for reason in closed],
        max_mb=current_app.extensions["settings"].max_upload_mb,
    )
    return page, status


def template(visit: Visit, work: YearWork) -> tuple[bytes, dict[str, str]]:
    """Returns an empty table of twelve months, and the headers for its download."""
    name = f"{visit.dossier.unit.code}-{visit.dossier.campaign.year}.xlsx"
    return importing.template(work), download_headers(name, XLSX)
