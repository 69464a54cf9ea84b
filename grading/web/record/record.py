"""The page of what administrators and commands did, for inspectors and administrators."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.services.accounts import dual_offices
from grading.services.ground.counting import pages_of
from grading.services.record import reading
from grading.web.shell.forms import Form
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor
from grading.words.kinds import SUBJECTS

bp = Blueprint("record", __name__, url_prefix="/record")

BOXES = ("person", "kind", "first_day", "last_day")


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    form = WantedForm(posted=request.args)
    wanted = form.wanted()
    number = reading.count_of_offices(db.session, actor(), wanted)
    pages = pages_of(number, reading.PAGE)
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    events = reading.of_offices(db.session, actor(), wanted, first=(page - 1) * reading.PAGE)
    asked: dict[str, Any] = {name: form.text(name) for name in BOXES if form.text(name)}
    return render_template(
        "record/index.html", events=events, names=reading.names(db.session, events), page=page, number=number,
        form=form, bad=form.first_errors, kinds=list(SUBJECTS.items()), is_narrowed=bool(asked),
        dual_offices=dual_offices.list_standing(db.session, actor().today),
        sees_everything=actor().standing.is_admin,
        urls=[url_for(".index", page=each, **asked) for each in range(1, pages + 1)],
    )  # fmt: skip


@dataclass(kw_only=True)
class WantedForm(Form):
    """A search in the record. A day that cannot be read narrows nothing, and says so."""

    trims: bool = True

    def wanted(self) -> reading.Wanted:
        return reading.Wanted(
            person=self.text("person")[:60],
            kind=self.choice("kind", SUBJECTS, _("Loại này không có trong danh sách.")) or "",
            first_day=self.day("first_day", _("Ngày chưa đúng. Mời ghi như 01/7/2025.")),
            last_day=self.day("last_day", _("Ngày chưa đúng. Mời ghi như 01/7/2025.")),
        )
