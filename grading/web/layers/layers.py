"""Saves the layers above the cell's own (the commune's, an appraiser's, the team's) and records the signed paper."""

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session

from grading.models import Assessment
from grading.services.dossiers import dossiers
from grading.services.ground.errors import NotNow, Refused
from grading.services.layers import assessments
from grading.text import clock_time
from grading.web.dossiers.step_page import show_step
from grading.web.layers import pages
from grading.web.layers.form import LayerForm, versions_of
from grading.web.shell.language import chosen
from grading.web.shell.session import unit_of_work
from grading.web.shell.signed_in import actor
from grading.web.shell.visit import Visit, visit_to
from workflows import Layer, Step

bp = Blueprint("layers", __name__)


@bp.post("/dossiers/<int:dossier_id>/layers/<any(commune, appraiser, panel):layer>")
@login_required
def save(dossier_id: int, layer: str) -> ResponseReturnValue:
    """Saves the layer. The answers 422 and 409 keep the typed texts. With `step`, the next page is the question before
    that step, once everything is stored."""
    scored_layer, step = Layer(layer), request.form.get("step", "")
    visit = visit_to(dossier_id)
    visit.require(assessments.SCORING[scored_layer])
    form = LayerForm.read(request.form, visit.programme)
    if form.mistakes:
        return _again(visit, scored_layer, form, 422)
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            left_out = _left_out(visit, scored_layer, form)
            saved = _store(session, visit, scored_layer, form, left_out)
    except Refused as refusal:
        visit = visit_to(dossier_id)
        form.refuse(refusal.reasons, visit.programme)
        form.is_stale = isinstance(refusal, NotNow)
        return _again(visit, scored_layer, form, 409 if isinstance(refusal, NotNow) else 422)
    if _is_autosave():
        return jsonify(saved=_saved_words(visit, left_out), versions=versions_of(visit.programme, saved))
    if step and (next_step := _step(visit, step)) and next_step.needs_criteria:
        return show_step(visit_to(dossier_id), step)  # the question takes the ticks from this page
    if step:
        return redirect(url_for("dossiers.step", dossier_id=dossier_id, step=step), code=303)
    flash(_("Đã hoàn thành phần đánh giá.") if saved.finished_at else _("Đã lưu đánh giá."))
    return redirect(url_for("dossiers.show", dossier_id=dossier_id, layer=layer), code=303)


def _store(session: Session, visit: Visit, layer: Layer, form: LayerForm, left: tuple[str, ...]) -> Assessment:
    entries = {key: entry for key, entry in form.entries.items() if key not in left}
    if form.ticked("fill"):
        entries = assessments.as_below(visit.dossier, layer, entries)
    return assessments.save_layer(
        session,
        visit.actor,
        visit.dossier,
        layer,
        assessments.Judgement(
            entries=entries,
            outcome=form.text("outcome") or None,
            words=form.lines("words"),
            finish=form.ticked("finish"),
        ),
        seen=form.version,
    )


def _left_out(visit: Visit, layer: Layer, form: LayerForm) -> tuple[str, ...]:
    """Returns the criteria that are not stored yet because their reason is missing. An autosave waits for the reason; a
    step that sends the dossier back does not need it."""
    step = _step(visit, request.form.get("step", ""))
    if _is_autosave() or (step is not None and not step.onward):
        return assessments.unexplained_entries(visit.dossier, layer, form.entries)
    return ()


def _step(visit: Visit, name: str) -> Step | None:
    return visit.dossier.campaign.process.find_step(name, visit.dossier.state)


def _is_autosave() -> bool:
    return request.headers.get("X-Autosave") == "1"


def _saved_words(visit: Visit, left: tuple[str, ...]) -> str:
    saved = _("Đã lưu lúc %(time)s.", time=clock_time(visit.actor.now, chosen()))
    if not left:
        return str(saved)
    numbers = ", ".join(visit.programme.criterion(key).number for key in left)
    refused = _("Chưa lưu %(list)s: còn thiếu lý do.", list=numbers)
    return f"{saved} {refused}"


def _again(visit: Visit, layer: Layer, form: LayerForm, status: int) -> ResponseReturnValue:
    if _is_autosave():
        return jsonify(mistakes=[sentence for _anchor, sentence in form.mistakes]), status
    return pages.show(visit, form, layer=layer, status=status)


@bp.post("/dossiers/<int:dossier_id>/signed-paper")
@login_required
def receive_paper(dossier_id: int) -> ResponseReturnValue:
    received = request.form.get("received") != "no"
    with unit_of_work() as session:
        dossier = dossiers.get_dossier(session, actor(), dossier_id)
        assessments.receive_paper(session, actor(), dossier, received=received)
    flash(_("Đã ghi nhận bản giấy có chữ ký.") if received else _("Đã bỏ ghi nhận bản giấy."))
    return redirect(url_for("dossiers.show", dossier_id=dossier_id), code=303)
