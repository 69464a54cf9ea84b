"""The import of files by an administrator: choose files, look at what becomes of each, confirm exactly that."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.rules.programmes.reading.tree import MAX_BYTES
from grading.rules.programmes.saying.describing import describe
from grading.rules.programmes.saying.places import blanks
from grading.services.ground.errors import Forbidden, Refused
from grading.services.programmes import importing, planning
from grading.services.programmes.planning import Plan
from grading.web.programmes.form import MAX_TOTAL, PaperForm, brought_back, carried, uploaded
from grading.web.shell.forms import Form
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import administrator
from grading.words.programmes import import_status_words
from grading.words.rehearsals import fault_words

bp = Blueprint("programme_import", __name__, url_prefix="/programmes")


@bp.get("/new")
@login_required
def new() -> ResponseReturnValue:
    administrator()
    return _choosing(Form())


@bp.post("/preview")
@login_required
@takes_files
def preview() -> ResponseReturnValue:
    """Shows what becomes of each file. It is a POST because of the files, and stores nothing."""
    administrator()
    form = PaperForm(posted=request.form, elsewhere="files")
    try:
        plan = planning.plan(db.session, administrator(), uploaded(request.files.getlist("files")))
    except Forbidden:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _choosing(form), 422
    return _previewed(plan, form)


@bp.post("")
@login_required
def take_in() -> ResponseReturnValue:
    administrator()
    form = PaperForm(posted=request.form)
    plan, paper = planning.plan(db.session, administrator(), brought_back(form)), form.paper()
    if form.mistakes:
        return _previewed(plan, form), 422
    try:
        with unit_of_work() as session:
            drafts = importing.import_files(session, administrator(), plan, form.text("digest"), paper)
    except Forbidden:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _previewed(planning.looked_at_again(db.session, administrator(), plan), form), 422
    flash(_("Đã nhập %(n)s dự thảo. Một người khác kiểm tra và công bố.", n=len(drafts)), "ok")
    return redirect(url_for("programmes.index"), code=303)


def _choosing(form: Form) -> str:
    limits = {"one": MAX_BYTES // 1024, "all": MAX_TOTAL // 1024, "files": planning.MAX_FILES}
    return render_template("programmes/new.html", form=form, limits=limits)


def _previewed(plan: Plan, form: PaperForm) -> str:
    return render_template(
        "programmes/preview.html",
        plan=plan,
        said={row.name: describe(row.programme).splitlines() for row in plan.rows if row.programme and row.is_written},
        open_places={row.name: len(blanks(row.programme)) for row in plan.rows if row.programme},
        hidden={**carried([row.sent for row in plan.rows]), "digest": plan.digest},
        form=form,
        status_words=import_status_words,
        fault_words=fault_words,
    )
