"""The scheme of several years behind a title: its targets and the recognised titles, as a chart and in numbers."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.services.campaigns import campaigns, plan_progress
from grading.services.units.units import names_on
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor


@login_required
def plan(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    progress = plan_progress.of_campaign(db.session, campaign, actor().now)
    return render_template(
        "campaigns/plan.html",
        campaign=campaign,
        plan=campaign.programme.plan,
        progress=progress,
        authority=names_on(db.session, [campaign.authority_unit_id], campaign.as_of)[campaign.authority_unit_id],
    )
