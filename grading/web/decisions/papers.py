"""The papers of a decision: the list that goes with it, and the commendations without a file."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.services.commendations import making, register
from grading.services.decisions import finding, summary
from grading.services.decisions import table as decision_table
from grading.services.units.units import names_on
from grading.web.decisions.wording import Body, levels_of
from grading.web.shell.bodies import bodies_in
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor


@login_required
def sheet(decision_id: int) -> ResponseReturnValue:
    decision = finding.get_decision(db.session, actor(), decision_id)
    campaign = decision.campaign
    table = decision_table.table(db.session, actor(), decision)
    names = names_on(db.session, [decision.unit_id], decision.issued_on or campaign.as_of)
    return render_template(
        "decisions/list.html",
        decision=decision,
        campaign=campaign,
        body=Body.of(campaign, names[decision.unit_id]),
        bodies=bodies_in(campaign, {line.item.dossier.review_unit_id for line in table.lines}),
        table=table,
        summaries=summary.summaries(db.session, decision, table),
        papers={paper.award.dossier_id: paper for paper in register.of_decision(db.session, decision.id)},
        levels=levels_of(campaign),
    )


@login_required
def print_papers(decision_id: int) -> ResponseReturnValue:
    """Asks for the sheets that have no file yet; the page of the decision shows how far they are."""
    with unit_of_work() as session:
        making.ask_missing_of(session, actor(), finding.get_decision(session, actor(), decision_id))
    return redirect(url_for("decisions.show", decision_id=decision_id, _anchor="khen"), code=303)


@login_required
def ask_volume(decision_id: int) -> ResponseReturnValue:
    """Asks for one archive of all papers of the decision; the page of the job shows its progress and then the file."""
    with unit_of_work() as session:
        decision = finding.get_decision(session, actor(), decision_id)
        job_id = making.ask_volume(session, actor(), decision).id
    return redirect(url_for("jobs.show", job_id=job_id), code=303)
