"""The pages of a dossier for people outside the cell: the commune's review, the team's appraisal, or only reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request, url_for
from flask_babel import gettext as _

from grading.models import Assessment
from grading.services.campaigns import deadlines
from grading.services.dossiers import differences, history, noting, returns, steps
from grading.services.dossiers.agreement import compare
from grading.services.figures import comparison, figures, rights
from grading.services.figures.clashes import clashes_by_unit
from grading.services.layers import assessments, award_opinions, queue, team_list
from grading.text import share
from grading.web.figures.pages import told
from grading.web.layers.form import LayerForm
from grading.web.layers.sheet import arrived, asked_figures, lines_of, title_by
from grading.web.shell.session import db
from grading.web.shell.signed_in import signed_in_standing
from grading.web.shell.visit import Visit
from grading.words.titles import demand_lines
from workflows import ActName, Layer, Reason, Role, State, why_not

_OFFERED = (Layer.commune, Layer.panel, Layer.appraiser)
_TEMPLATES = {
    Layer.commune: "layers/review.html",
    Layer.appraiser: "layers/appraisal.html",
    Layer.panel: "layers/appraisal.html",
}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The place of a dossier on the desk of its reader, and the list from which the reader took the dossier."""

    words: str
    list_url: str
    list_words: str
    neighbours: queue.Neighbours


def scored_layers(visit: Visit) -> list[Layer]:
    """Returns the layers that the reader may fill in now, in the order in which the page offers them."""
    return [layer for layer in _OFFERED if assessments.may_score(visit.dossier, layer, visit.roles, visit.facts)]


def show(
    visit: Visit, form: LayerForm | None = None, *, layer: Layer | None = None, status: int = 200
) -> tuple[str, int]:
    """Shows the page of the requested layer, with the typed texts in its boxes. Without a layer to fill in, the page is
    for reading."""
    offered = scored_layers(visit)
    asked_layer = layer or next((choice for choice in offered if choice == request.args.get("layer")), None)
    own = asked_layer if asked_layer in offered else next(iter(offered), None)
    mine = own_assessment(visit, own)
    form = form or LayerForm.stored(visit.programme, mine)
    others = [assessment for assessment in _readable(visit) if assessment is not mine]
    title = title_by(visit, mine)
    page = render_template(
        _TEMPLATES[own] if own else "layers/review_read.html",
        visit=visit,
        own=own,
        mine=mine,
        offered=offered,
        form_typed=form,
        groups=[(group, lines_of(visit, group, others, own, form)) for group in visit.programme.groups]
        if others
        else [],
        arrived=arrived(visit, others),
        below=differences.compared_layer(visit.dossier, own) if own else None,
        outcomes=assessments.outcomes_of(visit.dossier.campaign, own) if own else (),
        demands=demand_lines(title.demands, visit.programme) if title else [],
        may_move_day=deadlines.may_move(visit.actor, visit.dossier),
        members=asked_figures(visit) if visit.may(ActName.read_self) else [],
        ballot=_ballot(visit),
        pct=share(visit.facts.ballot.yes, visit.facts.ballot.eligible),
        closed=_closed(visit),
        desk=desk_of(visit),
        sees_awards=award_opinions.may_see(visit.dossier, visit.roles, visit.facts),
        steps=steps.open_steps(visit.dossier, visit.roles, visit.facts),
        meeting_url=_meeting_url(visit),
        clashes=_clashes(visit),
        compared=compare(db.session, visit.dossier) if visit.may(ActName.read_self) else [],
        receipt=history.receipt(visit.dossier),
        concluded=history.concluded(db.session, visit.dossier) if visit.may(ActName.read_self) else None,
        basis=noting.basis_of(db.session, visit.actor, visit.dossier) if visit.may(ActName.read_self) else (),
        hidden_words=_hidden_words(visit),
        request_=_request(visit),
        decided=_decided(visit),
        told=told,
    )
    return page, status


def own_assessment(visit: Visit, layer: Layer | None) -> Assessment | None:
    if layer is None:
        return None
    return differences.layer_in(visit.dossier, layer, visit.actor.account_id if layer is Layer.appraiser else None)


def _readable(visit: Visit) -> list[Assessment]:
    return assessments.readable_layers(visit.actor, visit.dossier, visit.roles, visit.facts)


