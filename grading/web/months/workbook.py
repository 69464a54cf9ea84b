"""The page on which a cell imports its months from a workbook of another system."""

from flask import current_app, render_template, request
from flask_babel import gettext as _

from grading.documents.uploads.names import download_headers
from grading.documents.uploads.refusal import UploadRefused
from grading.documents.workbooks import XLSX, Table, read_table
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.ground.csv_rows import FileRefused
from grading.services.months import importing, rows
from grading.web.dossiers.answers_form import Mistake, no_file
from grading.web.months import pages
from grading.web.shell.visit import Visit
from grading.words import fault_words, reason_words

FIELD = "file"


def show(visit: Visit, work: YearWork, mistakes: list[Mistake] | None = None, *, status: int = 200) -> tuple[str, int]:
    closed = pages.closed_by(visit)
    page = render_template(
        "months/workbook.html",
        visit=visit,
        columns=rows.columns(work, cells=False),
        mistakes=mistakes or [],
        errors=[_("Chưa nhập tháng nào. Mời sửa từng chỗ dưới đây rồi chọn lại tệp.")] if mistakes else [],
        closed=[reason_words(reason) for reason in closed],
        max_mb=current_app.extensions["settings"].max_upload_mb,
    )
    return page, status


def read() -> tuple[Table | None, list[Mistake]]:
    """The table of the file that was sent, read outside any transaction; or why there is none."""
    upload = request.files.get(FIELD)
    if upload is None or not upload.filename:
        return None, [no_file(FIELD)]
    most: int = current_app.extensions["settings"].max_upload_bytes
    try:
        return read_table(upload.filename, upload.stream.read(), max_bytes=most), []
    except UploadRefused as refused:
        return None, [(FIELD, reason_words(reason)) for reason in refused.reasons]


def mistakes_of(refused: FileRefused) -> list[Mistake]:
    return [(FIELD, fault_words(fault)) for fault in refused.faults]


def template(visit: Visit, work: YearWork) -> tuple[bytes, dict[str, str]]:
    """An empty table of twelve months, and the headers under which it is handed out."""
    name = f"{visit.dossier.unit.code}-{visit.dossier.campaign.year}.xlsx"
    return importing.template(work), download_headers(name, XLSX)
