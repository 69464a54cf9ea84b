"""The team's list where the levels are decided already: who may get an award, and many handed on with a note."""

from collections.abc import Callable, Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from grading.models import Campaign
from grading.services.campaigns import campaigns
from grading.services.ground.errors import NotNow, Refused, forbid, not_now
from grading.services.layers import award_list, award_opinions
from grading.web.layers.asked_of_team import Asked
from grading.web.shell.bodies import bodies_in
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, signed_in_standing
from workflows import Role

_PLACES: Mapping[str, Callable[[award_list.Listed], bool]] = {
    "waiting": lambda row: row.waits,
    "may_get": lambda row: row.here and bool(row.candidates),
    "gets_none": lambda row: row.here and not row.candidates,
    "sent": lambda row: not row.here,
    "all": lambda _row: True,
}


class NoteForm(Form):
    places = {"note_missing": "note", "note_long": "note"}


def page(campaign: Campaign, form: NoteForm | None = None, picked: Sequence[int] = ()) -> str:
    rows = award_list.award_list(db.session, actor(), campaign)
    asked = Asked.read(rows, _PLACES, "waiting")
    return render_template(
        "layers/award_list.html",
        **asked.listed(rows),
        campaign=campaign,
        bodies=bodies_in(campaign, {row.dossier.review_unit_id for row in rows}),
        form=form or NoteForm(),
        picked=picked,
    )


def _require_head(campaign: Campaign) -> None:
    """Raises Forbidden for anybody but the head of the team, and NotNow where the team scores levels."""
    who = signed_in_standing()
    if who is None or campaign.authority_unit_id not in who.units(Role.appraisal_lead):
        raise forbid("not_your_role", role=Role.appraisal_lead)
    if not award_opinions.follows_decided_levels(campaign):
        raise not_now("level_undecided")


@login_required
def pass_on(campaign_id: int) -> ResponseReturnValue:
    """Hands many dossiers on without an award, with one note; each goes, or says why not."""
    _require_head(campaigns.get_campaign(db.session, actor(), campaign_id))
    form = NoteForm(posted=request.form)
    picked = {key: form.row(Form, key).hidden("version") for key in form.posted.getlist("picked", type=int)}
    if not picked:
        form.mistakes.append(("ho-so", _("Chưa chọn hồ sơ nào. Mời đánh dấu ở cột Chọn rồi thực hiện lại.")))
    try:
        if not picked:
            raise Refused([])
        with unit_of_work() as session:
            campaign = campaigns.get_campaign(session, actor(), campaign_id)
            handled = award_list.pass_on_many(session, actor(), campaign, picked, form.lines("note"))
    except NotNow:
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
        return page(campaign, form, list(picked)), 422
    done = [outcome for outcome in handled if not outcome.reasons]
    refused = [outcome for outcome in handled if outcome.reasons]
    if refused:
        campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
        found = render_template("layers/award_outcome.html", campaign=campaign, done=done, refused=refused)
        return found, 200 if done else 422
    flash(
        ngettext(
            "Đã trình %(num)s hồ sơ, không đề nghị khen thưởng.",
            "Đã trình %(num)s hồ sơ, không đề nghị khen thưởng.",
            len(done),
        )
    )
    return redirect(url_for("campaigns.appraisal", campaign_id=campaign_id), code=303)
