"""The page of what administrators and commands did, for inspectors and administrators."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.services.record import reading
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor

bp = Blueprint("record", __name__, url_prefix="/record")


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    number = reading.count_of_offices(db.session, actor())
    pages = max(1, -(-number // reading.PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    events = reading.of_offices(db.session, actor(), first=(page - 1) * reading.PAGE)
    return render_template(
        "record/index.html", events=events, names=reading.names(db.session, events), page=page,
        number=number, urls=[url_for(".index", page=each) for each in range(1, pages + 1)],
    )  # fmt: skip
