"""The appraisal team's list: the finished assessments, what the team has agreed on, and what it proposes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.services.campaigns import campaigns
from grading.services.ground.errors import forbid
from grading.services.layers import award_opinions, team_list
from grading.text import search_key
from grading.web.layers import award_list
from grading.web.shell.bodies import bodies_in
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor, signed_in_standing
from workflows import Role, Work, work

_PLACES = {"waiting", "here", "sent", "all"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The part of the list that the visitor wants to see."""

    place: str
    work: str
    words: str
    commune: int | None
    own: str

    @classmethod
    def read(cls, rows: Sequence[team_list.Appraised]) -> "Asked":
        """Reads the query. Without a place in it, the list shows what still waits for the viewer, or everything if
        nothing waits."""
        args, default = request.args, "waiting" if any(row.own for row in rows) else "here"
        has_rows = {"waiting": any(row.waits for row in rows), "here": any(row.here for row in rows)}
        place, worked = args.get("place", ""), args.get("work", "")
        if place not in _PLACES:
            place = default if has_rows[default] and not (args.get("own") or worked) else "all"
        return cls(
            place=place, work=worked if worked in set(Work) else "", words=args.get("q", ""),
            commune=args.get("commune", type=int), own=args.get("own", ""),
        )  # fmt: skip

    def shows(self, row: team_list.Appraised) -> bool:
        return (
            {"waiting": row.waits, "here": row.here, "sent": not row.here}.get(self.place, True)
            and self.work in ("", row.work)
            and search_key(self.words) in row.search_key
            and self.commune in (None, row.dossier.review_unit_id)
            and self.own in ("", row.own)
        )


@login_required
def appraisal(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    who = signed_in_standing()
    if who is None or campaign.authority_unit_id not in who.units(*team_list.TEAM):
        raise forbid("not_your_role", role=Role.appraiser)
    if award_opinions.follows_decided_levels(campaign):
        return award_list.page(campaign)
    rows = team_list.team_list(db.session, actor(), campaign)
    asked = Asked.read(rows)
    return render_template(
        "layers/team_list.html",
        campaign=campaign,
        bodies=bodies_in(campaign, {row.dossier.review_unit_id for row in rows}),
        rows=rows,
        shown=[row for row in rows if asked.shows(row)],
        asked=asked,
        places=Counter("here" if row.here else "sent" for row in rows),
        works=work.counts(row.work for row in rows),
        work_address=lambda chosen: url_for(
            "campaigns.appraisal", campaign_id=campaign_id, place="here" if chosen else asked.place, work=chosen
        ),
        communes=sorted({(row.dossier.review_unit_id, row.commune) for row in rows}, key=lambda pair: pair[1]),
        own=Counter(row.own for row in rows if row.counts),
        waiting=sum(row.waits for row in rows),
        assesses=any(row.own for row in rows),
        settles=any(row.settled is not None and row.here for row in rows),
    )
