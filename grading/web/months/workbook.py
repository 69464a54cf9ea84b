"""The page on which a cell imports its months from a workbook of another system."""

from flask import current_app, render_template, request
from flask_babel import gettext as _

from grading.documents.uploads.names import download_headers
from grading.documents.uploads.refusal import UploadRefused
from grading.documents.workbooks import XLSX, Table, read_table
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.ground.csv_rows import FileRefused
from grading.services.months import importing, rows
from grading.web.dossiers.evidence_files import no_file
from grading.web.months import pages
from grading.web.shell.forms import Form
from grading.web.shell.visit import Visit
from grading.words import fault_words, reason_words

FIELD = "file"


def show(visit: Visit, work: YearWork, form: Form | None = None, *, status: int = 200) -> tuple[str, int]:
    closed, mistakes = pages.closed_by(visit), form.mistakes if form else []
    page = render_template(
        "months/workbook.html",
        visit=visit,
        columns=rows.columns(work, cells=False),
        mistakes=mistakes,
        errors=[_("Chưa nhập tháng nào. Mời sửa từng chỗ dưới đây rồi chọn lại tệp.")] if mistakes else [],
        closed=[reason_words(reason) for reason in closed],
        max_mb=current_app.extensions["settings"].max_upload_mb,
    )
    return page, status


def read(form: Form) -> Table | None:
    """The table of the file that was sent, read outside any transaction; without a table the form says why."""
    form.elsewhere = FIELD
    upload = request.files.get(FIELD)
    if upload is None or not upload.filename:
        form.mistakes.append(no_file(FIELD))
        return None
    most: int = current_app.extensions["settings"].max_upload_bytes
    try:
        return read_table(upload.filename, upload.stream.read(), max_bytes=most)
    except UploadRefused as refused:
        form.refuse(refused.reasons)
        return None


def refuse(form: Form, refused: FileRefused) -> None:
    """Adds what is wrong in the rows of the file."""
    for fault in refused.faults:
        form.wrong(FIELD, fault_words(fault))


def template(visit: Visit, work: YearWork) -> tuple[bytes, dict[str, str]]:
    """An empty table of twelve months, and the headers under which it is handed out."""
    name = f"{visit.dossier.unit.code}-{visit.dossier.campaign.year}.xlsx"
    return importing.template(work), download_headers(name, XLSX)
