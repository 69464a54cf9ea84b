"""The year of a commune's cells, as they sent it to their committee."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.services.campaigns import campaigns
from grading.services.months import committee
from grading.web.layers.queue import reviewed_units, unit_asked
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor


@login_required
def sent_year(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    unit_id = unit_asked(campaign)
    return render_template(
        "months/committee.html",
        campaign=campaign,
        unit_id=unit_id,
        units=reviewed_units(campaign),
        rows=committee.of_commune(db.session, actor(), campaign, unit_id),
    )
