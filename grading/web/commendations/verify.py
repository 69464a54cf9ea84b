"""The public page behind the code printed on a commendation: says whether the paper is real and what it certifies."""

from collections.abc import Mapping
from contextlib import closing

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading import clock
from grading.models import Commendation
from grading.rules import awards
from grading.services.commendations import codes, commendations
from grading.services.units import directory, offices
from grading.text import hundredths
from grading.web.shell.forms import Form
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db
from grading.words.units import help_words

bp = Blueprint("verify", __name__)

SIGNING: Mapping[str, str] = {
    "GIẤY KHEN": _("GIẤY KHEN"),
    "T/M BAN THƯỜNG VỤ": _("T/M BAN THƯỜNG VỤ"),
    "T/M ĐẢNG ỦY": _("T/M ĐẢNG ỦY"),
    "BÍ THƯ": _("BÍ THƯ"),
    "PHÓ BÍ THƯ": _("PHÓ BÍ THƯ"),
}
"""Fixed phrases of the paper. The page in Vietnamese repeats them; the page in English explains them."""


@bp.get("/verify")
def ask() -> ResponseReturnValue:
    form = Form(posted=request.args)
    if not form.ticked("code"):
        return render_template("commendations/verify_ask.html", asked=form)
    paper = commendations.find_by_code(db.session, form.text("code"))
    code = paper.short_code if paper else codes.plain_code(form.text("code"))
    if not code:
        form.wrong("code", gettext("Chưa nhập mã. Mời nhập mã in bên cạnh ô QR."))
        return render_template("commendations/verify_ask.html", asked=form), 422
    return redirect(url_for("verify.show", code=code))


@bp.get("/verify/<code>", strict_slashes=False)
@bp.get("/VERIFY/<code>", strict_slashes=False, alias=True)
def show(code: str) -> ResponseReturnValue:
    paper = commendations.find_by_code(db.session, code)
    if paper is None:
        return render_template("commendations/verify_unknown.html", code=codes.plain_code(code), office=_office()), 404
    return _page(paper)


@bp.post("/verify/file")
@takes_files
def compare() -> ResponseReturnValue:
    """Says whether a file is exactly the issued one. The service reads and compares the file, and does not keep it."""
    content, form = _content(), Form()
    if not content:
        form.wrong("file", gettext("Chưa chọn tệp, hoặc tệp không có nội dung."))
    elif len(content) > _most():
        most = hundredths(_most() * 100 >> 20)
        form.wrong("file", gettext("Tệp nặng hơn %(max)s MB nên không phải bản đã phát hành.", max=most))
    if form.mistakes:
        return render_template("commendations/verify_ask.html", asked=form), 422
    paper = commendations.find_by_file(db.session, content)
    if paper is None:
        return render_template("commendations/verify_differs.html", office=_office())
    return _page(paper, same_bytes=True)


def _content() -> bytes:
    """Returns the content of the sent file, cut one byte over the limit, which is enough to show that the file is too
    large. Closing the upload removes the server's temporary copy."""
    upload = request.files.get("file")
    if upload is None:
        return b""
    with closing(upload):
        content: bytes = upload.read(_most() + 1)
    return content


def _most() -> int:
    limit: int = current_app.extensions["settings"].max_upload_bytes
    return limit


def _page(paper: Commendation, *, same_bytes: bool = False) -> str:
    """Shows only what is printed on the paper, and whether the paper is valid."""
    award, decision = paper.award, paper.award.decision
    rule = decision.campaign.programme.award(award.ground)
    return render_template(
        "commendations/verify.html",
        facts=paper.frozen,
        demo=paper.demo,
        signing=SIGNING,
        in_english=awards.achievement(rule, decision.campaign.year, decision.day, language="en"),
        decision=decision,
        register_number=f"{paper.register_no:02d}/{paper.register_year}",
        shown_code="-".join(paper.short_code[at : at + 4] for at in range(0, len(paper.short_code), 4)),
        same_bytes=same_bytes,
        office=_office(),
    )


def _office() -> str:
    """Returns the office to ask, or the issuer of the paper in general if several authorities share the service."""
    owner = directory.owner_name(db.session, clock.day(clock.now()))
    if not owner:
        return str(gettext("cơ quan đã tặng Giấy khen"))
    return help_words(owner, offices.phone_of_owner(db.session))
