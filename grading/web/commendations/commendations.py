"""The pages of commendations: the register, what a campaign gave and may give, one paper and its file."""

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from grading import clock
from grading.models import Campaign, Commendation, Decision, DecisionState
from grading.services.campaigns import campaigns
from grading.services.commendations import commendations, making, printing, register
from grading.services.decisions import finding
from grading.services.decisions import table as decision_table
from grading.services.decisions.nominees import Nominee
from grading.services.decisions.turns import bodies_of
from grading.services.units.units import names_on
from grading.storage import StoredFileError
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor

bp = Blueprint("commendations", __name__)

_FOR_A_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""The policy for a PDF. A browser shows it in its own page with its own styles; the sheet is ours and runs nothing."""


@bp.get("/register", endpoint="register")
@login_required
def register_page() -> ResponseReturnValue:
    units = register.readable_units(db.session, actor())
    years = register.years(db.session, units)
    asked_year = request.args.get("year", type=int)
    year = asked_year if asked_year in years else next(iter(years), actor().today.year)
    pages = register.number_of_pages(db.session, units, year)
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    printable = frozenset(unit_id for unit_id in units if register.may_print(db.session, actor(), unit_id))
    return render_template(
        "commendations/register.html",
        year=year,
        years=years,
        entries=register.entries(db.session, units, year, page),
        names=names_on(db.session, units, actor().today),
        missing=register.number_missing(db.session, printable, year) if printable else 0,
        page=page,
        urls=[url_for(".register", year=year, page=each) for each in range(1, pages + 1)],
    )


@bp.post("/register")
@login_required
def print_register() -> ResponseReturnValue:
    """Asks for the missing files of every register that this account may print."""
    with unit_of_work() as session:
        number = making.ask_missing(session, actor())
    if number:
        return redirect(url_for("jobs.index"), code=303)
    flash(_("Tất cả Giấy khen đã có bản in."))
    return redirect(url_for("commendations.register", year=request.form.get("year", type=int)), code=303)


@bp.get("/campaigns/<int:campaign_id>/awards")
@login_required
def awards(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    given_papers = commendations.list_commendations(db.session, actor(), campaign)
    return render_template(
        "commendations/awards.html", campaign=campaign, given=given_papers, meetings=_meetings(campaign),
        names=names_on(db.session, [paper.authority_unit_id for paper in given_papers], campaign.as_of),
    )  # fmt: skip


def _meetings(campaign: Campaign) -> list[tuple[str, str, Decision, list[Nominee]]]:
    """Returns the open meetings of this account's committees that give awards: name, address, decision, and the units
    with an open ground."""
    meetings = []
    for unit_id in bodies_of(db.session, actor(), campaign):
        decision = finding.find_open(db.session, campaign, unit_id)
        if decision is None or not decision.gives_awards or decision.state is DecisionState.issued:
            continue
        table = decision_table.table(db.session, actor(), decision)
        url = url_for("decisions.edit", campaign_id=campaign.id, unit=unit_id, _anchor="khen")
        name = names_on(db.session, [unit_id], campaign.as_of)[unit_id].committee_name
        meetings.append((name, url, decision, [nominee for nominee in table.nominees if nominee.is_eligible]))
    return meetings


@bp.get("/commendations/<int:commendation_id>")
@login_required
def show(commendation_id: int) -> ResponseReturnValue:
    return _page(_commendation(commendation_id))


@bp.post("/commendations/<int:commendation_id>")
@login_required
def print_paper(commendation_id: int) -> ResponseReturnValue:
    """Makes the file of this commendation now, or heals the file if it was damaged on disk."""
    paper = _commendation(commendation_id)
    register.require_printer(db.session, actor(), paper.authority_unit_id)
    settings, store = current_app.extensions["settings"], current_app.extensions["store"]
    try:
        printing.print_paper(unit_of_work, store, settings.data / "commendations", paper.id, now=clock.now())
        flash(ngettext("Đã tạo tệp in của %(num)s Giấy khen.", "Đã tạo tệp in của %(num)s Giấy khen.", 1))
    except printing.FAILURES:
        current_app.logger.exception("commendation %s was not made", commendation_id)
        flash(_("Chưa in được Giấy khen này. Quyết định và số vào sổ vẫn giữ nguyên; mời thử lại."), "alert")
    return redirect(url_for("commendations.show", commendation_id=commendation_id), code=303)


@bp.get("/commendations/<int:commendation_id>.pdf")
@login_required
def file(commendation_id: int) -> ResponseReturnValue:
    """Answers with exactly the stored bytes. Without a file, redirects to the page with the button that makes the
    file."""
    paper = _commendation(commendation_id)
    if paper.pdf_sha256 is None:
        return redirect(url_for("commendations.show", commendation_id=commendation_id))
    try:
        content = current_app.extensions["store"].get(paper.pdf_sha256)
    except StoredFileError:
        current_app.logger.exception("the file of commendation %s cannot be read", paper.id)
        return _page(paper, damaged=True), 503
    name = f"giay-khen-{paper.register_no:02d}-{paper.register_year}-{paper.award.dossier.unit.code}.pdf"
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Security-Policy"] = _FOR_A_VIEWER
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _commendation(commendation_id: int) -> Commendation:
    return commendations.get_commendation(db.session, actor(), commendation_id)


def _page(paper: Commendation, *, damaged: bool = False) -> str:
    return render_template(
        "commendations/show.html",
        paper=paper,
        decision=paper.award.decision,
        damaged=damaged,
        may_print=register.may_print(db.session, actor(), paper.authority_unit_id),
        sees_decision=finding.is_visible(db.session, actor(), paper.award.decision_id),
        readers=register.READERS,
    )
