"""The pages of whoever is not of the cell: the commune's review, the team's appraisal, or reading alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request, url_for
from flask_babel import gettext as _

from grading.models import Assessment
from grading.services.dossiers import differences, history, returns, steps
from grading.services.figures import comparison, figures, rights
from grading.services.layers import assessments, queue
from grading.text import share
from grading.web.figures.pages import shown_value, told
from grading.web.layers.form import LayerForm
from grading.web.layers.sheet import arrived, asked_figures, lines_of, short_of_title
from grading.web.shell.session import db
from grading.web.shell.signed_in import signed_in_standing
from grading.web.shell.visit import Visit
from workflows import ActName, Layer, Reason, Role, why_not

_OFFERED = (Layer.commune, Layer.panel, Layer.appraiser)
_TEMPLATES = {
    Layer.commune: "layers/review.html",
    Layer.appraiser: "layers/appraisal.html",
    Layer.panel: "layers/appraisal.html",
}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a dossier stands on the desk of its reader, and the list it is taken from."""

    words: str
    list_url: str
    list_words: str
    neighbours: queue.Neighbours


def scored_layers(visit: Visit) -> list[Layer]:
    """The layers that the reader may fill in now; the one offered first stands first."""
    return [layer for layer in _OFFERED if assessments.may_score(visit.dossier, layer, visit.roles, visit.facts)]


def show(
    visit: Visit, form: LayerForm | None = None, *, layer: Layer | None = None, status: int = 200
) -> tuple[str, int]:
    """The page of the layer asked for, with what was typed in its boxes; without a layer to fill in, for reading."""
    offered = scored_layers(visit)
    wanted = layer or next((each for each in offered if each == request.args.get("layer")), None)
    own = wanted if wanted in offered else next(iter(offered), None)
    mine = own_assessment(visit, own)
    form = form or LayerForm.stored(visit.programme, mine)
    shown = [found for found in _readable(visit) if found is not mine]
    page = render_template(
        _TEMPLATES[own] if own else "layers/review_read.html",
        visit=visit,
        own=own,
        mine=mine,
        offered=offered,
        form_typed=form,
        groups=[(group, lines_of(visit, group, shown, own, form)) for group in visit.programme.groups] if shown else [],
        arrived=arrived(visit, shown),
        below=differences.compared_layer(visit.dossier, own) if own else None,
        outcomes=assessments.outcomes_of(visit.dossier.campaign, own) if own else (),
        short=short_of_title(visit, mine),
        members=asked_figures(visit) if visit.may(ActName.read_self) else [],
        ballot=_ballot(visit),
        pct=share(visit.facts.ballot.yes, visit.facts.ballot.eligible),
        closed=_closed(visit),
        desk=_desk(visit),
        steps=steps.open_steps(visit.dossier, visit.roles, visit.facts),
        meeting_url=_meeting_url(visit),
        clashes=_clashes(visit),
        receipt=history.receipt(visit.dossier),
        concluded=history.concluded(db.session, visit.dossier) if visit.may(ActName.read_self) else None,
        hidden_words=_hidden_words(visit),
        request_=_request(visit),
        decided=_decided(visit),
        told=told,
        shown_value=shown_value,
    )
    return page, status


def own_assessment(visit: Visit, layer: Layer | None) -> Assessment | None:
    if layer is None:
        return None
    return differences.layer_in(visit.dossier, layer, visit.account.id if layer is Layer.appraiser else None)


def _readable(visit: Visit) -> list[Assessment]:
    return assessments.readable_layers(visit.dossier, visit.account, visit.roles, visit.facts)


def _ballot(visit: Visit) -> object:
    ballots = visit.dossier.ballots
    return ballots[-1] if ballots and visit.may(ActName.read_ballot) else None


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the reviewer asked for when the dossier went back to its cell: everything named, and whether it changed."""

    note: str
    at: datetime
    asked: Mapping[str, bool]


def _request(visit: Visit) -> Request | None:
    """The last return, for the reviewer whose dossier has come back."""
    dossier, move = visit.dossier, returns.last_return(visit.dossier)
    if move is None or Role.commune_reviewer not in visit.roles or not visit.may(ActName.read_self):
        return None
    values = figures.latest(db.session, [dossier.unit_id], [dossier.campaign.year])
    found = returns.asked_by(dossier, move, values)
    return Request(note=move.note, at=move.at, asked={each.label: each.is_changed for each in found})


def _decided(visit: Visit) -> tuple[history.Concluded, tuple[Reason, ...]] | None:
    """What the commune has decided, and why its reviewer scores no more."""
    if Role.commune_reviewer not in visit.roles or visit.facts.own_unit is not None:
        return None
    found, dossier = history.decided_at_commune(db.session, visit.dossier), visit.dossier
    process = dossier.campaign.process
    reasons = why_not(process, ActName.score_commune, dossier.state, visit.roles, visit.facts)
    return (found, reasons) if found else None


def _closed(visit: Visit) -> tuple[Reason, ...]:
    """Why the cell's part is not to be read here and now."""
    return why_not(visit.dossier.campaign.process, ActName.read_self, visit.dossier.state, visit.roles, visit.facts)


def _clashes(visit: Visit) -> list[comparison.Comparison]:
    """The contradictions of the commune, for those who may see its figures."""
    campaign, unit_id = visit.dossier.campaign, visit.dossier.review_unit_id
    if unit_id not in rights.readable_communes(db.session, campaign, by=visit.account, now=visit.now):
        return []
    return [found for found in comparison.compare(db.session, campaign, unit_id) if found.is_contradiction]


def _desk(visit: Visit) -> Desk | None:
    """The reviewer's queue or the team's list; the others come from their own pages."""
    dossier, reviewed = visit.dossier, Role.commune_reviewer in visit.roles
    if not visit.roles & {Role.commune_reviewer, Role.appraiser, Role.appraisal_lead}:
        return None
    campaign_id = dossier.campaign_id
    return Desk(
        words=_("Hồ sơ chờ Đảng ủy xã xem xét") if reviewed else _("Thẩm định"),
        list_words=_("Hồ sơ chờ xem xét") if reviewed else _("Thẩm định"),
        list_url=url_for("campaigns.review", campaign_id=campaign_id, unit=dossier.review_unit_id)
        if reviewed
        else url_for("campaigns.appraisal", campaign_id=campaign_id),
        neighbours=queue.neighbours(db.session, dossier, reviewed=reviewed),
    )


def _meeting_url(visit: Visit) -> str:
    """Where the body decides on this dossier, for who records it."""
    if not visit.may(ActName.draft_decision):
        return ""
    dossier, who = visit.dossier, signed_in_standing()
    mine = who.units(Role.authority_secretary) if who else frozenset()
    unit_id = dossier.authority_unit_id if dossier.authority_unit_id in mine else dossier.review_unit_id
    return url_for("decisions.edit", campaign_id=dossier.campaign_id, unit=unit_id)


def _hidden_words(visit: Visit) -> str:
    """Why other appraisers' assessments are not on the page, for who is one of them."""
    if not assessments.judges_alone(visit.dossier, visit.account, visit.roles, visit.facts):
        return ""
    return str(_("Đánh giá của thành viên khác chỉ hiện sau khi đồng chí hoàn thành phần của mình."))
