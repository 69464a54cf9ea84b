"""The papers of a decision: the list that goes with it, and the commendations without a file."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from grading import clock
from grading.services.commendations import commendations, making, printing, register
from grading.services.decisions import drafting, summary
from grading.services.decisions import table as decision_table
from grading.services.units.units import names_on
from grading.web.decisions.wording import Body, levels_of
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor

MADE_AT_ONCE = 20
"""The limit of papers in one request. A sheet takes about a second, and nobody waits for minutes."""


@login_required
def sheet(decision_id: int) -> ResponseReturnValue:
    decision = drafting.get_decision(db.session, actor(), decision_id)
    campaign = decision.campaign
    table = decision_table.table(db.session, actor(), decision)
    names = names_on(db.session, [decision.unit_id], decision.issued_on or campaign.as_of)
    return render_template(
        "decisions/list.html",
        decision=decision,
        campaign=campaign,
        body=Body.of(campaign, names[decision.unit_id]),
        table=table,
        summaries=summary.summaries(db.session, decision, table),
        papers={paper.award.dossier_id: paper for paper in register.of_decision(db.session, decision.id)},
        levels=levels_of(campaign),
    )


@login_required
def print_papers(decision_id: int) -> ResponseReturnValue:
    decision = drafting.get_decision(db.session, actor(), decision_id)
    register.require_printer(db.session, actor(), decision.unit_id)
    print_missing(decision_id)
    return redirect(url_for("decisions.show", decision_id=decision_id, _anchor="khen"), code=303)


@login_required
def ask_volume(decision_id: int) -> ResponseReturnValue:
    """Asks for one archive of all papers of the decision; the page of the job shows its progress and then the file."""
    with unit_of_work() as session:
        decision = drafting.get_decision(session, actor(), decision_id)
        job_id = making.ask_volume(session, actor(), decision).id
    return redirect(url_for("jobs.show", job_id=job_id), code=303)


def print_missing(decision_id: int) -> None:
    """Makes the sheets of a decision that have no file yet, and tells the person the outcome. The decision stands
    anyway."""
    ids = commendations.unprinted(db.session, decision_id=decision_id)
    if ids:
        tell(print_some(ids))


def print_some(ids: list[int]) -> printing.Printed:
    settings, store = current_app.extensions["settings"], current_app.extensions["store"]
    folder = settings.data / "commendations"
    run = printing.print_all(unit_of_work, store, folder, ids, now=clock.now(), most=MADE_AT_ONCE)
    for commendation_id, failure in run.failures.items():
        current_app.logger.error("commendation %s was not made (%s)", commendation_id, request.path, exc_info=failure)
    return run


def tell(run: printing.Printed) -> None:
    if run.paths:
        flash(ngettext("Đã in %(num)s Giấy khen.", "Đã in %(num)s Giấy khen.", len(run.paths)))
    if run.failures:
        flash(
            ngettext(
                "%(num)s Giấy khen chưa in được. Quyết định và số vào sổ vẫn giữ nguyên; mời thử lại.",
                "%(num)s Giấy khen chưa in được. Quyết định và số vào sổ vẫn giữ nguyên; mời thử lại.",
                len(run.failures),
            ),
            "alert",
        )
    if run.left:
        words = ngettext("Còn %(num)s Giấy khen chưa in.", "Còn %(num)s Giấy khen chưa in.", run.left)
        remedy = _("Mời bấm để in tiếp.")
        flash(f"{words} {remedy}", "warn")
