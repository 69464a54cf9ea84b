"""The commune's queue: every cell, searched and sorted; many endorsed or ticked as received at once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import login_required

from grading import clock
from grading.models import Campaign, Dossier, UnitPeriod
from grading.services.campaigns import campaigns
from grading.services.dossiers.tallies import tallies
from grading.services.ground.errors import forbid
from grading.services.layers import queue
from grading.services.units.units import names_on
from grading.text import search_key
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import signed_in_account, signed_in_standing
from workflows import Role

_SORTS: dict[str, Callable[[queue.Waiting], tuple[str, str]]] = {
    "name": lambda row: ("", row.sort_key),
    "state": lambda row: (f"{list(queue.Place).index(row.place):02}", row.sort_key),
    "due": lambda row: (row.dossier.due_on.isoformat(), row.sort_key),
    "level": lambda row: (row.level or "", row.sort_key),
    "paper": lambda row: ("1" if row.facts.paper_received else "0", row.sort_key),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the visitor wants to see of the queue."""

    place: str
    words: str
    level: str
    paper: str
    sort: str

    @classmethod
    def read(cls) -> "Asked":
        asked = {name: request.args.get(name, "") for name in ("place", "q", "level", "paper", "sort")}
        return cls(
            place=asked["place"] if asked["place"] in set(queue.Place) else "",
            words=asked["q"],
            level=asked["level"],
            paper=asked["paper"],
            sort=asked["sort"] if asked["sort"].lstrip("-") in _SORTS else "name",
        )

    def shows(self, row: queue.Waiting) -> bool:
        return (
            self.place in ("", row.place)
            and search_key(self.words) in row.search_key
            and self.level in ("", row.level)
            and self.paper in ("", "yes" if row.facts.paper_received else "no")
        )

    def ordered(self, rows: list[queue.Waiting]) -> list[queue.Waiting]:
        return sorted(rows, key=_SORTS[self.sort.lstrip("-")], reverse=self.sort.startswith("-"))

    @property
    def query(self) -> dict[str, str]:
        """The address of what is shown, without what says nothing."""
        found = {"place": self.place, "q": self.words, "level": self.level, "paper": self.paper}
        found["sort"] = "" if self.sort == "name" else self.sort
        return {name: value for name, value in found.items() if value}


@login_required
def review(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, campaign_id, signed_in_account(), clock.now())
    return _page(campaign, unit_asked(campaign))


@login_required
def review_many(campaign_id: int) -> ResponseReturnValue:
    form = Form(posted=request.form)
    unit_id = form.hidden("unit")
    picked = {key: form.row(Form, key).hidden("version") for key in form.posted.getlist("picked", type=int)}
    if not picked:
        campaign = campaigns.get_campaign(db.session, campaign_id, signed_in_account(), clock.now())
        return _page(campaign, unit_asked(campaign), nothing_picked=True), 422
    paper = form.text("step") == "paper"
    with unit_of_work() as session:
        account, now = signed_in_account(), clock.now()
        campaign = campaigns.get_campaign(session, campaign_id, account, now)
        act = queue.receive_many if paper else queue.endorse_many
        handled = act(session, campaign, picked, by=account, now=now)
    done = [each for each in handled if not each.reasons]
    refused = [each for each in handled if each.reasons]
    if refused:
        campaign = campaigns.get_campaign(db.session, campaign_id, signed_in_account(), now)
        return _outcome(campaign, unit_id, done, refused, paper=paper), 200 if done else 422
    flash(_done_words(len(done), paper=paper))
    return redirect(url_for("campaigns.review", campaign_id=campaign_id, unit=unit_id), code=303)


def _done_words(number: int, *, paper: bool) -> str:
    if paper:
        return str(ngettext("Đã nhận bản giấy của %(num)s hồ sơ.", "Đã nhận bản giấy của %(num)s hồ sơ.", number))
    return str(ngettext("Đã xác nhận và trình %(num)s hồ sơ.", "Đã xác nhận và trình %(num)s hồ sơ.", number))


def _outcome(
    campaign: Campaign, unit_id: int | None, done: list[queue.Handled], refused: list[queue.Handled], *, paper: bool
) -> str:
    return render_template(
        "layers/queue_outcome.html", campaign=campaign, unit_id=unit_id, done=done, refused=refused, paper=paper
    )


def unit_asked(campaign: Campaign) -> int:
    """The commune asked for, or the viewer's first one here. Raises Forbidden for who reviews none of them."""
    mine = reviewed_units(campaign)
    wanted = request.values.get("unit", type=int)
    if not mine or (wanted is not None and wanted not in mine):
        raise forbid("not_your_role", role=Role.commune_reviewer)
    return wanted if wanted is not None else next(iter(mine))


def reviewed_units(campaign: Campaign) -> dict[int, UnitPeriod]:
    """The communes of the campaign that the viewer reviews, in Vietnamese order."""
    who = signed_in_standing()
    seats = who.units(Role.commune_reviewer) if who else frozenset()
    found = tallies(db.session, Dossier.review_unit_id, seats, clock.day(clock.now()))
    names = names_on(db.session, [unit for campaign_id, unit in found if campaign_id == campaign.id], campaign.as_of)
    return dict(sorted(names.items(), key=lambda pair: pair[1].sort_key))


def _page(campaign: Campaign, unit_id: int, *, nothing_picked: bool = False) -> str:
    account, now, asked = signed_in_account(), clock.now(), Asked.read()
    rows = queue.queue(db.session, campaign, unit_id, account, now)
    shown = asked.ordered([row for row in rows if asked.shows(row)])
    return render_template(
        "layers/queue.html",
        campaign=campaign,
        unit_id=unit_id,
        units=reviewed_units(campaign),
        rows=rows,
        shown=shown,
        places=Counter(row.place for row in rows),
        place_names=queue.Place,
        asked=asked,
        levels=sorted({row.level for row in rows if row.level}, key=campaign.programme.ballot_options.index),
        unsent=[row for row in rows if row.place in (queue.Place.not_sent, queue.Place.returned)],
        open_contradictions=rows[0].facts.open_contradictions if rows else 0,
        explained=queue.explained_contradictions(db.session, campaign, unit_id),
        nothing_picked=nothing_picked,
    )
