"""The pages of a cell's year: meetings month by month, thematic meetings, the half-year review, importing months."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from grading import text
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.dossiers import dossiers
from grading.services.figures.year_records import MONTHS, QUARTERS
from grading.services.ground.csv_rows import FileRefused
from grading.services.ground.errors import NotNow, Refused
from grading.services.months import importing, months
from grading.web.months import pages, sending
from grading.web.months import workbook as year_workbook
from grading.web.months.form import MonthForm, YearForm, read_review, read_thematic
from grading.web.shell.language import chosen
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.visit import Visit, visit_to

bp = Blueprint("year", __name__, url_prefix="/dossiers/<int:dossier_id>/year")
Shown = tuple[str, int]


@bp.get("")
@login_required
def index(dossier_id: int) -> ResponseReturnValue:
    visit, work = _read(dossier_id)
    return pages.show_index(visit, work)


@bp.post("/send")
@login_required
def send(dossier_id: int) -> ResponseReturnValue:
    _write(dossier_id)
    return sending.send(dossier_id)


@bp.get("/sent")
@login_required
def sent(dossier_id: int) -> ResponseReturnValue:
    return sending.show_sent(dossier_id)


@bp.get("/<int:month>")
@login_required
def month(dossier_id: int, month: int) -> ResponseReturnValue:
    visit, work = _read(dossier_id)
    return pages.show_month(visit, work, month) if month in MONTHS else abort(404)


@bp.post("/<int:month>")
@login_required
def save_month(dossier_id: int, month: int) -> ResponseReturnValue:
    visit, work = _write(dossier_id)
    if month not in MONTHS:
        abort(404)
    offered = pages.month_offered(visit, month)
    form = MonthForm.read(request.form, work, offered, year=visit.dossier.campaign.year, month=month)
    if form.mistakes or request.form.get("go") == "total":
        return pages.show_month(visit, work, month, form, status=422 if form.mistakes else 200)

    return _keep(
        dossier_id, form,
        lambda session, visit: months.save_month(
            session, visit.actor, visit.dossier, month, form.meeting, counts=form.counts, seen=form.seen
        ),
        lambda visit, stale, status: pages.show_month(visit, work, month, form, stale=stale, status=status),
    )  # fmt: skip


@bp.get("/thematic/<int:quarter>")
@login_required
def thematic(dossier_id: int, quarter: int) -> ResponseReturnValue:
    visit, _work = _read(dossier_id)
    return pages.show_thematic(visit, quarter) if quarter in QUARTERS else abort(404)


@bp.post("/thematic/<int:quarter>")
@login_required
def save_thematic(dossier_id: int, quarter: int) -> ResponseReturnValue:
    visit, _work = _write(dossier_id)
    if quarter not in QUARTERS:
        abort(404)
    form = read_thematic(request.form, pages.thematic_offered(visit, quarter))
    if form.mistakes:
        return pages.show_thematic(visit, quarter, form, status=422)

    return _keep(
        dossier_id, form,
        lambda session, visit: months.save_thematic(
            session, visit.actor, visit.dossier, quarter, form.meeting, seen=form.seen[0]
        ),
        lambda visit, stale, status: pages.show_thematic(visit, quarter, form, stale=stale, status=status),
    )  # fmt: skip


@bp.get("/half-year")
@login_required
def half_year(dossier_id: int) -> ResponseReturnValue:
    visit, _work = _read(dossier_id)
    return pages.show_review(visit)


@bp.post("/half-year")
@login_required
def save_half_year(dossier_id: int) -> ResponseReturnValue:
    visit, _work = _write(dossier_id)
    form = read_review(request.form)
    if form.mistakes or form.review is None:
        return pages.show_review(visit, form, status=422)
    entry = form.review

    return _keep(
        dossier_id, form,
        lambda session, visit: months.save_review(session, visit.actor, visit.dossier, entry, seen=form.seen[0]),
        lambda visit, stale, status: pages.show_review(visit, form, stale=stale, status=status),
    )  # fmt: skip


@bp.get("/workbook")
@login_required
def workbook(dossier_id: int) -> ResponseReturnValue:
    return year_workbook.show(*_write(dossier_id))


@bp.get("/workbook/template")
@login_required
def template(dossier_id: int) -> ResponseReturnValue:
    content, headers = year_workbook.template(*_write(dossier_id))
    return Response(content, headers=headers)


@bp.post("/workbook")
@login_required
@takes_files
def import_workbook(dossier_id: int) -> ResponseReturnValue:
    visit, work = _write(dossier_id)
    form = year_workbook.WorkbookForm()
    book = form.book()
    if book is None:
        return year_workbook.show(visit, work, form, status=422)
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            number = importing.import_own(session, visit.actor, visit.dossier, book)
    except FileRefused as refused:
        form.refuse_rows(refused.faults)
        return year_workbook.show(visit_to(dossier_id), work, form, status=422)
    flash(_("Đã nhập %(n)s tháng từ tệp.", n=number), "ok")
    return redirect(url_for("year.index", dossier_id=dossier_id), code=303)


def _read(dossier_id: int) -> tuple[Visit, YearWork]:
    """Returns the visit and the rules of the year's work. A programme without work through the year has no such
    pages."""
    visit = visit_to(dossier_id)
    work = visit.programme.year_work or abort(404)
    visit.require("read_year")
    return visit, work


def _write(dossier_id: int) -> tuple[Visit, YearWork]:
    visit = visit_to(dossier_id)
    work = visit.programme.year_work or abort(404)
    visit.require("log_month")
    return visit, work


def _keep(
    dossier_id: int, form: YearForm, store: Callable[[Session, Visit], object],
    again: Callable[[Visit, str, int], Shown],
) -> ResponseReturnValue:  # fmt: skip
    """Stores the form, or shows it again with the typed texts and the reason why it was not stored."""
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            store(session, visit)
    except NotNow as refusal:
        return again(visit_to(dossier_id), pages.stale_words(refusal), 409)
    except StaleDataError:
        visit = visit_to(dossier_id)
        changed = dossiers.changed_meanwhile(db.session, visit.dossier)
        return again(visit, pages.stale_words(changed), 409)
    except Refused as refusal:
        visit = visit_to(dossier_id)
        form.refuse(refusal.reasons, visit.programme)
        return again(visit, "", 422)
    flash(_("Đã lưu lúc %(time)s.", time=text.clock_time(visit.actor.now, chosen())), "ok")
    return redirect(url_for("year.index", dossier_id=dossier_id), code=303)
