"""The appraisal team's list: the finished assessments, what the team has agreed on, and what it proposes."""

from collections import Counter
from collections.abc import Callable, Mapping

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.services.campaigns import campaigns
from grading.services.ground.errors import forbid
from grading.services.layers import award_opinions, team_list
from grading.web.layers import award_list
from grading.web.layers.asked_of_team import Asked
from grading.web.shell.bodies import bodies_in
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor, signed_in_standing
from workflows import Role, Work, work

_PLACES: Mapping[str, Callable[[team_list.Appraised], bool]] = {
    "waiting": lambda row: row.waits,
    "here": lambda row: row.here,
    "sent": lambda row: not row.here,
    "all": lambda _row: True,
}
_OPTIONS = {"work": frozenset(Work), "own": frozenset(team_list.Progress)}


@login_required
def appraisal(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    who = signed_in_standing()
    if who is None or campaign.authority_unit_id not in who.units(*team_list.TEAM):
        raise forbid("not_your_role", role=Role.appraiser)
    if award_opinions.follows_decided_levels(campaign):
        return award_list.page(campaign)
    rows = team_list.team_list(db.session, actor(), campaign)
    asked = Asked.read(rows, _PLACES, "waiting" if any(row.own for row in rows) else "here", _OPTIONS)
    return render_template(
        "layers/team_list.html",
        **asked.listed(rows),
        campaign=campaign,
        bodies=bodies_in(campaign, {row.dossier.review_unit_id for row in rows}),
        works=work.counts(row.work for row in rows),
        work_address=lambda chosen: url_for(
            "campaigns.appraisal", campaign_id=campaign_id, place="here" if chosen else asked.place, work=chosen
        ),
        own=Counter(row.own for row in rows if row.counts),
    )
