"""One cell's registration: its resolution and works, the committee's findings, and the progress through the year."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Registration
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.registrations import registering, registration_list, registrations
from grading.services.registrations import works as registered_works
from grading.services.units.units import names_on
from grading.web.registrations.form import CheckForm, EntryForm, ProgressForm, RegistrationForm, rows_of
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, signed_in_standing
from grading.words import reason_words
from workflows import CELL_ROLES, RegistrationAct

Doing = Callable[[Session, Registration], None]


@login_required
def show(registration_id: int) -> ResponseReturnValue:
    return _page(_load(registration_id))


@login_required
def register(registration_id: int) -> ResponseReturnValue:
    row = _load(registration_id)
    _require(row, RegistrationAct.register)
    form = EntryForm.read(request.form, rows_of(registrations.rule_of(row.campaign), 20))

    def doing(session: Session, row: Registration) -> None:
        assert form.resolution is not None
        registering.register(session, actor(), row, form.resolution, form.works, seen=form.version)

    return _done(row, form, doing, _("Đã lưu đăng ký của chi bộ."))


@login_required
def ask_withdrawal(registration_id: int) -> ResponseReturnValue:
    row = _load(registration_id)
    _require(row, RegistrationAct.withdraw)
    page = url_for("registrations.show", registration_id=row.id)
    return render_template(
        "registrations/withdrawal.html", row=row, action=url_for("registrations.withdraw", registration_id=row.id),
        hidden={"version": row.version}, back_url=page,
    )  # fmt: skip


@login_required
def withdraw(registration_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        row = registrations.get_registration(session, actor(), registration_id)
        registering.withdraw(session, actor(), row, seen=RegistrationForm(posted=request.form).version)
    flash(_("Đã rút đăng ký của chi bộ."))
    return redirect(url_for("registrations.show", registration_id=registration_id), code=303)


@login_required
def survey(registration_id: int) -> ResponseReturnValue:
    row = _load(registration_id)
    _require(row, RegistrationAct.survey)
    form = RegistrationForm(posted=request.form)
    keys = [criterion.key for criterion in registrations.rule_of(row.campaign).survey]
    answers = {key: met == "yes" for key in keys if (met := form.text(f"survey-{key}"))}

    def doing(session: Session, row: Registration) -> None:
        registration_list.survey(session, actor(), row, answers, seen=form.version)

    return _done(row, form, doing, _("Đã lưu kết quả khảo sát."))


@login_required
def check(registration_id: int) -> ResponseReturnValue:
    row = _load(registration_id)
    _require(row, RegistrationAct.check)
    form = CheckForm.read(request.form)

    def doing(session: Session, row: Registration) -> None:
        registration_list.check(session, actor(), row, form.checked_on, form.words, seen=form.version)

    return _done(row, form, doing, _("Đã lưu kết quả kiểm tra giữa năm."))


@login_required
def record_works(registration_id: int) -> ResponseReturnValue:
    row = _load(registration_id)
    registered_works.require(db.session, actor(), row)
    form = ProgressForm.read(request.form, row)

    def doing(session: Session, row: Registration) -> None:
        registered_works.record_progress(session, actor(), row, form.entries, seen=form.version)

    return _done(row, form, doing, _("Đã lưu kết quả thực hiện nội dung đăng ký."))


def _require(row: Registration, act: RegistrationAct) -> None:
    """Raises, before the page shows any mistake, if the act is not this account's or is not open now."""
    registrations.require(db.session, actor(), row, act, seen=None)


def _done(row: Registration, form: RegistrationForm, doing: Doing, said: str) -> ResponseReturnValue:
    """Stores the form in one transaction. A form with mistakes is shown again with the typed texts."""
    registration_id = row.id
    if form.mistakes:
        return _page(row, form), 422
    try:
        with unit_of_work() as session:
            doing(session, registrations.get_registration(session, actor(), registration_id))
    except Forbidden:
        raise
    except NotNow as refusal:
        stale = " ".join(reason_words(reason) for reason in refusal.reasons)
        return _page(_load(registration_id), form, stale=stale), 409
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(_load(registration_id), form), 422
    flash(said)
    return redirect(url_for("registrations.show", registration_id=registration_id), code=303)


def _load(registration_id: int) -> Registration:
    return registrations.get_registration(db.session, actor(), registration_id)


def _page(row: Registration, form: RegistrationForm | None = None, *, stale: str = "") -> str:
    who = signed_in_standing()
    assert who is not None
    rule = registrations.rule_of(row.campaign)
    dossier = registered_works.dossier_of(db.session, actor(), row)
    entry = form if isinstance(form, EntryForm) else EntryForm.of(row)
    works = registered_works.may_record(db.session, actor(), dossier) if dossier else False
    return render_template(
        "registrations/show.html",
        row=row,
        rule=rule,
        names=names_on(
            db.session,
            {row.unit_id, row.review_unit_id, row.choosing_unit_id}
            | {work.origin_id for work in row.works if work.origin_id},
            row.campaign.as_of,
        ),
        entry=entry,
        lines=range(1, max(rows_of(rule, len(row.works)), _typed_lines(entry)) + 1),
        form=form or RegistrationForm(),
        stale=stale,
        dossier=dossier,
        may=_open_acts(row, who),
        may_record=works,
        is_cell=row.unit_id in who.units(*CELL_ROLES),
        last_day=rule.last_day(row.campaign.year),
        is_late=registration_list.is_late(row.campaign, actor().today),
    )


def _typed_lines(entry: EntryForm) -> int:
    """Returns the number of the last line with a title."""
    return max((int(name.removeprefix("title-")) for name, typed in entry.typed.items()
                if name.startswith("title-") and typed), default=0)  # fmt: skip


def _open_acts(row: Registration, who: Standing) -> set[str]:
    return {act for act in RegistrationAct if registrations.may(actor(), row, act)}
