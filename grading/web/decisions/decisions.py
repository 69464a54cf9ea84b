"""The meeting of a committee and its decision: drafted on one page, voted on, then issued under its number."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.models import Campaign, Decision, DecisionState, Unit
from grading.services.campaigns import campaigns
from grading.services.decisions import candidates, checks, desk, drafting, finding, quota_exceptions, undecided
from grading.services.decisions import table as decision_table
from grading.services.decisions.turns import bodies_of, require_secretary
from grading.services.ground.errors import Forbidden, NotNow, Refused, forbid, not_now
from grading.services.members import member_shifts
from grading.services.units.units import names_on
from grading.web.decisions import meters, numbers, questions
from grading.web.decisions import papers as decision_papers
from grading.web.decisions.form import MeetingForm
from grading.web.decisions.wording import Body, differences, letters, levels_of, marks_of, told
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.words.bodies import bodies_of as bodies_of_units
from workflows import Role, Work, work

bp = Blueprint("decisions", __name__)
bp.get("/decisions/<int:decision_id>")(numbers.show)
bp.post("/decisions/<int:decision_id>/issue")(numbers.issue)
bp.get("/decisions/<int:decision_id>/list")(decision_papers.sheet)
bp.post("/decisions/<int:decision_id>/papers")(decision_papers.print_papers)
bp.post("/decisions/<int:decision_id>/volume")(decision_papers.ask_volume)
bp.get("/decisions/<int:decision_id>/vote")(questions.ask_vote)
bp.post("/decisions/<int:decision_id>/vote")(questions.vote)
bp.get("/decisions/<int:decision_id>/reopening")(questions.ask_reopening)
bp.post("/decisions/<int:decision_id>/reopening")(questions.reopen)
bp.get("/decisions/<int:decision_id>/discarding")(questions.ask_discarding)
bp.post("/decisions/<int:decision_id>/discarding")(questions.discard)


@bp.post("/campaigns/<int:campaign_id>/decisions")
@login_required
def draft(campaign_id: int) -> ResponseReturnValue:
    """Opens the meeting, or brings the list of an open meeting up to date."""
    with unit_of_work() as session:
        campaign = campaigns.get_campaign(session, actor(), campaign_id)
        unit = session.get_one(Unit, _unit(campaign))
        decision = drafting.draft(session, actor(), campaign, unit)
        unit_id = decision.unit_id
    return redirect(url_for("decisions.edit", campaign_id=campaign_id, unit=unit_id), code=303)


@bp.get("/campaigns/<int:campaign_id>/decision")
@login_required
def edit(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    unit_id = _unit(campaign)
    decision = finding.show_open(db.session, campaign, unit_id)
    if decision is None:
        return _nothing_open(campaign, unit_id)
    if decision.state is not DecisionState.drafted:
        return redirect(url_for("decisions.show", decision_id=decision.id))
    return _page(decision, MeetingForm.of(decision))


@bp.post("/campaigns/<int:campaign_id>/decision")
@login_required
def save(campaign_id: int) -> ResponseReturnValue:
    form, button = MeetingForm(), request.form.get("do", "save")
    try:
        with unit_of_work() as session:
            decision, form = _typed(campaign_id)
            if button == "fill":
                form.fill_votes()
            minutes = form.minutes()
            if not form.mistakes:
                drafting.save(session, actor(), decision, minutes, version=form.version)
            decision_id, unit_id = decision.id, decision.unit_id
    except Refused as refusal:
        return _again(campaign_id, form, refusal)
    if form.mistakes:
        return _again(campaign_id, form, None)
    if button == "vote":
        return redirect(url_for("decisions.ask_vote", decision_id=decision_id), code=303)
    return redirect(url_for("decisions.edit", campaign_id=campaign_id, unit=unit_id), code=303)


def _typed(campaign_id: int) -> tuple[Decision, MeetingForm]:
    """Returns the open decision, loaded in the session in use, and the form that was typed about it."""
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    decision = finding.find_open(db.session, campaign, _unit(campaign))
    if decision is None:
        raise not_now("draft_gone")
    return decision, MeetingForm.read(request.form, decision)


def _again(campaign_id: int, form: MeetingForm, refusal: Refused | None) -> ResponseReturnValue:
    """Shows the page again with the typed texts and the mistakes. Raises the refusal if the decision is no longer a
    draft, because such a decision has its own error page."""
    stale = isinstance(refusal, NotNow) and any(reason.code == "stale_decision" for reason in refusal.reasons)
    if isinstance(refusal, Forbidden) or (isinstance(refusal, NotNow) and not stale):
        raise refusal
    decision, _form = _typed(campaign_id)
    names = checks.names_of(db.session, decision)
    if refusal is not None:
        form.mistakes += told(refusal.reasons, names, decision.campaign.programme)
    if stale:
        form.mistakes += differences(form, decision, names)
        form.fill({"version": str(decision.version)})
    return _page(decision, form), 409 if stale else 422


def _unit(campaign: Campaign) -> int:
    """Returns the requested body, or the first body for which this account records decisions. Raises Forbidden."""
    unit_id = request.values.get("unit", type=int)
    if unit_id is None:
        bodies = bodies_of(db.session, actor(), campaign)
        if not bodies:
            raise forbid("not_your_role", role=Role.authority_secretary)
        unit_id = bodies[0]
    require_secretary(db.session, actor(), campaign, unit_id)
    return unit_id


def _nothing_open(campaign: Campaign, unit_id: int) -> ResponseReturnValue:
    waiting = candidates.waiting(db.session, campaign, unit_id)
    rows, asked = desk.waiting_list(db.session, actor(), campaign, unit_id, waiting), request.args.get("work", "")
    asked = asked if asked in set(Work) else ""
    issued = [row for row in finding.list_decisions(db.session, actor(), campaign) if row.unit_id == unit_id]
    return render_template(
        "decisions/none.html",
        campaign=campaign,
        body=Body.of(campaign, names_on(db.session, [unit_id], campaign.as_of)[unit_id]),
        waiting=rows,
        shown=[row for row in rows if asked in ("", row.work)],
        asked=asked,
        works=work.counts(row.work for row in rows),
        work_address=lambda chosen: url_for("decisions.edit", campaign_id=campaign.id, unit=unit_id, work=chosen),
        place=campaign.table_of(unit_id),
        only_awards=not campaign.decides_outcome(unit_id),
        absent=decision_table.absent(db.session, campaign, unit_id, waiting, actor().now),
        issued=issued,
    )


def _page(decision: Decision, form: MeetingForm) -> str:
    campaign, typed = decision.campaign, form.outcomes if decision.decides_outcome else None
    table = decision_table.table(db.session, actor(), decision, typed=typed)
    reviewers = {item.dossier.review_unit_id for item in decision.items}
    names = names_on(db.session, {decision.unit_id, *reviewers}, campaign.as_of)
    bodies = bodies_of_units((names[unit_id] for unit_id in reviewers), names[decision.unit_id])
    return render_template(
        "decisions/edit.html",
        decision=decision,
        campaign=campaign,
        body=Body.of(campaign, names[decision.unit_id]),
        table=table,
        undecided=undecided.told_together(table.closed, {line.dossier_id: line.name for line in table.lines}),
        shifts=member_shifts.of_decision(db.session, decision),
        form=form,
        bad=form.first_errors,
        levels=levels_of(campaign),
        letters=letters(),
        bodies=bodies,
        marks_of=lambda line: marks_of(line, bodies),
        meters=lambda group: meters.of_group(decision, group),
        apart=meters.apart(decision, table),
        exceptions_offered=quota_exceptions.are_offered(decision),
    )
