"""The pages of a dossier's evidence: attaching, downloading, removing and restoring files."""

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.documents.uploads.names import download_headers
from grading.models import Evidence
from grading.services.dossiers import evidence
from grading.services.ground.errors import Refused
from grading.web.dossiers.evidence_files import accept_files, attach_all, no_file, store
from grading.web.shell.forms import Form
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.web.shell.visit import Visit, visit_to

bp = Blueprint("evidence", __name__)


@bp.get("/dossiers/<int:dossier_id>/evidence")
@login_required
def index(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_evidence")
    return _page(visit)


@bp.post("/dossiers/<int:dossier_id>/evidence")
@login_required
@takes_files
def attach(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("attach")
    criterion = request.form.get("criterion", "")
    form = Form(elsewhere=f"file-{criterion}")
    files, form.mistakes = accept_files(form.elsewhere)
    if not files and not form.mistakes:
        form.mistakes = [no_file(form.elsewhere)]
    if form.mistakes:
        return _page(visit, form, 422)
    try:
        with unit_of_work() as session:
            sentences = attach_all(session, visit_to(dossier_id), [(criterion, file) for file in files])
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(visit_to(dossier_id), form, 422)
    for sentence in sentences:
        flash(sentence, "ok")
    return redirect(url_for("evidence.index", dossier_id=dossier_id, _anchor=criterion), code=303)


@bp.get("/evidence/<int:evidence_id>")
@login_required
def download(evidence_id: int) -> ResponseReturnValue:
    _dossier, row = evidence.get_evidence(db.session, actor(), evidence_id)
    return Response(store().get(row.sha256), headers=download_headers(row.name, row.file.mime))


@bp.get("/evidence/<int:evidence_id>/removal")
@login_required
def ask_remove(evidence_id: int) -> ResponseReturnValue:
    dossier, row = evidence.get_evidence(db.session, actor(), evidence_id)
    visit = visit_to(dossier.id)
    visit.require("attach")
    return render_template(
        "dossiers/evidence_removal.html",
        visit=visit,
        row=row,
        criterion=visit.programme.criterion(row.criterion),
        action=url_for("evidence.remove", evidence_id=row.id),
        step_words=_("Xóa tệp"),
        back_url=_place(row),
    )


@bp.post("/evidence/<int:evidence_id>/removal")
@login_required
def remove(evidence_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        row = evidence.remove(session, actor(), evidence_id)
    return redirect(_place(row, removed=row.id), code=303)


@bp.post("/evidence/<int:evidence_id>/restoration")
@login_required
def restore(evidence_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        row = evidence.restore(session, actor(), evidence_id)
    flash(_("Đã thêm lại tệp “%(name)s”.", name=row.name), "ok")
    return redirect(_place(row), code=303)


def _place(row: Evidence, removed: int | None = None) -> str:
    """Returns the address of the criterion on the page of all files."""
    return url_for("evidence.index", dossier_id=row.dossier_id, removed=removed, _anchor=row.criterion)


def _page(visit: Visit, form: Form | None = None, status: int = 200) -> tuple[str, int]:
    attaches = visit.may("attach")
    page = render_template(
        "dossiers/evidence.html",
        visit=visit,
        files={criterion.key: evidence.live(visit.dossier, criterion.key) for criterion in visit.programme.criteria},
        missing=dict(visit.facts.evidence_missing),
        opened=visit.open_keys if attaches else frozenset(),
        removed=evidence.find_removed(visit.dossier, request.args.get("removed", type=int)) if attaches else None,
        uploaded=form or Form(),
        max_mb=current_app.extensions["settings"].max_upload_mb,
    )
    return page, status
