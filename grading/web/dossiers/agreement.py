"""The form with which a cell explains figures of its dossier that do not agree."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.rules.agreement import Relation
from grading.services.dossiers import explaining
from grading.services.ground.errors import NotNow, Refused
from grading.web.dossiers import pages
from grading.web.shell.forms import Form
from grading.web.shell.session import unit_of_work
from grading.web.shell.visit import visit_to

bp = Blueprint("agreement", __name__, url_prefix="/dossiers/<int:dossier_id>")


@dataclass(kw_only=True)
class ExplanationForm(Form):
    """The explanation of one difference, and the two numbers that the page showed."""

    trims: bool = True

    def seen(self) -> tuple[int, int]:
        reported, computed = self.hidden("reported"), self.hidden("computed")
        if reported is None or computed is None:
            abort(404)
        return reported, computed


@bp.post("/figures/explanation")
@login_required
def explain(dossier_id: int) -> ResponseReturnValue:
    visit_to(dossier_id).require("enter_figures")
    form = ExplanationForm(posted=request.form)
    relation, seen = form.text("relation"), form.seen()
    if relation not in set(Relation):
        abort(404)
    form.elsewhere = f"reason-{relation}"
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            reason = form.text(form.elsewhere)
            explaining.explain(session, visit.actor, visit.dossier, relation, reason, seen=seen)
    except NotNow:
        raise
    except Refused as refusal:
        visit = visit_to(dossier_id)
        form.refuse(refusal.reasons, visit.programme)
        return pages.check(visit, form), 422
    flash(_("Đã lưu giải trình."), "ok")
    return redirect(url_for("dossiers.check", dossier_id=dossier_id, _anchor="so-lieu-chua-khop"), code=303)
