"""The page on which the reviewing body says what follows for a dossier whose unit changed."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.models import Answer, UnitTask
from grading.services.campaigns import unit_tasks
from grading.services.dossiers.unit_changes import successors
from grading.services.ground.errors import NotNow, Refused
from grading.services.units import described, directory
from grading.services.units.units import names_on
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.web.shell.visit import Visit, visit_to
from grading.words.units import ANSWERS

bp = Blueprint("unit_tasks", __name__, url_prefix="/dossiers/<int:dossier_id>/unit-tasks")


@dataclass(kw_only=True)
class AnswerForm(Form):
    elsewhere: str = "reason"
    trims: bool = True


@bp.get("/<int:task_id>")
@login_required
def show(dossier_id: int, task_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    return _page(visit, unit_tasks.get_task(db.session, actor(), visit.dossier, task_id), AnswerForm())


@bp.post("/<int:task_id>")
@login_required
def answer(dossier_id: int, task_id: int) -> ResponseReturnValue:
    form = AnswerForm(posted=request.form)
    chosen = form.choice("answer", Answer, _("Chưa chọn cách xử lý. Mời chọn một."), needed=True)
    try:
        if chosen is None:
            raise Refused([])
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            task = unit_tasks.get_task(session, actor(), visit.dossier, task_id)
            unit_tasks.answer(session, actor(), task, chosen, form.lines("reason"))
    except NotNow:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        visit = visit_to(dossier_id)
        return _page(visit, unit_tasks.get_task(db.session, actor(), visit.dossier, task_id), form), 422
    flash(_("Đã ghi cách xử lý hồ sơ."), "ok")
    return redirect(url_for("dossiers.show", dossier_id=dossier_id), code=303)


def _page(visit: Visit, task: UnitTask, form: AnswerForm) -> str:
    unit = directory.get_unit(db.session, visit.dossier.unit_id)
    received = [unit.id for unit in successors(db.session, task)]
    names = names_on(db.session, received, task.on)
    offered = [(answer, *ANSWERS[answer]) for answer in Answer if answer is not Answer.hand_over or task.successor_id]
    return render_template(
        "layers/unit_task.html", visit=visit, task=task, received=received, names=names, offered=offered, form=form,
        reason=described.reason_of(db.session, unit, task.on), made=described.made_on(db.session, unit, task.on),
    )  # fmt: skip
