"""The directory of units, and the page of one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading import clock
from grading.models import Done, UnitKind, UnitPeriod
from grading.services.ground.counting import pages_of
from grading.services.ground.errors import Refused
from grading.services.record import reading
from grading.services.results import unit_record
from grading.services.units import described, directory, offices, successions, units
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, signed_in_standing
from grading.words import kind_words
from grading.words.units import phone_words

OF_THE_UNIT_ITSELF = (
    Done.unit_imported, Done.succession_imported, Done.unit_opened, Done.unit_changed, Done.unit_closed,
    Done.unit_merged, Done.unit_divided, Done.unit_corrected, Done.office_phone_set,
)  # fmt: skip
"""What everybody may read of a unit's record. What concerns its figures and results is for those who may see them."""

bp = Blueprint("units", __name__, url_prefix="/units")


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    """Shows the tree of units. With words or a kind, shows the units that match, page by page."""
    words, today = _words_asked(), clock.day(clock.now())
    kind = next((kind for kind in UnitKind if kind == request.args.get("kind")), None)
    kinds = [(each, kind_words(each)) for each in UnitKind]
    who = signed_in_standing()
    may_change = who is not None and who.is_admin
    if not words and kind is None:
        branches = directory.tree(db.session, today)
        return render_template("units/index.html", words="", kind="", kinds=kinds, branches=branches,
                               may_change=may_change)  # fmt: skip
    number = directory.count_units(db.session, words, today, kind=kind)
    pages = pages_of(number, directory.PAGE)
    page = _page_asked(pages)
    first = (page - 1) * directory.PAGE
    hits = directory.search_units(db.session, words, today, kind=kind, first=first, limit=directory.PAGE)
    parents = units.names_on(db.session, {period.parent_id for period in hits if period.parent_id}, today)
    return render_template(
        "units/index.html", words=words, kind=kind, kinds=kinds, found=hits, number=number, parents=parents, page=page,
        may_change=may_change, urls=[url_for(".index", q=words, kind=kind, page=each) for each in range(1, pages + 1)],
    )  # fmt: skip


@bp.get("/<int:unit_id>")
@login_required
def show(unit_id: int) -> ResponseReturnValue:
    return page_of(unit_id)


@bp.post("/<int:unit_id>/phone")
@login_required
def set_phone(unit_id: int) -> ResponseReturnValue:
    offices.require_office(actor(), directory.get_unit(db.session, unit_id))
    form = PhoneForm(posted=request.form)
    try:
        with unit_of_work() as session:
            unit = directory.get_unit(session, unit_id)
            offices.set_phone(session, actor(), unit, form.text("phone"))
            phone = unit.phone
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return page_of(unit_id, form), 422
    flash(_("Đã ghi số điện thoại của văn phòng.") if phone else _("Đã bỏ số điện thoại của văn phòng."))
    return redirect(url_for(".show", unit_id=unit_id), code=303)


@dataclass(kw_only=True)
class PhoneForm(Form):
    """The form for the number of a committee's office."""

    elsewhere: str = "phone"
    trims: bool = True


def page_of(unit_id: int, phone: PhoneForm | None = None) -> str:
    """Shows names, kind, parent and periods to everybody. Shows results and figures to the unit itself and to
    the units above it (see `unit_record.may_see`)."""
    session, today = db.session, clock.day(clock.now())
    unit = directory.get_unit(session, unit_id)
    lineage = directory.lineage(session, unit_id, today)
    parents = {period.parent_id for period in unit.periods if period.parent_id}
    changes = successions.of_unit(session, unit_id)
    beside = {beside_id for change in changes for beside_id in (change.predecessor_id, change.successor_id)}
    who = signed_in_standing()
    sees = who is not None and unit_record.may_see(session, who, unit_id, today)
    return render_template(
        "units/show.html",
        unit=unit,
        above=lineage[:0:-1],
        names=units.names_on(session, {*lineage, *parents, *beside}, today),
        changes=changes,
        below=_below(unit_id, today),
        events=reading.of_subject(session, unit, OF_THE_UNIT_ITSELF),
        ended=described.ended_by(session, unit, today),
        reads_record=reading.reads_offices(actor()),
        sees=sees,
        may_change=who is not None and who.is_admin,
        may_set_phone=offices.may_set_phone(actor(), unit),
        phone=phone or PhoneForm(typed={"phone": phone_words(unit.phone)}),
        years=unit_record.years_of(session, [unit_id])[unit_id] if sees else [],
        parts=unit_record.parts_of(session, who, [unit_id])[unit_id] if who and sees else {},
        reported=unit_record.reported_last(session, who, unit_id) if who and sees else None,
    )


@dataclass(frozen=True, kw_only=True)
class Below:
    """The units directly below a unit, as far as one page lists them. `number` counts all that match the words."""

    listed: Sequence[UnitPeriod]
    number: int
    words: str
    page: int
    urls: Sequence[str]

    @property
    def is_long(self) -> bool:
        """Says whether people look for a unit in the list instead of reading it."""
        return bool(self.words) or len(self.urls) > 1


def _below(unit_id: int, today: date) -> Below:
    words = _words_asked()
    number = directory.count_below(db.session, unit_id, today, words)
    pages = pages_of(number, directory.PAGE)
    page = _page_asked(pages)
    first = (page - 1) * directory.PAGE
    return Below(
        listed=directory.list_below(db.session, unit_id, today, words, first=first, limit=directory.PAGE),
        number=number, words=words, page=page,
        urls=[
            url_for("units.show", unit_id=unit_id, q=words or None, page=each, _anchor="truc-thuoc")
            for each in range(1, pages + 1)
        ],
    )  # fmt: skip


def _words_asked() -> str:
    return request.args.get("q", "").strip()[:200]


def _page_asked(pages: int) -> int:
    return min(max(1, request.args.get("page", 1, type=int)), pages)
