"""The page on which the reviewing body says what follows for a dossier whose unit changed."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.models import Answer, UnitTask
from grading.services.campaigns import sharing, unit_tasks
from grading.services.campaigns.sharing import Shareable, Shares
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

    def shares(self, among: Shareable) -> Shares:
        """Reads the successor of each work and each month; a box that nobody touched names the one that keeps the
        seat."""
        return Shares(
            works={work.id: unit_id for work in among.works if (unit_id := self.hidden(f"work-{work.id}"))},
            months={month: unit_id for month in among.months if (unit_id := self.hidden(f"month-{month}"))},
        )


@bp.get("/<int:task_id>")
@login_required
def show(dossier_id: int, task_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    return _page(visit, unit_tasks.get_task(db.session, actor(), visit.dossier, task_id), AnswerForm())


@bp.post("/<int:task_id>")
@login_required
def answer(dossier_id: int, task_id: int) -> ResponseReturnValue:
    form = AnswerForm(posted=request.form)
    if request.form.get("do") == "look":
        visit = visit_to(dossier_id)
        return _page(visit, unit_tasks.get_task(db.session, actor(), visit.dossier, task_id), form, looks=True)
    chosen = form.choice("answer", Answer, _("Chưa chọn cách xử lý. Mời chọn một."), needed=True)
    try:
        if chosen is None:
            raise Refused([])
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            task = unit_tasks.get_task(session, actor(), visit.dossier, task_id)
            shares = form.shares(sharing.shareable(session, task))
            unit_tasks.answer(session, actor(), task, chosen, form.lines("reason"), shares=shares)
    except NotNow:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        visit = visit_to(dossier_id)
        return _page(visit, unit_tasks.get_task(db.session, actor(), visit.dossier, task_id), form), 422
    flash(_("Đã ghi cách xử lý hồ sơ."), "ok")
    return redirect(url_for("dossiers.show", dossier_id=dossier_id), code=303)


def _page(visit: Visit, task: UnitTask, form: AnswerForm, *, looks: bool = False) -> str:
    unit = directory.get_unit(db.session, visit.dossier.unit_id)
    among = sharing.shareable(db.session, task)
    received = [unit.id for unit in among.successors]
    names = names_on(db.session, received, task.on)
    offered = [(answer, *ANSWERS[answer]) for answer in Answer if answer is not Answer.hand_over or task.successor_id]
    return render_template(
        "layers/unit_task.html", visit=visit, task=task, received=received, names=names, offered=offered, form=form,
        among=among, shares=form.shares(among), looks=looks,
        reason=described.reason_of(db.session, unit, task.on), made=described.made_on(db.session, unit, task.on),
    )  # fmt: skip
