"""Many sheets of a light campaign noted at once: a page that lists each of them with its level and asks once."""

from collections import Counter

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import login_required

from grading.models import Campaign
from grading.services.campaigns import campaigns
from grading.services.ground.errors import not_now
from grading.services.layers import queue
from grading.web.layers.queue import carry_out, level_order, picked_versions, reviewed_units, unit_asked
from grading.web.shell.forms import Form
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor
from grading.words.moves import CONSEQUENCES


@login_required
def ask_note(campaign_id: int) -> ResponseReturnValue:
    """Asks before the picked sheets are noted; leaves out what is no longer waiting, and says how many those are."""
    campaign, unit_id = _light(campaign_id)
    wanted = set(request.args.getlist("picked", type=int))
    rows = [row for row in queue.queue(db.session, actor(), campaign, unit_id) if row.may_be_picked]
    ready = [row for row in rows if row.dossier.id in wanted]
    queue_url = url_for("campaigns.review", campaign_id=campaign_id, unit=unit_id)
    if not ready:
        return redirect(queue_url)
    found = Counter(row.level for row in ready)
    return render_template(
        "layers/note_many.html",
        campaign=campaign,
        unit=reviewed_units(campaign)[unit_id],
        rows=ready,
        left=len(wanted) - len(ready),
        levels=[(level, found[level]) for level in [*level_order(campaign), ""] if found[level]],
        action=url_for("campaigns.note_many", campaign_id=campaign_id),
        back_url=queue_url,
        hidden={"unit": unit_id},
        consequence=CONSEQUENCES[queue.NOTE],
        step_words=ngettext("Ghi nhận %(num)s hồ sơ", "Ghi nhận %(num)s hồ sơ", len(ready)),
    )


@login_required
def note_many(campaign_id: int) -> ResponseReturnValue:
    _campaign, unit_id = _light(campaign_id)
    picked = picked_versions(Form(posted=request.form))
    if not picked:
        return redirect(url_for("campaigns.review", campaign_id=campaign_id, unit=unit_id), code=303)
    return carry_out(campaign_id, unit_id, picked, queue.endorse_many, step=queue.NOTE)


def _light(campaign_id: int) -> tuple[Campaign, int]:
    """Returns the campaign and the viewer's unit in it. Raises Forbidden for those who review nothing there, NotNow
    where sheets are not noted but decided."""
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    unit_id = unit_asked(campaign)
    if campaign.is_decided:
        raise not_now("not_in_process")
    return campaign, unit_id
