"""Figures side by side: the reports of a commune and its cells, their contradictions, and how these are settled."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.models import Campaign
from grading.rules.contradictions import sentence
from grading.services.campaigns import campaigns
from grading.services.figures import clashes, comparison, rights
from grading.services.figures.clashes import Correction
from grading.services.figures.comparison import Comparison
from grading.services.figures.entered import figure_of
from grading.services.figures.figures import UnitYear
from grading.services.ground.errors import NotNow, Refused, forbid
from grading.services.units.units import names_on
from grading.text import hundredths
from grading.web.shell.forms import UNREAD, Form
from grading.web.shell.language import chosen
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.words import reason_words
from workflows import ActName, Reason, Role

LARGEST = 2**31 - 1
"""The largest number that a column of whole numbers holds."""


@dataclass(kw_only=True)
class FigureForm(Form):
    """One of the forms of the page. All forms have boxes of the same names; `elsewhere` is the id of the form's first
    box."""

    def sent(self, name: str) -> int:
        """Returns a number that the page itself put into the form. Without it the request is not from our page, and the
        answer is 404."""
        value = self.hidden(name)
        if value is None or abs(value) > LARGEST:
            abort(404)
        return value

    def value_of(self, campaign: Campaign, metric: str) -> int | Reason:
        """Returns hundredths, or the reason why the text is no figure of this metric."""
        if metric not in {row.key for row in campaign.programme.metrics}:
            abort(404)
        return figure_of(campaign.programme.metric(metric), self.text("value"))


def told(found: Comparison, unit_name: str) -> str:
    """Returns the programme's own sentence about a finding, with the numbers written as on the page."""
    language = chosen()
    return sentence(
        found.rule, found.finding, unit=unit_name, language=language, number=lambda value: hundredths(value, language)
    )


@login_required
def figures(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    return _page(campaign, request.args.get("unit", type=int))


@login_required
def explain(campaign_id: int) -> ResponseReturnValue:
    form = FigureForm(posted=request.form)
    unit_id, year, rule = form.sent("unit"), form.sent("year"), form.text("rule")
    reason, seen = form.text("reason"), (form.sent("reported"), form.sent("computed"))
    form.elsewhere = f"explain-{rule}-{year}"
    try:
        with unit_of_work() as session:
            campaign = campaigns.get_campaign(session, actor(), campaign_id)
            clashes.explain(session, actor(), campaign, UnitYear(unit_id, year), rule, reason=reason, seen=seen)
    except Refused as refusal:
        return _refused(campaign_id, unit_id, form, refusal)
    flash(_("Đã ghi giải trình. Giải trình hết hiệu lực khi một trong hai số thay đổi."))
    return _back(campaign_id, unit_id, f"{rule}-{year}")


@login_required
def correct(campaign_id: int) -> ResponseReturnValue:
    form = FigureForm(posted=request.form)
    unit_id, year, metric, rule = form.sent("unit"), form.sent("year"), form.text("metric"), form.text("rule")
    form.elsewhere = f"correct-{rule}-{metric}-{year}"
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    value = form.value_of(campaign, metric)
    if isinstance(value, Reason):
        sentence = _("Số vừa nhập chưa đúng. Mời nhập bằng chữ số, ví dụ 2.767 hoặc 65,3.")
        form.wrong(form.elsewhere, sentence if value.code in UNREAD else reason_words(value))
        return _page(campaign, unit_id, form), 422
    try:
        with unit_of_work() as session:
            campaign = campaigns.get_campaign(session, actor(), campaign_id)
            clashes.correct(
                session,
                actor(),
                campaign,
                UnitYear(unit_id, year),
                Correction(metric=metric, value=value, reason=form.text("reason")),
                seen=form.sent("reported"),
            )
    except Refused as refusal:
        return _refused(campaign_id, unit_id, form, refusal)
    flash(_("Đã sửa số liệu của đảng bộ."))
    return _back(campaign_id, unit_id, f"{rule}-{year}")


def _refused(campaign_id: int, unit_id: int, form: FigureForm, refusal: Refused) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    form.refuse(refusal.reasons)
    return _page(campaign, unit_id, form), 409 if isinstance(refusal, NotNow) else 422


def _back(campaign_id: int, unit_id: int, anchor: str) -> ResponseReturnValue:
    return redirect(url_for("campaigns.figures", campaign_id=campaign_id, unit=unit_id, _anchor=anchor), code=303)


def _page(campaign: Campaign, wanted: int | None, form: FigureForm | None = None) -> str:
    units = rights.readable_communes(db.session, actor(), campaign)
    if not units or (wanted is not None and wanted not in units):
        raise forbid("not_your_role", role=Role.commune_reviewer)
    names = names_on(db.session, units, campaign.as_of)
    ordered = dict(sorted(names.items(), key=lambda pair: pair[1].sort_key))
    unit_id = wanted if wanted is not None else next(iter(ordered))
    comparisons = comparison.compare(db.session, actor().standing, campaign, unit_id)
    refusals = {
        act: rights.refusal_of(db.session, actor(), campaign, unit_id, act)
        for act in (ActName.explain_figures, ActName.correct_figures)
    }
    return render_template(
        "figures/index.html",
        campaign=campaign,
        unit_id=unit_id,
        units=ordered,
        found=comparisons,
        years=sorted({row.finding.year for row in comparisons}, reverse=True),
        may_explain=refusals[ActName.explain_figures] is None,
        may_correct=refusals[ActName.correct_figures] is None,
        closed=refusals[ActName.explain_figures],
        told=told,
        refused=form or FigureForm(),
    )
