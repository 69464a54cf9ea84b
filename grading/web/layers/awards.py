"""The page on which the appraisal team appraises the awards of a unit whose level is decided already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.models import AwardOpinion
from grading.services.dossiers import history, steps
from grading.services.ground.errors import NotNow, Refused
from grading.services.layers import award_opinions
from grading.services.layers.award_opinions import Candidate, Said
from grading.web.layers.pages import desk_of
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.visit import Visit, visit_to
from workflows import ActName, Reason

bp = Blueprint("awards", __name__, url_prefix="/dossiers/<int:dossier_id>/awards")

FOR, AGAINST = "for", "against"
_TEAM = "team-"


@dataclass(kw_only=True)
class AwardsForm(Form):
    """One author's opinions: for or against each award, and why. `before` tells the boxes of two forms apart."""

    places = {"award_opinion_missing": "opinion-{award}", "award_reason_missing": "words-{award}"}
    trims: bool = True
    before: str = ""
    rows: dict[str, Form] = field(default_factory=dict)

    def take(self, candidates: Sequence[Candidate]) -> None:
        self.rows = {each.key: self.row(Form, each.key) for each in candidates if each.ground.is_open}

    @classmethod
    def stored(cls, candidates: Sequence[Candidate], said: dict[str, AwardOpinion], before: str = "") -> "AwardsForm":
        """Returns the form with the stored opinions in its boxes, before anybody types."""
        form = cls(before=before)
        form.take(candidates)
        form.fill({"version": str(award_opinions.version_of(said))})
        for key, row in said.items():
            if key in form.rows:
                opinion = FOR if row.in_favour else AGAINST
                form.rows[key].fill({f"{before}opinion": opinion, f"{before}words": row.words})
        return form

    def place_of(self, reason: Reason) -> str:
        place = super().place_of(reason)
        return f"{self.before}{place}" if place else place

    def said(self) -> dict[str, Said]:
        """Returns the opinions that were given; an award without one is left out."""
        return {
            key: Said(in_favour=row.text(f"{self.before}opinion") == FOR, words=row.lines(f"{self.before}words"))
            for key, row in self.rows.items()
            if row.text(f"{self.before}opinion") in {FOR, AGAINST}
        }


@bp.get("")
@login_required
def show(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    if not award_opinions.may_see(visit.dossier, visit.roles, visit.facts):
        visit.require(ActName.appraise_award)
    return _page(visit)


@bp.post("")
@login_required
def save(dossier_id: int) -> ResponseReturnValue:
    """Saves the opinion of one member of the team."""
    return _save(dossier_id, award_opinions.save_opinion, ActName.appraise_award)


@bp.post("/proposal")
@login_required
def propose(dossier_id: int) -> ResponseReturnValue:
    """Saves what the team proposes."""
    return _save(dossier_id, award_opinions.propose, ActName.propose_award)


def _save(dossier_id: int, act: Callable[..., None], name: ActName) -> ResponseReturnValue:
    form = AwardsForm(posted=request.form, before=_TEAM if name is ActName.propose_award else "")
    visit = visit_to(dossier_id)
    visit.require(name)
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            form.take(_candidates(visit))
            act(session, visit.actor, visit.dossier, form.said(), seen=form.version)
    except Refused as refusal:
        visit = visit_to(dossier_id)
        form.take(_candidates(visit))
        form.refuse(refusal.reasons)
        if isinstance(refusal, NotNow):
            form.fill({"version": str(_version(visit, name))})
            return _page(visit, **{_FORMS[name]: form}), 409
        return _page(visit, **{_FORMS[name]: form}), 422
    flash(_("Đã lưu kết luận của Tổ thẩm định.") if name is ActName.propose_award else _("Đã lưu ý kiến."))
    return redirect(url_for(".show", dossier_id=dossier_id), code=303)


_FORMS = {ActName.appraise_award: "own", ActName.propose_award: "team"}


def _version(visit: Visit, name: ActName) -> int:
    author = visit.actor.account_id if name is ActName.appraise_award else None
    return award_opinions.version_of(award_opinions.of_author(visit.dossier, author))


def _candidates(visit: Visit) -> list[Candidate]:
    """Returns every award of the programme, the highest first: a unit gets one award in a campaign."""
    campaign, unit_id = visit.dossier.campaign, visit.dossier.unit_id
    found = award_opinions.candidates(db.session, campaign, [unit_id])[unit_id]
    return sorted(found, key=lambda each: -each.ground.rule.streak)


def _page(visit: Visit, *, own: AwardsForm | None = None, team: AwardsForm | None = None) -> str:
    dossier, candidates = visit.dossier, _candidates(visit)
    mine = award_opinions.of_author(dossier, visit.actor.account_id)
    agreed = award_opinions.of_author(dossier, None)
    reads_team = visit.may(ActName.propose_award) or visit.may(ActName.read_panel)
    return render_template(
        "layers/awards.html",
        visit=visit,
        candidates=[each for each in candidates if each.ground.is_open],
        closed=[each for each in candidates if not each.ground.is_open],
        own=own or AwardsForm.stored(candidates, mine),
        team=team or AwardsForm.stored(candidates, agreed, _TEAM),
        agreed=agreed if reads_team else {},
        others=award_opinions.of_the_others(visit.actor, dossier, visit.roles, visit.facts),
        decided=history.decided_at_commune(db.session, dossier),
        evidence=[file for file in dossier.evidence if file.removed_at is None] if visit.may("read_evidence") else [],
        numbers={criterion.key: criterion.number for criterion in visit.programme.criteria},
        receipt=history.receipt(dossier),
        desk=desk_of(visit),
        steps=steps.open_steps(dossier, visit.roles, visit.facts),
    )
