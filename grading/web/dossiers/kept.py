"""The page on which a cell sends something again as it was, although it was returned: with a reason for each."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.services.dossiers import history, keeping
from grading.services.ground.errors import NotNow, Refused
from grading.web.dossiers.mending import part_url
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.visit import Visit, visit_to
from grading.words import part_words

bp = Blueprint("kept", __name__, url_prefix="/dossiers/<int:dossier_id>/kept")


@bp.get("")
@login_required
def show(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("answer")
    return _page(visit, Form())


@bp.post("")
@login_required
def keep(dossier_id: int) -> ResponseReturnValue:
    form = Form(posted=request.form, trims=True)
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            asked = keeping.unchanged(session, visit.dossier)
            reasons = {thing.key: form.lines(f"reason-{thing.key}") for thing in asked}
            keeping.keep(session, visit.actor, visit.dossier, reasons, seen_version=form.version)
    except NotNow:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(visit_to(dossier_id), form), 422
    flash(_("Đã ghi các mục giữ nguyên."), "ok")
    return redirect(url_for("dossiers.show", dossier_id=dossier_id), code=303)


def _page(visit: Visit, form: Form) -> str:
    asked = keeping.unchanged(db.session, visit.dossier)
    rows = [(thing.key, _name(visit, thing.label), part_url(visit, thing.label), thing.kept) for thing in asked]
    for key, _words, _url, kept in rows:
        if f"reason-{key}" not in form.posted:
            form.fill({f"reason-{key}": kept})
    returned = history.answered(visit.dossier, visit.roles)
    return render_template("dossiers/kept.html", visit=visit, rows=rows, form=form, returned=returned)


def _name(visit: Visit, label: str) -> str:
    words = part_words(label, visit.programme)
    return str(_("Tiêu chí %(number)s", number=label)) if words == label else words
