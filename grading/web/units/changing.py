"""The pages on which an administrator changes a unit from a day on: first what the change touches, then the change."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session

from grading.models import Unit, UnitKind
from grading.rules.programmes.parts.cell_types import CellType
from grading.services.campaigns import reorganising, unit_effects
from grading.services.ground.errors import Refused, refuse
from grading.services.units import changes, directory, units
from grading.web.shell.session import db, tried_out, unit_of_work
from grading.web.shell.signed_in import actor, administrator
from grading.web.units.change_form import UnitChangeForm
from grading.web.units.preview import Preview, look

bp = Blueprint("unit_changes", __name__, url_prefix="/units")


@bp.get("/<int:unit_id>/change")
@login_required
def show(unit_id: int) -> ResponseReturnValue:
    administrator()
    period = directory.get_unit(db.session, unit_id).latest
    parent = db.session.get(Unit, period.parent_id) if period.parent_id else None
    form = UnitChangeForm(typed={
        "way": request.args.get("way", "edit"), "org_name": period.org_name, "committee_name": period.committee_name,
        "issuer_name": period.issuer_name, "kind": period.kind, "cell_type": period.cell_type,
        "parent": parent.code if parent else "", "day": "", "reason": "", "others": "", "successors": "",
    })  # fmt: skip
    return _page(unit_id, form)


@bp.post("/<int:unit_id>/change")
@login_required
def change(unit_id: int) -> ResponseReturnValue:
    """Shows what the change touches, and with `do=make` makes it. What is shown is computed by making the change and
    taking it back, so that a refusal is the same in both."""
    form = UnitChangeForm(posted=request.form)
    try:
        if request.form.get("do") != "make":
            return _preview(unit_id, form)
        with unit_of_work() as session:
            administrator()
            number = _make(session, directory.get_unit(session, unit_id), form)
            if form.mistakes:
                raise Refused([])
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(unit_id, form), 422
    flash(_("Đã ghi thay đổi. Số hồ sơ cần xử lý: %(n)s.", n=number), "ok")
    return redirect(url_for("units.show", unit_id=unit_id), code=303)


def _preview(unit_id: int, form: UnitChangeForm) -> ResponseReturnValue:
    """Makes the change on private copies, and shows its effects."""
    with tried_out(reorganising.READ_AND_WRITTEN, reorganising.ONLY_WRITTEN) as session:
        administrator()
        unit = directory.get_unit(session, unit_id)
        preview = look(session, unit, form, lambda: _make(session, unit, form))
    if form.mistakes:
        return _page(unit_id, form), 422
    return _page(unit_id, form, preview=preview)


def _make(session: Session, unit: Unit, form: UnitChangeForm) -> int:
    """Makes the change and returns the number of tasks on dossiers. Raises Refused."""
    makers: dict[str, Callable[[], int]] = {
        "edit": lambda: reorganising.change(session, actor(), unit, form.described(session), form.start()),
        "correct": lambda: _corrected(session, unit, form),
        "close": lambda: reorganising.close(session, actor(), unit, form.start()),
        "merge": lambda: reorganising.merge(session, actor(), [unit, *form.others(session)], unit, form.start()),
        "divide": lambda: _divided(session, unit, form),
    }
    return makers[form.way]()


def _corrected(session: Session, unit: Unit, form: UnitChangeForm) -> int:
    changes.correct(session, actor(), unit, form.described(session), form.text("reason"))
    return 0


def _divided(session: Session, unit: Unit, form: UnitChangeForm) -> int:
    start = form.start()
    successors = [
        changes.open_unit(session, actor(), code, changes.described_as(unit.latest, {"org_name": name}), start)
        for code, name in form.successors()
    ]
    if len(successors) < 2:
        raise refuse("division_two")
    return reorganising.divide(session, actor(), unit, successors, start)


@bp.get("/new")
@login_required
def new() -> ResponseReturnValue:
    administrator()
    form = UnitChangeForm(typed={"parent": request.args.get("parent", ""), "kind": UnitKind.cell_subordinate})
    return _new_page(form)


@bp.post("")
@login_required
def make() -> ResponseReturnValue:
    form = UnitChangeForm(posted=request.form)
    try:
        with unit_of_work() as session:
            described, start = form.described(session), form.start()
            if form.mistakes:
                raise Refused([])
            unit_id = changes.open_unit(session, administrator(), form.text("code"), described, start).id
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _new_page(form), 422
    flash(_("Đã ghi tổ chức mới."), "ok")
    return redirect(url_for("units.show", unit_id=unit_id), code=303)


def _new_page(form: UnitChangeForm) -> str:
    administrator()
    return render_template("units/new.html", form=form, kinds=list(UnitKind), types=list(CellType))


def _page(unit_id: int, form: UnitChangeForm, *, preview: Preview | None = None) -> str:
    administrator()
    session, today = db.session, actor().today
    unit, lineage = directory.get_unit(session, unit_id), directory.lineage(session, unit_id, today)
    effects = preview.effects if preview else unit_effects.Effects()
    running = {each.unit_id for each in effects.years_running}
    named = {*lineage, *running, *(dossier.unit_id for dossier in effects.tasks)}
    return render_template(
        "units/change.html", unit=unit, form=form, preview=preview, above=lineage[:0:-1],
        names=units.names_on(session, named, today), beside=_beside(session, unit, today),
        kinds=list(UnitKind), types=list(CellType),
    )  # fmt: skip


def _beside(session: Session, unit: Unit, day: date) -> list[tuple[str, str]]:
    """Returns code and name of the other units below the same parent."""
    parent_id = unit.latest.parent_id
    if parent_id is None:
        return []
    periods = units.children_on(session, session.get_one(Unit, parent_id), day)
    return [(period.unit.code, period.org_name) for period in periods if period.unit_id != unit.id]
