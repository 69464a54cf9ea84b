"""The page on which a campaign is opened: its choices, its roster to look through, what will happen, then the act."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session

from grading.services.campaigns import choices, obstacles, opening
from grading.services.ground.errors import Forbidden, Refused, refuse
from grading.services.programmes import lookup
from grading.services.units.units import names_on
from grading.web.campaigns.opening_form import Draft, OpeningForm
from grading.web.shell.language import chosen
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.words import reason_words
from grading.words.kinds import PARTS_OF_A_YEAR
from workflows import Reason, Role

bp = Blueprint("opening", __name__, url_prefix="/campaigns/new")


@bp.get("")
@login_required
def show() -> ResponseReturnValue:
    opening.require_opener(actor())
    today = actor().today
    codes = [code for code, _name in _own_authorities()]
    form = OpeningForm(typed={"year": str(today.year), "opens_on": f"{today:%d/%m/%Y}",
                              "authority": codes[0] if len(codes) == 1 else ""})  # fmt: skip
    return _page(form, None, ())


@bp.post("")
@login_required
def send() -> ResponseReturnValue:
    """Shows what the campaign would be, and with `do=open` opens it: exactly the roster that was looked through."""
    opening.require_opener(actor())
    form = OpeningForm(posted=request.form)
    if request.form.get("do") != "open":
        draft = _draft(form, db.session)
        return _page(form, draft, _reasons(draft)), 422 if form.mistakes else 200
    try:
        with unit_of_work() as session:
            draft = _draft(form, session)
            if draft is None:
                raise Refused([])
            opening.require_opener(actor(), draft.authority.id)
            if form.text("looked") != draft.looked.digest:
                raise refuse("roster_changed")
            campaign = opening.open_campaign(session, actor(), draft.found.programme, draft.opening)
            campaign_id, number = campaign.id, len(draft.staying)
    except Forbidden:
        raise
    except Refused as refusal:
        form = OpeningForm(posted=request.form)
        draft = _draft(form, db.session)
        form.refuse(refusal.reasons)
        return _page(form, draft, _reasons(draft)), 422
    flash(_("Đã mở đợt %(code)s cho %(n)s tổ chức đảng.", code=draft.opening.code, n=number), "ok")
    return redirect(url_for("campaigns.show", campaign_id=campaign_id), code=303)


def _draft(form: OpeningForm, session: Session) -> Draft | None:
    is_demo = current_app.extensions["settings"].demo
    return form.draft(session, lookup.openable(session), actor().today, demo=is_demo)


def _reasons(draft: Draft | None) -> tuple[Reason, ...]:
    """Returns every reason why the campaign cannot be opened so. Raises Forbidden for another body's campaign."""
    if draft is None:
        return ()
    opening.require_opener(actor(), draft.authority.id)
    try:
        return tuple(obstacles.reasons_against(db.session, draft.found.programme, draft.opening))
    except Refused as refusal:
        return refusal.reasons


def _own_authorities() -> list[tuple[str, str]]:
    """Returns code and name of the committees for which this account may open, by name; nothing for an administrator,
    who may for all."""
    if actor().standing.is_admin:
        return []
    periods = names_on(db.session, actor().standing.units(Role.authority_secretary), actor().today).values()
    named = sorted(periods, key=lambda period: period.sort_key)
    return [(period.unit.code, period.committee_name or period.org_name) for period in named]


def _page(form: OpeningForm, draft: Draft | None, reasons: tuple[Reason, ...]) -> str:
    programmes = lookup.openable(db.session)
    names = names_on(db.session, [draft.authority.id], draft.opening.as_of) if draft else {}
    return render_template(
        "campaigns/opening.html",
        form=form,
        draft=draft,
        authority=names[draft.authority.id] if draft else None,
        programmes=[(name, _named(name, found)) for name, found in programmes.items()],
        own=_own_authorities(),
        parts=PARTS_OF_A_YEAR.items(),
        why=[_told(form, reason) for reason in reasons],
        decided_by=choices.deciders(draft.found.programme.kind, draft.opening)[0] if draft else None,
    )


def _told(form: OpeningForm, reason: Reason) -> str | tuple[str, str]:
    """Returns the sentence, with the address of the box where the person can act if there is one."""
    place = form.place_of(reason)
    return (reason_words(reason), f"#{place}") if place else reason_words(reason)


def _named(name: str, found: lookup.Found) -> str:
    title = getattr(found.programme.title, chosen())
    return f"{title}, {found.version.name}" if found.version else f"{title}, {name}"
