"""The commune's queue: every cell, with search and sorting, and one step for many dossiers at once."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import login_required
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor
from grading.models import Campaign, Dossier, UnitPeriod
from grading.services.campaigns import campaigns
from grading.services.dossiers.tallies import tallies
from grading.services.ground.errors import forbid
from grading.services.layers import queue
from grading.services.units import offices
from grading.services.units.units import names_on
from grading.text import search_key
from grading.web.shell.bodies import bodies_in
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, signed_in_standing
from workflows import Role, Work, work

CHANGED = "unit_changed"
"""The rows about which somebody has to say what follows, wherever they are."""
_SORTS: dict[str, Callable[[queue.Waiting], tuple[str, str]]] = {
    "name": lambda row: ("", row.sort_key),
    "state": lambda row: (f"{list(queue.Place).index(row.place):02}", row.sort_key),
    "work": lambda row: (f"{list(Work).index(row.work):02}" if row.work else "", row.sort_key),
    "due": lambda row: (row.dossier.last_day.isoformat(), row.sort_key),
    "level": lambda row: (row.level or "", row.sort_key),
    "paper": lambda row: ("1" if row.facts.paper_received else "0", row.sort_key),
    "points": lambda row: (f"{(row.arrival.points or 0) if row.arrival else 0:08}", row.sort_key),
    "sent": lambda row: (row.sent_at.isoformat() if row.sent_at else "", row.sort_key),
}
Picked = Mapping[int, int | None]
Act = Callable[[Session, Actor, Campaign, Picked], list[queue.Handled]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The part of the queue that the visitor wants to see, and its order."""

    place: str
    work: str
    words: str
    level: str
    paper: str
    sort: str

    @classmethod
    def read(cls) -> "Asked":
        args = {name: request.args.get(name, "") for name in ("place", "work", "q", "level", "paper", "sort")}
        return cls(
            place=args["place"] if args["place"] in {*queue.Place, CHANGED} else "",
            work=args["work"] if args["work"] in set(Work) else "",
            words=args["q"],
            level=args["level"],
            paper=args["paper"],
            sort=args["sort"] if args["sort"].lstrip("-") in _SORTS else "name",
        )

    @cached_property
    def _key(self) -> str:
        return search_key(self.words)

    def shows(self, row: queue.Waiting) -> bool:
        return (
            (row.asked_by is not None if self.place == CHANGED else self.place in ("", row.place))
            and self.work in ("", row.work)
            and self._key in row.search_key
            and self.level in ("", row.level)
            and self.paper in ("", "yes" if row.facts.paper_received else "no")
        )

    def ordered(self, rows: list[queue.Waiting]) -> list[queue.Waiting]:
        return sorted(rows, key=_SORTS[self.sort.lstrip("-")], reverse=self.sort.startswith("-"))

    @property
    def query(self) -> dict[str, str]:
        """The query of the address that shows this part of the queue, without the values that change nothing."""
        values = {"place": self.place, "work": self.work, "q": self.words, "level": self.level, "paper": self.paper}
        values["sort"] = "" if self.sort == "name" else self.sort
        return {name: value for name, value in values.items() if value}


