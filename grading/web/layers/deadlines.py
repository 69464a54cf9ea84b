"""The page on which the body that reviews extends a cell's last day, shortens it, or takes an extension back."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading import text
from grading.services.campaigns import deadlines
from grading.services.ground.errors import NotNow, Refused
from grading.web.shell.forms import Form
from grading.web.shell.session import unit_of_work
from grading.web.shell.signed_in import actor
from grading.web.shell.visit import Visit, visit_to

bp = Blueprint("deadlines", __name__, url_prefix="/dossiers/<int:dossier_id>/last-day")


@dataclass(kw_only=True)
class DayForm(Form):
    places = {"due_day_early": "day", "due_day_same": "day"}
    elsewhere: str = "reason"
    trims: bool = True


@bp.get("")
@login_required
def show(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    deadlines.require(actor(), visit.dossier)
    form = DayForm()
    form.fill({"day": visit.dossier.last_day.isoformat()})
    return _page(visit, form)


@bp.post("")
@login_required
def move(dossier_id: int) -> ResponseReturnValue:
    form = DayForm(posted=request.form)
    day = form.day("day", _("Chưa có ngày hạn. Mời nhập ngày theo mẫu 31/12/2022."), needed=True)
    try:
        if day is None:
            raise Refused([])
        with unit_of_work() as session:
            dossier = visit_to(dossier_id).dossier
            deadlines.move(session, actor(), dossier, day, form.lines("reason"), seen_version=form.version)
    except NotNow:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        visit = visit_to(dossier_id)
        deadlines.require(actor(), visit.dossier)
        return _page(visit, form), 422
    flash(_("Đã đặt hạn đến hết ngày %(date)s.", date=text.day(day)), "ok")
    return redirect(url_for("dossiers.show", dossier_id=dossier_id), code=303)


def _page(visit: Visit, form: DayForm) -> str:
    first = deadlines.earliest(actor(), visit.dossier)
    return render_template("layers/last_day.html", visit=visit, form=form, first=first)
