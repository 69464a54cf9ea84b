"""The pages of one dossier: the check before sending, the organisations below, the history, the papers, the steps."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.exc import NoResultFound

from grading.documents.errors import PdfUnavailable
from grading.services.campaigns import deadlines
from grading.services.dossiers import dossiers, papers
from grading.services.dossiers.papers import PaperKind
from grading.services.ground.errors import NotNow, Refused
from grading.web.dossiers import pages, subordinates_page
from grading.web.dossiers.step_page import picked_criteria, show_step
from grading.web.shell import error_page
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.web.shell.targets import safe_target
from grading.web.shell.visit import visit_to
from workflows import StepRefused

bp = Blueprint("dossiers", __name__, url_prefix="/dossiers/<int:dossier_id>")


@bp.get("/check")
@login_required
def check(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_self")
    return pages.check(visit)


@bp.get("/subordinates")
@login_required
def subordinates(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_self")
    return subordinates_page.show(visit)


@bp.get("/history")
@login_required
def history(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_history")
    return pages.history(visit)


@bp.get("/papers/<any(report, ballot, minutes):kind>.pdf")
@login_required
def paper(dossier_id: int, kind: str) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    try:
        content = papers.print_paper(db.session, visit.actor, visit.dossier, PaperKind(kind))
    except PdfUnavailable as missing:
        return error_page.page(503, [_("Hệ thống chưa in được văn bản: %(missing)s", missing=str(missing))])
    name = f"{visit.dossier.unit.code}-{visit.dossier.campaign.period.code}-{kind}.pdf"
    return Response(content, mimetype="application/pdf", headers=_inline(name))


@bp.get("/steps/<step>")
@login_required
def step(dossier_id: int, step: str) -> ResponseReturnValue:
    return show_step(visit_to(dossier_id), step)


@bp.post("/steps/<step>")
@login_required
def take_step(dossier_id: int, step: str) -> ResponseReturnValue:
    form = Form(posted=request.form)
    return_day = form.day("return_day", _("Hạn bổ sung chưa đọc được. Mời nhập ngày theo mẫu 31/12/2022."))
    if form.mistakes:
        return show_step(visit_to(dossier_id), step, mistakes=form.mistakes, status=422)
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            words = visit.step_words(step)
            dossiers.take_step(
                session,
                visit.actor,
                visit.dossier,
                step,
                note=form.text("note"),
                criteria=picked_criteria(visit),
                seen_version=form.version,
            )
            if return_day is not None:
                deadlines.choose_for_return(session, visit.actor, visit.dossier, return_day)
    except (StepRefused, Refused) as refusal:
        visit = visit_to(dossier_id)
        return show_step(visit, step, refused=refusal.reasons, status=409 if isinstance(refusal, NotNow) else 422)
    flash(_("Đã %(step)s.", step=words[:1].lower() + words[1:]), "ok")
    return redirect(safe_target(request.form.get("next", ""), _after(dossier_id)), code=303)


def _after(dossier_id: int) -> str:
    """Returns the address of the dossier, or of the account's work if the account may no longer see the dossier."""
    try:
        dossiers.get_dossier(db.session, actor(), dossier_id)
    except NoResultFound:
        return url_for("work.show")
    return url_for("dossiers.show", dossier_id=dossier_id)


def _inline(name: str) -> dict[str, str]:
    """Returns the headers for a PDF in the browser's own reader. The reader needs the two exceptions in the policy;
    nothing else may be loaded, and no page may frame the PDF."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
    return {"Content-Disposition": f'inline; filename="{name}"', "Content-Security-Policy": policy}