def _ballot(visit: Visit) -> object:
    ballots = visit.dossier.ballots
    return ballots[-1] if ballots and visit.may(ActName.read_ballot) else None


@dataclass(frozen=True, kw_only=True)
class Request:
    """The reviewer's request when the dossier went back to its cell: each named thing, and whether the cell changed
    it or keeps it as it was."""

    note: str
    at: datetime
    asked: Mapping[str, returns.Asked]


def _request(visit: Visit) -> Request | None:
    """Returns the last return, for the reviewer whose dossier has come back."""
    dossier, move = visit.dossier, returns.last_return(visit.dossier)
    if move is None or Role.commune_reviewer not in visit.roles or not visit.may(ActName.read_self):
        return None
    values = figures.latest(db.session, [dossier.unit_id], [dossier.campaign.period_id])
    named_things = returns.asked_by(dossier, move, values)
    return Request(note=move.note, at=move.at, asked={thing.label: thing for thing in named_things})


def _decided(visit: Visit) -> tuple[history.Concluded, tuple[Reason, ...]] | None:
    """Returns what the commune has decided, and why its reviewer no longer scores, or the team does not score it
    again."""
    team = visit.dossier.state is State.appraisal and not visit.roles.isdisjoint(team_list.TEAM)
    if not (team or Role.commune_reviewer in visit.roles) or visit.facts.own_unit is not None:
        return None
    if not visit.facts.commune_decided:
        return None
    concluded, dossier = history.decided_at_commune(db.session, visit.dossier), visit.dossier
    process, act = dossier.campaign.process, ActName.score_appraiser if team else ActName.score_commune
    reasons = why_not(process, act, dossier.state, visit.roles, visit.facts)
    return (concluded, reasons) if concluded else None


def _closed(visit: Visit) -> tuple[Reason, ...]:
    """Returns the reasons why this person may not read the cell's part now."""
    return why_not(visit.dossier.campaign.process, ActName.read_self, visit.dossier.state, visit.roles, visit.facts)


def _clashes(visit: Visit) -> list[comparison.Comparison]:
    """Returns the contradictions of the commune, for people who may see the commune's figures."""
    campaign, unit_id = visit.dossier.campaign, visit.dossier.review_unit_id
    if not clashes_by_unit(db.session, campaign, [unit_id])[unit_id]:
        return []
    if unit_id not in rights.readable_communes(db.session, visit.actor, campaign):
        return []
    compared = comparison.compare(db.session, visit.actor.standing, campaign, unit_id)
    return [row for row in compared if row.is_contradiction]


def desk_of(visit: Visit) -> Desk | None:
    """Returns the reviewer's queue or the team's list. Returns None for other readers, who come from their own
    pages."""
    dossier, reviewed = visit.dossier, Role.commune_reviewer in visit.roles
    if not visit.roles & {Role.commune_reviewer, Role.appraiser, Role.appraisal_lead}:
        return None
    campaign_id = dossier.campaign_id
    words = _("Thẩm định")
    if reviewed:
        words = _("Hồ sơ chờ xem xét") if dossier.campaign.is_decided else _("Hồ sơ chờ ghi nhận")
    return Desk(
        words=words,
        list_words=words,
        list_url=url_for("campaigns.review", campaign_id=campaign_id, unit=dossier.review_unit_id)
        if reviewed
        else url_for("campaigns.appraisal", campaign_id=campaign_id),
        neighbours=queue.neighbours(db.session, dossier, reviewed=reviewed),
    )


def _meeting_url(visit: Visit) -> str:
    """Returns the address of the meeting that decides on this dossier, for the person who records the decision."""
    if not visit.may(ActName.draft_decision):
        return ""
    dossier, who = visit.dossier, signed_in_standing()
    own_seats = who.units(Role.authority_secretary) if who else frozenset()
    unit_id = dossier.authority_unit_id if dossier.authority_unit_id in own_seats else dossier.review_unit_id
    return url_for("decisions.edit", campaign_id=dossier.campaign_id, unit=unit_id)


def _hidden_words(visit: Visit) -> str:
    """Returns the sentence that tells an appraiser why the other appraisers' assessments are not on the page."""
    if not assessments.judges_alone(visit.actor, visit.dossier, visit.roles, visit.facts):
        return ""
    return str(_("Đánh giá của thành viên khác chỉ hiện sau khi đồng chí hoàn thành phần của mình."))