@login_required
def review(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    return _page(campaign, unit_asked(campaign))


@login_required
def review_many(campaign_id: int) -> ResponseReturnValue:
    form = Form(posted=request.form)
    unit_id, picked = form.hidden("unit"), picked_versions(form)
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    if not picked:
        return _page(campaign, unit_asked(campaign), nothing_picked=True), 422
    if form.text("step") == "paper":
        return carry_out(campaign_id, unit_id, picked, queue.receive_many, step="paper")
    if not campaign.is_decided:  # a page asks first: it shows the level of each
        url = url_for("campaigns.ask_note", campaign_id=campaign_id, unit=unit_id, picked=list(picked))
        return redirect(url, code=303)
    return carry_out(campaign_id, unit_id, picked, queue.endorse_many, step="endorse")


def picked_versions(form: Form) -> dict[int, int | None]:
    """Returns the picked dossiers with the version of each that was on the page."""
    return {key: form.row(Form, key).hidden("version") for key in form.posted.getlist("picked", type=int)}


def carry_out(campaign_id: int, unit_id: int | None, picked: Picked, act: Act, *, step: str) -> ResponseReturnValue:
    """Does the act on many dossiers; one that refuses stays as it is, and the page says why."""
    with unit_of_work() as session:
        campaign = campaigns.get_campaign(session, actor(), campaign_id)
        handled = act(session, actor(), campaign, picked)
    done = [outcome for outcome in handled if not outcome.reasons]
    refused = [outcome for outcome in handled if outcome.reasons]
    if not refused:
        flash(done_words(step, len(done)))
        url = _address(campaign_id, unit_id, Asked.read().query)
        return redirect(url, code=303)
    page = render_template(
        "layers/queue_outcome.html",
        campaign=campaigns.get_campaign(db.session, actor(), campaign_id),
        unit_id=unit_id,
        done=done,
        refused=refused,
        step=step,
        done_words=done_words(step, len(done)),
    )
    return page, 200 if done else 422


def _address(campaign_id: int, unit_id: int | None, query: Mapping[str, Any]) -> str:
    return url_for("campaigns.review", campaign_id=campaign_id, unit=unit_id, **query)


def done_words(step: str, number: int) -> str:
    if step == "paper":
        return str(ngettext("Đã nhận bản giấy của %(num)s hồ sơ.", "Đã nhận bản giấy của %(num)s hồ sơ.", number))
    if step == queue.NOTE:
        return str(ngettext("Đã ghi nhận %(num)s hồ sơ.", "Đã ghi nhận %(num)s hồ sơ.", number))
    return str(ngettext("Đã xác nhận và trình %(num)s hồ sơ.", "Đã xác nhận và trình %(num)s hồ sơ.", number))


def unit_asked(campaign: Campaign) -> int:
    """Returns the requested commune, or the viewer's first commune in this campaign. Raises Forbidden for a commune
    that the viewer does not review, and for a viewer who reviews none."""
    reviewed = _reviewed(campaign)
    asked_id = request.values.get("unit", type=int)
    if not reviewed or (asked_id is not None and asked_id not in reviewed):
        raise forbid("not_your_role", role=Role.commune_reviewer)
    if asked_id is not None:
        return asked_id
    return next(iter(reviewed_units(campaign) if len(reviewed) > 1 else reviewed))


def _reviewed(campaign: Campaign) -> list[int]:
    who = signed_in_standing()
    seats = who.units(Role.commune_reviewer) if who else frozenset()
    counts = tallies(db.session, Dossier.review_unit_id, seats, clock.day(clock.now()))
    return [unit_id for campaign_id, unit_id in counts if campaign_id == campaign.id]


def reviewed_units(campaign: Campaign) -> dict[int, UnitPeriod]:
    """Returns the communes of the campaign that the viewer reviews, in Vietnamese order."""
    reviewed = _reviewed(campaign)
    names = names_on(db.session, {*reviewed, campaign.authority_unit_id}, campaign.as_of)  # the page names both
    return {unit: names[unit] for unit in sorted(reviewed, key=lambda unit: names[unit].sort_key)}


def level_order(campaign: Campaign) -> list[str]:
    """Returns what a row of the queue may stand for, best first: the options of the ballot, or the levels."""
    return list(campaign.programme.ballot_options or campaign.programme.ladder)


def _page(campaign: Campaign, unit_id: int, *, nothing_picked: bool = False) -> str:
    asked = Asked.read()
    rows = queue.queue(db.session, actor(), campaign, unit_id)
    shown_rows = asked.ordered([row for row in rows if asked.shows(row)])
    return render_template(
        "layers/queue.html" if campaign.is_decided else "layers/note_queue.html",
        campaign=campaign,
        unit_id=unit_id,
        units=reviewed_units(campaign),
        bodies=bodies_in(campaign, [unit_id]),
        rows=rows,
        shown=shown_rows,
        places=Counter(row.place for row in rows),
        place_names=queue.Place,
        works=work.counts(row.work for row in rows),
        work_address=lambda chosen: _address(campaign.id, unit_id, asked.query | {"work": chosen}),
        changed=sum(row.asked_by is not None for row in rows),
        asked=asked,
        levels=sorted({row.level for row in rows if row.level}, key=level_order(campaign).index),
        unsent=[row for row in rows if row.is_shut or (row.is_unsent and campaign.closed_at is None)],
        open_contradictions=queue.open_contradictions(db.session, campaign, unit_id),
        explained=queue.explained_contradictions(db.session, campaign, unit_id),
        nothing_picked=nothing_picked,
        office_phone=offices.phone_of(db.session, unit_id),
    )
