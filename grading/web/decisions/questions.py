"""The questions before a vote is recorded or reopened and before a draft is discarded, and the answers to them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.exc import NoResultFound

from grading import clock
from grading.models import Decision, DecisionState
from grading.services.decisions import checks, drafting, finding, voting
from grading.services.decisions import table as decision_table
from grading.services.decisions.turns import require_secretary, require_state
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.members import member_shifts
from grading.services.units.units import names_on
from grading.web.decisions.wording import Body, levels_of, told
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from workflows import Reason


@login_required
def ask_vote(decision_id: int) -> ResponseReturnValue:
    decision = _of_secretary(decision_id, DecisionState.drafted)
    return _question(decision, "vote", checks.before_vote(db.session, decision, clock.now()))


@login_required
def vote(decision_id: int) -> ResponseReturnValue:
    try:
        with unit_of_work() as session:
            decision = finding.get_decision(session, actor(), decision_id)
            voting.record_vote(session, actor(), decision, seen=Form(posted=request.form).version)
    except (Forbidden, NotNow):
        raise
    except Refused as refusal:
        return _question(_of_secretary(decision_id, DecisionState.drafted), "vote", list(refusal.reasons)), 422
    flash(_("Đã ghi kết quả biểu quyết. Khi có số và ngày ban hành, mời nhập bên dưới."))
    return redirect(url_for("decisions.show", decision_id=decision_id), code=303)


@login_required
def ask_reopening(decision_id: int) -> ResponseReturnValue:
    return _question(_of_secretary(decision_id, DecisionState.voted), "reopening")


@login_required
def reopen(decision_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        decision = finding.get_decision(session, actor(), decision_id)
        voting.reopen_vote(session, actor(), decision, seen=Form(posted=request.form).version)
        campaign_id, unit_id = decision.campaign_id, decision.unit_id
    flash(_("Đã mở lại biểu quyết."))
    return redirect(url_for("decisions.edit", campaign_id=campaign_id, unit=unit_id), code=303)


@login_required
def ask_discarding(decision_id: int) -> ResponseReturnValue:
    return _question(_of_secretary(decision_id, DecisionState.drafted), "discarding")


@login_required
def discard(decision_id: int) -> ResponseReturnValue:
    try:
        with unit_of_work() as session:
            decision = finding.get_decision(session, actor(), decision_id)
            place = decision.campaign_id, decision.unit_id
            drafting.discard(session, actor(), decision, seen=Form(posted=request.form).version)
    except NoResultFound:
        if (gone := drafting.just_discarded(db.session, actor(), decision_id)) is None:
            raise
        place = gone
    flash(_("Đã bỏ dự thảo quyết định."))
    return redirect(url_for("decisions.edit", campaign_id=place[0], unit=place[1]), code=303)


def _of_secretary(decision_id: int, state: DecisionState) -> Decision:
    """Returns the decision that a question is about. Raises what the answer to the question would raise."""
    decision = finding.get_decision(db.session, actor(), decision_id)
    require_secretary(db.session, actor(), decision.campaign, decision.unit_id)
    require_state(decision, state)
    return decision


def _question(decision: Decision, step: str, reasons: list[Reason] | None = None) -> str:
    """Shows the question on a page of its own, with everything that is about to be recorded and every reason why it
    cannot be recorded yet."""
    campaign = decision.campaign
    table = decision_table.table(db.session, actor(), decision)
    meeting = url_for("decisions.edit", campaign_id=campaign.id, unit=decision.unit_id)
    names = {line.dossier_id: line.name for line in table.lines}
    mistakes = told([*(reasons or []), *table.against], names, campaign.programme)
    return render_template(
        f"decisions/{step}.html",
        decision=decision,
        campaign=campaign,
        body=Body.of(campaign, names_on(db.session, [decision.unit_id], campaign.as_of)[decision.unit_id]),
        table=table,
        shifts=member_shifts.of_decision(db.session, decision),
        levels=levels_of(campaign),
        reasons=[(sentence, f"{meeting}#{anchor}" if anchor else meeting) for anchor, sentence in mistakes],
        action=url_for(f"decisions.{_POSTS[step]}", decision_id=decision.id),
        hidden={"version": decision.version},
        meeting_url=meeting,
    )


_POSTS = {"vote": "vote", "reopening": "reopen", "discarding": "discard"}
