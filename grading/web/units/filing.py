"""The pages on which an administrator writes the units out as a table and reads a table back, row by row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session

from grading.documents.uploads.names import download_headers
from grading.documents.uploads.refusal import UploadRefused
from grading.documents.workbooks import MAX_ROWS, XLSX
from grading.models import UnitKind
from grading.rules.programmes.parts.cell_types import CellType
from grading.services.campaigns import reorganising, unit_file, unit_table
from grading.services.campaigns.unit_file import Planned, Status
from grading.services.ground.csv_rows import MAX_BYTES, FileFault, FileRefused, Row
from grading.services.units.changes import From
from grading.services.units.units import COLUMNS
from grading.storage import PREVIEWS, FileStore, Store, StoredFileError
from grading.web.shell.forms import Form
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db, tried_out, unit_of_work
from grading.web.shell.signed_in import actor, administrator
from grading.words import fault_words, kind_words
from workflows import Reason

bp = Blueprint("unit_file", __name__, url_prefix="/units/file")
CSV = "text/csv; charset=utf-8"
SHOWN = 500
"""The most rows that the preview lists; it counts them all."""
MOST_CHANGES = 500
"""The most units that one file changes here. Each costs milliseconds, while everybody else who writes waits."""


_UNDATED = "unit_change_without_day"


@dataclass(kw_only=True)
class UnitFileForm(Form):
    """A file of units, with the first day and the reason of changes to units that exist. Between preview and import
    the file waits in a store that is swept; the form holds its name and digest, so that what is imported is what was
    shown. The form itself could not hold it, as it holds the files of programmes: a table is up to ten megabytes."""

    places: ClassVar[Mapping[str, str]] = {
        "unit_reason": "reason", "reason_long": "reason", _UNDATED: "day",
    }  # fmt: skip
    elsewhere: str = "file"
    trims: bool = True

    def keep(self) -> None:
        """Lets a sent file wait, and puts its name and digest into the form."""
        sent = request.files.get("file")
        if sent is not None and sent.filename:
            self.fill({"name": sent.filename, "digest": _previews().put(sent.stream.read())})

    def rows(self) -> list[Row]:
        """Returns the rows of the file; where there is none to read, a mistake says why."""
        if not self.text("digest"):
            self.wrong("file", _("Chưa chọn tệp."))
            return []
        try:
            most: int = current_app.extensions["settings"].max_upload_bytes
            return unit_table.rows_from(
                self.text("name"), _previews().get(self.text("digest")), max_bytes=most, max_rows=MAX_ROWS
            )
        except (StoredFileError, ValueError):
            self.wrong("file", _("Không còn tệp đã gửi. Mời chọn lại tệp."))
        except UploadRefused as refused:
            self.refuse(refused.reasons)
        except FileRefused as refused:
            self.refuse_rows(refused.faults)
        return []

    def start(self) -> From | None:
        if not self.text("day"):
            return None
        day = self.day("day", _("Ngày chưa đúng. Mời ghi như 01/7/2025."))
        return From(day=day, reason=self.text("reason")) if day else None

    def refuse_rows(self, faults: Sequence[FileFault]) -> None:
        """Names each fault with its line; what a box of the page lacks is one mistake of that box."""
        of_boxes = {fault.reason.code: fault.reason for fault in faults if fault.reason.code in self.places}
        if of_boxes.pop(_UNDATED, None):
            self.wrong("day", _("Tệp thay đổi tổ chức đã có. Mời ghi ngày đầu tiên của thay đổi."))
            if not self.text("reason"):
                of_boxes["unit_reason"] = Reason(code="unit_reason")
        self.refuse(of_boxes.values())
        for fault in faults:
            if fault.reason.code not in self.places:
                self.wrong("file", fault_words(fault))


def _previews() -> FileStore:
    return Store(current_app.extensions["settings"].data / PREVIEWS)


@bp.get("")
@login_required
def show() -> ResponseReturnValue:
    return _page(UnitFileForm(typed={"name": "", "digest": "", "day": "", "reason": ""}))


@bp.get("/<any(csv, xlsx):ending>")
@login_required
def written(ending: str) -> ResponseReturnValue:
    """Returns the units as they stand today as a table, which can be read back here."""
    administrator()
    today = actor().today
    rows = unit_table.written(db.session, today)
    content: bytes = unit_table.as_workbook(rows) if ending == "xlsx" else unit_table.as_csv(rows).encode()
    kind = XLSX if ending == "xlsx" else CSV
    return Response(content, headers=download_headers(f"to-chuc-dang-{today.isoformat()}.{ending}", kind))


@bp.post("")
@login_required
@takes_files
def read_back() -> ResponseReturnValue:
    """Shows what each row of the file does, and with `do=make` does it: all rows or, if one is refused, none."""
    administrator()
    form = UnitFileForm(posted=request.form)
    form.keep()
    rows, start = form.rows(), form.start()
    if form.mistakes:
        return _page(form), 422
    planned: list[Planned] = []
    try:
        if request.form.get("do") != "make":
            return _page(form, _previewed(form, rows, start))
        with unit_of_work() as session:
            planned = _plan(session, form, rows, start)
            if unit_file.refused(planned):
                raise FileRefused(())  # the form names the faults row by row
    except FileRefused as refusal:
        form.refuse_rows(refusal.faults)
        return _page(form, planned or None), 422
    n = Counter(each.status for each in planned)
    flash(_("Đã nhập danh sách tổ chức: thêm %(added)s, đổi %(changed)s, kết thúc %(closed)s.",
            added=n[Status.added], changed=n[Status.changed], closed=n[Status.closed]), "ok")  # fmt: skip
    return redirect(url_for("units.index"), code=303)


def _previewed(form: UnitFileForm, rows: Sequence[Row], start: From | None) -> list[Planned]:
    """Looks at rows that only add units; other rows are tried out on copies."""
    planned = unit_file.looked_at(db.session, rows, form.text("name"))
    if planned is None:
        with tried_out(reorganising.READ_AND_WRITTEN, reorganising.ONLY_WRITTEN) as session:
            return _plan(session, form, rows, start)
    form.refuse_rows([fault for each in planned for fault in each.faults])
    return planned


def _plan(session: Session, form: UnitFileForm, rows: Sequence[Row], start: From | None) -> list[Planned]:
    planned = unit_file.plan(session, administrator(), rows, start, form.text("name"), most_changes=MOST_CHANGES)
    form.refuse_rows([fault for each in planned for fault in each.faults])
    return planned


def _page(form: UnitFileForm, planned: Sequence[Planned] | None = None) -> str:
    administrator()
    touched = [each for each in planned or () if each.status is not Status.unchanged]
    return render_template(
        "units/file.html", form=form, planned=planned, counts=Counter(each.status for each in planned or ()),
        touched=touched[:SHOWN], hidden=max(0, len(touched) - SHOWN), statuses=list(Status),
        columns=COLUMNS, max_mb=current_app.extensions["settings"].max_upload_mb,
        max_csv_mb=MAX_BYTES // 1_000_000, asked=sum(each.asked for each in planned or ()),
        kinds=[(kind, kind_words(kind)) for kind in UnitKind], types=[(kind, kind_words(kind)) for kind in CellType],
    )  # fmt: skip
