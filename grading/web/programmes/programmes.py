"""The pages of programmes: the list of versions, one version with what it says, publication and withdrawal."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.documents.uploads.names import download_headers
from grading.models import ProgrammeVersion, VersionState
from grading.rules.programmes.saying.describing import describe
from grading.rules.programmes.saying.places import assumptions, blanks, sourced
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.programmes import publishing, shipped, versions
from grading.services.programmes.comparing import differences
from grading.services.record import reading
from grading.web.programmes.form import PaperForm
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, administrator
from grading.words import reason_words
from grading.words.programmes import line_change_words, version_state_words

bp = Blueprint("programmes", __name__, url_prefix="/programmes")
SHOWN = 2_000
"""The most lines of a file that the page shows; the file itself can be downloaded."""


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    words = request.args.get("q", "").strip()[:200]
    state = next((each for each in VersionState if each == request.args.get("state")), None)
    number = versions.count_versions(db.session, actor(), words, state)
    pages = max(1, -(-number // versions.PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "programmes/index.html",
        found=versions.list_versions(db.session, actor(), words, state, first=(page - 1) * versions.PAGE),
        shipped=shipped.every(), words=words, state=state, number=number, page=page, is_admin=actor().standing.is_admin,
        states=[(each, version_state_words(each)) for each in VersionState],
        urls=[url_for(".index", q=words or None, state=state, page=each) for each in range(1, pages + 1)],
    )  # fmt: skip


@bp.get("/<int:version_id>")
@login_required
def show(version_id: int) -> ResponseReturnValue:
    return _page(version_id, PaperForm())


@bp.get("/<int:version_id>/file")
@login_required
def file(version_id: int) -> ResponseReturnValue:
    """Sends the file as it was imported, byte for byte."""
    version = versions.get_version(db.session, actor(), version_id)
    name = f"{version.key}-{version.number}.yaml"
    return version.text.encode(), 200, download_headers(name, "application/yaml")


@bp.post("/<int:version_id>/publish")
@login_required
def publish(version_id: int) -> ResponseReturnValue:
    form = PaperForm(posted=request.form, elsewhere="")
    paper = form.paper()
    try:
        with unit_of_work() as session:
            version = _version(version_id)
            administrator()
            if form.mistakes:
                raise Refused([])
            publishing.publish(session, actor(), version, paper)
    except (NotNow, Forbidden):
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(version_id, form), 422
    flash(_("Đã công bố. Các đợt đánh giá mở từ nay có thể dùng phiên bản này."), "ok")
    return redirect(url_for(".show", version_id=version_id), code=303)


@bp.post("/<int:version_id>/withdraw")
@login_required
def withdraw(version_id: int) -> ResponseReturnValue:
    form = PaperForm(posted=request.form)
    try:
        with unit_of_work() as session:
            version = _version(version_id)
            publishing.withdraw(session, administrator(), version, form.lines("reason"))
    except (NotNow, Forbidden):
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(version_id, form), 422
    flash(_("Đã thu hồi. Không mở thêm đợt đánh giá nào theo phiên bản này."), "ok")
    return redirect(url_for(".show", version_id=version_id), code=303)


def _version(version_id: int) -> ProgrammeVersion:
    return versions.get_version(db.session, actor(), version_id)


def _page(version_id: int, form: PaperForm) -> str:
    version = _version(version_id)
    lines = version.text.splitlines()
    before, is_admin = versions.before(db.session, actor(), version), actor().standing.is_admin
    reason = publishing.closed(db.session, actor(), version) if is_admin else None
    return render_template(
        "programmes/show.html",
        version=version,
        programme=version.programme,
        blanks=blanks(version.programme),
        assumptions=assumptions(version.programme),
        sourced=sourced(version.programme),
        before=before,
        changes=differences(before.text, version.text) if before else [],
        shown=lines[:SHOWN],
        line_change_words=line_change_words,
        lines=len(lines),
        said_lines=describe(version.programme).splitlines(),
        campaigns=versions.count_campaigns(db.session, version),
        events=reading.of_subject(db.session, version),
        is_admin=is_admin,
        closed=[reason_words(reason)] if reason else [],
        form=form,
    )
