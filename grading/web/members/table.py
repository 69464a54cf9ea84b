"""The table of a commune's members by level: the decided counts beside the counts that each cell proposed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from grading.models import Campaign
from grading.rules.programmes.parts.figures import Metric
from grading.rules.programmes.parts.members import Exceeding
from grading.services.campaigns import campaigns
from grading.services.ground.errors import NotNow, Refused
from grading.services.members import members_decided as members
from grading.services.members import quotas
from grading.services.members.members_decided import CellMembers, Entered, RowsRefused
from grading.web.layers.queue import reviewed_units, unit_asked
from grading.web.shell.forms import Form
from grading.web.shell.language import chosen
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor


@dataclass(kw_only=True)
class MembersTable(Form):
    """The form with one line for each dossier. The boxes of a line are called `<metric>-<dossier>`."""

    trims: bool = True
    entered: dict[int, Entered] = field(default_factory=dict)

    def read(self, rows: Sequence[CellMembers], metrics: Sequence[Metric]) -> None:
        """Reads the rows that are open. A row whose boxes are all empty is not decided yet."""
        for row in rows:
            line = Form(posted=self.posted, trims=True, key=str(row.dossier.id))
            seen = line.hidden("seen")
            if seen is None or not any(line.text(metric.key) for metric in metrics):
                continue
            counts = {metric.key: line.count(metric.key, _count_wanted(row, metric), needed=True) for metric in metrics}
            values = {key: count * 100 for key, count in counts.items() if count is not None}
            self.entered[row.dossier.id] = Entered(values=values, seen=seen)
            self.typed |= line.typed
            self.mistakes += line.mistakes


@login_required
def members_decided(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    return _page(campaign, unit_asked(campaign), MembersTable())


@login_required
def save_members_decided(campaign_id: int) -> ResponseReturnValue:
    form = MembersTable()
    try:
        with unit_of_work() as session:
            campaign = campaigns.get_campaign(session, actor(), campaign_id)
            unit_id = unit_asked(campaign)
            if request.form.get("do") == "take_over":
                done, left = members.take_over(session, actor(), campaign, unit_id)
                words = _taken_over(len(done), left)
            else:
                rows = members.of_commune(session, actor(), campaign, unit_id)
                form = MembersTable(posted=request.form)
                form.read(rows, campaign.programme.decided_later)
                done = [] if form.mistakes else members.decide(
                    session, actor(), campaign, form.entered, reason=form.text("quota_reason")
                )  # fmt: skip
                words = ngettext("Đã lưu %(num)s tổ chức đảng.", "Đã lưu %(num)s tổ chức đảng.", len(done))
    except RowsRefused as refusal:
        return _refused(campaign_id, form, refusal)
    except Refused as refusal:
        form.elsewhere = "quota_reason"
        form.refuse(refusal.reasons)
        return _again(campaign_id, form), 422
    if form.mistakes:
        return _again(campaign_id, form), 422
    flash(words, "ok")
    return redirect(url_for("campaigns.members_decided", campaign_id=campaign_id, unit=unit_id), code=303)


def _taken_over(done: int, left: int) -> str:
    sentence = ngettext(
        "Đã ghi số đề nghị là số đã quyết định cho %(num)s tổ chức đảng.",
        "Đã ghi số đề nghị là số đã quyết định cho %(num)s tổ chức đảng.", done,
    )  # fmt: skip
    kept = ngettext("%(num)s tổ chức đảng giữ nguyên.", "%(num)s tổ chức đảng giữ nguyên.", left) if left else ""
    return f"{sentence} {kept}".strip()


def _count_wanted(row: CellMembers, metric: Metric) -> str:
    name = getattr(metric.name, chosen())
    return str(_("%(unit)s, %(name)s: chỉ nhận số nguyên; không có thì ghi 0.", unit=row.name, name=name))


def _refused(campaign_id: int, form: MembersTable, refusal: RowsRefused) -> ResponseReturnValue:
    for key, reasons in refusal.rows.items():
        form.elsewhere = f"row-{key}"
        form.refuse(reasons)
    return _again(campaign_id, form), 409 if isinstance(refusal, NotNow) else 422


def _again(campaign_id: int, form: MembersTable) -> str:
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    return _page(campaign, unit_asked(campaign), form)


def _may_exceed(campaign: Campaign) -> bool:
    """Returns whether the programme lets counts above a quota be decided with a reason."""
    rule = campaign.programme.members_decided
    return rule is not None and any(each.is_given and each.exceeding is Exceeding.with_reason for each in rule.quotas)


def _page(campaign: Campaign, unit_id: int, form: MembersTable) -> str:
    rows = members.of_commune(db.session, actor(), campaign, unit_id)
    names = {f"row-{row.dossier.id}": row.name for row in rows}
    return render_template(
        "members/table.html",
        campaign=campaign,
        unit_id=unit_id,
        units=reviewed_units(campaign),
        metrics=campaign.programme.decided_later,
        rows=rows,
        rooms=quotas.organisation_rooms(
            db.session,
            campaign,
            unit_id,
            {key: entry.values for key, entry in form.entered.items()},
        ),
        may_exceed=_may_exceed(campaign),
        typed=form,
        mistakes=[
            (anchor, f"{names[anchor]}: {words}" if anchor in names else words) for anchor, words in form.mistakes
        ],
        open_rows=[row for row in rows if not row.closed],
        untouched=[row for row in rows if not row.closed and row.decided is None],
    )
