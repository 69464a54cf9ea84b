"""The registrations of a campaign: the committee's list, and a cell's way to its own registration."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading import clock
from grading.models import Campaign, Registration, UnitPeriod
from grading.services.campaigns import campaigns
from grading.services.ground.errors import Forbidden, NotNow, Refused, forbid
from grading.services.registrations import registration_list, registrations
from grading.services.units.units import names_on
from grading.web.registrations import one_cell
from grading.web.registrations.form import ListForm
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, signed_in_standing
from grading.words import reason_words
from workflows import CELL_ROLES, Registering, RegistrationAct, Role

bp = Blueprint("registrations", __name__)
bp.get("/registrations/<int:registration_id>")(one_cell.show)
bp.post("/registrations/<int:registration_id>")(one_cell.register)
bp.get("/registrations/<int:registration_id>/withdrawal")(one_cell.ask_withdrawal)
bp.post("/registrations/<int:registration_id>/withdrawal")(one_cell.withdraw)
bp.post("/registrations/<int:registration_id>/survey")(one_cell.survey)
bp.post("/registrations/<int:registration_id>/check")(one_cell.check)
bp.post("/registrations/<int:registration_id>/works")(one_cell.record_works)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One cell of the list. `may_settle` says that this viewer may confirm the cell or set it aside now."""

    row: Registration
    period: UnitPeriod
    may_settle: bool


@bp.get("/campaigns/<int:campaign_id>/registration")
@login_required
def index(campaign_id: int) -> ResponseReturnValue:
    campaign, rows = _found(campaign_id)
    who = signed_in_standing()
    own = who.units(*CELL_ROLES) if who else frozenset()
    if len(rows) == 1 and rows[0].unit_id in own:
        return redirect(url_for("registrations.show", registration_id=rows[0].id))
    return _page(campaign, rows, ListForm())


@bp.post("/campaigns/<int:campaign_id>/registration")
@login_required
def settle(campaign_id: int) -> ResponseReturnValue:
    campaign, all_rows = _found(campaign_id)
    who = signed_in_standing()
    seats = who.units(Role.commune_reviewer) if who else frozenset()
    own_rows = [row for row in all_rows if row.choosing_unit_id in seats]
    if not own_rows:
        raise forbid("not_your_role", role=Role.commune_reviewer)
    form = ListForm.read(request.form, own_rows)
    form.check({line.row.id: line.period.org_name for line in _listed(campaign, own_rows)})
    if form.mistakes:
        return _page(campaign, all_rows, form), 422
    try:
        with unit_of_work() as session:
            campaign = campaigns.get_campaign(session, actor(), campaign_id)
            rows = registrations.list_registrations(session, actor(), campaign)
            confirmed, aside = registration_list.settle(session, actor(), campaign, rows, form.settlement)  # fmt: skip
    except Forbidden:
        raise
    except Refused as refusal:
        return _refused(campaign_id, form, refusal)
    flash(_("Đã chốt %(n)s chi bộ vào danh sách; chưa đưa vào %(m)s chi bộ.", n=confirmed, m=aside))
    return redirect(url_for("registrations.index", campaign_id=campaign_id), code=303)


def _refused(campaign_id: int, form: ListForm, refusal: Refused) -> ResponseReturnValue:
    campaign, rows = _found(campaign_id)
    if isinstance(refusal, NotNow):
        sentence = " ".join(reason_words(reason) for reason in refusal.reasons)
        return _page(campaign, rows, form, stale=sentence), 409
    form.refuse(refusal.reasons)
    return _page(campaign, rows, form), 422


def _found(campaign_id: int) -> tuple[Campaign, list[Registration]]:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    return campaign, registrations.list_registrations(db.session, actor(), campaign)


def _listed(campaign: Campaign, found: list[Registration]) -> list[Listed]:
    names = names_on(db.session, [row.unit_id for row in found], campaign.as_of)
    who = signed_in_standing()
    assert who is not None
    listed = [
        Listed(row=row, period=names[row.unit_id], may_settle=registrations.may(actor(), row, RegistrationAct.settle))
        for row in found
    ]
    return sorted(listed, key=lambda each: each.period.sort_key)


def _page(campaign: Campaign, found: list[Registration], form: ListForm, *, stale: str = "") -> str:
    rule, today = registrations.rule_of(campaign), clock.day(clock.now())
    listed = _listed(campaign, found)
    numbers = {state: sum(line.row.state is state for line in listed) for state in Registering}
    reviewing, choosing = {row.review_unit_id for row in found}, {row.choosing_unit_id for row in found}
    names = names_on(db.session, reviewing | choosing, campaign.as_of)
    return render_template(
        "registrations/index.html",
        campaign=campaign,
        rule=rule,
        listed=listed,
        numbers=numbers,
        units={unit_id: names[unit_id] for unit_id in reviewing},
        choosers=[] if reviewing == choosing else [names[unit_id] for unit_id in choosing],
        form=form,
        stale=stale,
        last_day=rule.last_day(campaign.year),
        is_late=registration_list.is_late(campaign, today),
        may_settle=any(line.may_settle for line in listed),
        asked=request.args.get("state", ""),
    )
