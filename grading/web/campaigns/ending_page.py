"""The questions before a campaign is closed, opened again or cancelled, and the answers to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session

from grading.models import Campaign
from grading.services.campaigns import campaigns, closing, ending
from grading.services.campaigns.ending import CampaignAct
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.units.units import names_on
from grading.web.shell.bodies import bodies_in
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.words import reason_words

bp = Blueprint("ending", __name__, url_prefix="/campaigns/<int:campaign_id>")
Act = Callable[[Session, Campaign, "EndingForm"], None]


@dataclass(kw_only=True)
class EndingForm(Form):
    places: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("cancelling_reason", "reopening_reason", "reason_long"), "reason"
    )


def buttons(campaign: Campaign) -> list[tuple[str, str, list[str]]]:
    """Returns the acts that this account may do to the campaign: words, address, why it is not possible yet."""
    return [
        (
            _button(act),
            url_for(f"ending.ask_{act}", campaign_id=campaign.id),
            [reason_words(reason) for reason in ending.reasons_against(db.session, campaign, act)],
        )
        for act in ending.acts(actor(), campaign)
    ]


@bp.get("/closing")
@login_required
def ask_close(campaign_id: int) -> ResponseReturnValue:
    return _question(campaign_id, CampaignAct.close)


@bp.post("/closing")
@login_required
def close(campaign_id: int) -> ResponseReturnValue:
    def doing(session: Session, campaign: Campaign, form: EndingForm) -> None:
        closing.close(session, actor(), campaign, seen=form.version)

    return _answer(campaign_id, CampaignAct.close, doing)


@bp.get("/reopening")
@login_required
def ask_reopen(campaign_id: int) -> ResponseReturnValue:
    return _question(campaign_id, CampaignAct.reopen)


@bp.post("/reopening")
@login_required
def reopen(campaign_id: int) -> ResponseReturnValue:
    def doing(session: Session, campaign: Campaign, form: EndingForm) -> None:
        closing.reopen(session, actor(), campaign, form.lines("reason"), seen=form.version)

    return _answer(campaign_id, CampaignAct.reopen, doing)


@bp.get("/cancelling")
@login_required
def ask_cancel(campaign_id: int) -> ResponseReturnValue:
    return _question(campaign_id, CampaignAct.cancel)


@bp.post("/cancelling")
@login_required
def cancel(campaign_id: int) -> ResponseReturnValue:
    def doing(session: Session, campaign: Campaign, form: EndingForm) -> None:
        closing.cancel(session, actor(), campaign, form.lines("reason"), seen=form.version)

    return _answer(campaign_id, CampaignAct.cancel, doing)


def _answer(campaign_id: int, act: CampaignAct, doing: Act) -> ResponseReturnValue:
    form = EndingForm(posted=request.form)
    try:
        with unit_of_work() as session:
            campaign = campaigns.get_campaign(session, actor(), campaign_id)
            doing(session, campaign, form)
    except (Forbidden, NotNow):
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _question(campaign_id, act, form), 422
    flash(_done(act), "ok")
    return redirect(url_for("campaigns.show", campaign_id=campaign_id), code=303)


def _question(campaign_id: int, act: CampaignAct, form: EndingForm | None = None) -> str:
    """Shows what the act touches. Raises what the answer to the question would raise."""
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    ending.require(db.session, actor(), campaign, act)
    form = form or EndingForm()
    authority = campaign.authority_unit_id
    return render_template(
        "campaigns/ending.html",
        campaign=campaign,
        act=act,
        authority=names_on(db.session, [authority], campaign.as_of)[authority],
        touched=ending.touched(db.session, campaign),
        bodies=bodies_in(campaign, campaigns.progress(db.session, campaign)),
        asks_why=act in ending.NEEDS_A_REASON,
        reason=form.text("reason"),
        reason_errors=form.errors("reason"),
        mistakes=form.mistakes,
        step_words=_button(act),
        action=url_for(f"ending.{act}", campaign_id=campaign.id),
        back_url=url_for("campaigns.show", campaign_id=campaign.id),
        hidden={"version": campaign.version},
    )


def _button(act: CampaignAct) -> str:
    if act is CampaignAct.close:
        return str(_("Khóa đợt"))
    return str(_("Mở lại đợt") if act is CampaignAct.reopen else _("Hủy đợt"))


def _done(act: CampaignAct) -> str:
    """Says what was done; which campaign, the page below says in its title."""
    if act is CampaignAct.close:
        return str(_("Đã khóa đợt."))
    return str(_("Đã mở lại đợt.") if act is CampaignAct.reopen else _("Đã hủy đợt."))
