"""The page of an account's work, and the page with a sample of every part of the pages."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.services.desks import cell_work, work
from grading.services.desks.desk import Desk
from grading.services.desks.lines import Line
from grading.services.registrations import registrations
from grading.services.results import unit_record
from grading.services.units import units
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor
from workflows import CELL_ROLES, Kind, Tier, process

bp = Blueprint("work", __name__)

_PAGES = {
    "settle_list": "registrations.index",
    "not_registered": "registrations.index",
    "unit_changed": "campaigns.review",
    "review": "campaigns.review",
    "pass_on": "campaigns.review",
    "note": "campaigns.review",
    "late": "campaigns.review",
    "not_sent": "campaigns.review",
    "clashes": "campaigns.figures",
    "appraise": "campaigns.appraisal",
    "settle": "campaigns.appraisal",
    "decide": "decisions.edit",
    "issue": "decisions.edit",
    "progress": "campaigns.show",
    "print": "commendations.register",
    "register": "commendations.register",
    "decided": "campaigns.show",
    "accounts": "accounts.index",
    "campaigns": "campaigns.index",
}
"""The endpoint of the page on which each kind of work is done."""
_OF_ONE_UNIT = {"campaigns.review", "campaigns.figures", "decisions.edit"}
_FILTERED = {"unit_changed": "unit_changed", "review": "awaiting", "pass_on": "awaiting"}
"""The part of the page's list that the work is about, where the page can show it alone."""


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    own, desks = cell_work.own_dossiers(db.session, actor()), work.waiting_for(db.session, actor())
    cells, pending = actor().standing.units(*CELL_ROLES), registrations.own_registrations(db.session, actor())
    unit_ids = set(cells).union(*([mine.dossier.review_unit_id, mine.dossier.authority_unit_id] for mine in own))
    unit_ids |= {unit_id for row in pending for unit_id in (row.unit_id, row.choosing_unit_id)}
    unit_ids |= {notice.unit_id for mine in own for notice in mine.notices}
    unit_ids |= {desk.unit_id for desk in desks if desk.unit_id is not None}
    return render_template(
        "desks/show.html",
        own=own,
        desks=desks,
        registering=pending,
        names=units.names_on(db.session, unit_ids, actor().today),
        years=unit_record.years_of(db.session, cells),
        parts=unit_record.parts_of(db.session, actor().standing, cells),
        page_of=page_of,
        office_phone=own[0].office_phone if own else "",
    )


def page_of(desk: Desk, line: Line) -> str:
    if line.dossier_id is not None:
        return url_for("dossiers.show", dossier_id=line.dossier_id)
    endpoint = _PAGES[line.kind]
    if desk.campaign is None:
        return url_for(endpoint)
    unit_id = desk.unit_id if endpoint in _OF_ONE_UNIT else None
    return url_for(endpoint, campaign_id=desk.campaign.id, unit=unit_id, place=_FILTERED.get(line.kind))


@bp.get("/samples")
@login_required
def samples() -> ResponseReturnValue:
    return render_template("shell/samples.html", states=process(Tier.three_tier, Kind.recognition).states)
