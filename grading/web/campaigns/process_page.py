"""The page on which an administrator gives an open campaign the newest table of its process."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.models import Campaign
from grading.services.campaigns import campaigns, processes
from grading.services.ground.errors import NotNow, Refused
from grading.services.units.units import names_on
from grading.web.shell.bodies import bodies_in
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, administrator
from grading.words.conditions import change_words, condition_words

bp = Blueprint("process", __name__, url_prefix="/campaigns/<int:campaign_id>/process")


class ProcessForm(Form):
    places = {"process_reason": "reason", "reason_long": "reason"}


@bp.get("")
@login_required
def show(campaign_id: int) -> ResponseReturnValue:
    return _page(_campaign(campaign_id), ProcessForm())


@bp.post("")
@login_required
def adopt(campaign_id: int) -> ResponseReturnValue:
    form = ProcessForm(posted=request.form)
    try:
        with unit_of_work() as session:
            campaign = _campaign(campaign_id)
            processes.adopt(session, actor(), campaign, form.text("digest"), form.lines("reason"))
    except NotNow:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(_campaign(campaign_id), form), 422
    flash(_("Đợt đánh giá đã theo quy trình mới."), "ok")
    return redirect(url_for(".show", campaign_id=campaign_id), code=303)


def _campaign(campaign_id: int) -> Campaign:
    """Returns the campaign. Raises NoResultFound for one that the account may not see, and Forbidden for anybody but an
    administrator."""
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    administrator()
    return campaign


def _page(campaign: Campaign, form: ProcessForm) -> str:
    found = processes.preview(db.session, campaign)
    return render_template(
        "campaigns/process.html",
        campaign=campaign,
        bodies=bodies_in(campaign, {dossier.review_unit_id for dossier in found.dossiers}),
        has_newer=processes.has_newer(campaign),
        found=found,
        names=names_on(db.session, [dossier.unit_id for dossier in found.dossiers], campaign.as_of),
        form=form,
        change_words=change_words,
        condition_words=condition_words,
    )
