"""The rehearsal of a finished campaign under another programme, for administrators, who see levels and no people."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.models import Campaign
from grading.rules.programme import Programme
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.tree import MAX_BYTES
from grading.rules.programmes.saying.places import blanks
from grading.rules.rehearsal import Turn
from grading.services.campaigns import campaigns, rehearsals
from grading.services.campaigns.rehearsals import Rehearsed
from grading.services.ground.errors import NotNow, Refused, refuse
from grading.services.programmes import lookup
from grading.web.shell.forms import Form
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor, administrator
from grading.words.rehearsals import fault_words, quota_words, standing_words, turn_words, why

bp = Blueprint("rehearsals", __name__, url_prefix="/campaigns/<int:campaign_id>/rehearsal")


@bp.get("")
@login_required
def show(campaign_id: int) -> ResponseReturnValue:
    return _page(_campaign(campaign_id), Form())


@bp.post("")
@login_required
@takes_files
def rehearse(campaign_id: int) -> ResponseReturnValue:
    """Shows the outcome of a rehearsal. It is a POST because of the file; neither the file nor the outcome is kept."""
    campaign, form = _campaign(campaign_id), Form(posted=request.form, elsewhere="programme")
    try:
        rehearsed = rehearsals.rehearse(db.session, campaign, _chosen(campaign, form))
    except NotNow:
        raise
    except ProgrammeError as error:
        for fault in error.findings:
            form.wrong("programme", fault_words(fault))
        return _page(campaign, form), 422
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(campaign, form), 422
    return _page(campaign, form, rehearsed)


def _campaign(campaign_id: int) -> Campaign:
    """Returns the campaign. Raises NoResultFound, Forbidden for anybody but an administrator, and NotNow before the
    campaign is over."""
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    administrator()
    rehearsals.require_over(db.session, campaign)
    return campaign


def _chosen(campaign: Campaign, form: Form) -> Programme:
    """Returns a programme of the list, or the programme in the sent file. Raises Refused for neither or both, and
    ProgrammeError."""
    upload, name = request.files.get("file"), form.text("programme")
    listed = lookup.offered(db.session, campaign.kind).get(name)
    if upload is not None and upload.filename:
        if name:
            raise refuse("rehearsal_two_files")
        return lookup.sent(db.session, upload.filename, upload.stream.read(MAX_BYTES + 1))
    if listed is None:
        raise refuse("rehearsal_no_file")
    return listed


def _page(campaign: Campaign, form: Form, done: Rehearsed | None = None) -> str:
    changes_only = form.ticked("changes_only")
    replays = (done.found.changed if changes_only else done.found.replays) if done else ()
    return render_template(
        "campaigns/rehearsal.html",
        campaign=campaign,
        offered=lookup.offered(db.session, campaign.kind),
        chosen=form.text("programme"),
        changes_only=changes_only,
        mistakes=form.mistakes,
        done=done,
        blanks=blanks(done.programme) if done else (),
        rows=[(replay, list(why(done, replay))) for replay in replays] if done else [],
        over=[(quota_words(done, measure), done.found.holders[measure.key]) for measure in done.found.over]
        if done
        else [],
        level_words=standing_words,
        turn_words=turn_words,
        turns=list(Turn),
        heading=_("Chạy thử bộ tiêu chí khác"),
    )
