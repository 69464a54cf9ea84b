"""The pages of a campaign: the places of its dossiers, who decides what, the assumptions of its rules, its lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading import clock
from grading.actors import Standing
from grading.models import Campaign, Done, Dossier, UnitPeriod
from grading.rules.programmes.saying.places import assumptions
from grading.services.campaigns import campaigns, choices, opening, rehearsals
from grading.services.decisions import finding
from grading.services.dossiers import dossiers
from grading.services.dossiers.tallies import Tally, tallies_of
from grading.services.programmes import versions
from grading.services.record import reading
from grading.services.registrations import registrations
from grading.services.units.units import names_on
from grading.web.campaigns import ending_page, plan_page
from grading.web.figures import pages
from grading.web.layers import award_list, noting, queue, sent_year, team_list
from grading.web.members import table
from grading.web.shell.bodies import bodies_in
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor, signed_in_standing
from grading.words import reason_words
from grading.words.bodies import sitting_words
from workflows import CELL_ROLES, ENDS, Role

_ENDED = (Done.campaign_closed, Done.campaign_reopened, Done.campaign_cancelled)
bp = Blueprint("campaigns", __name__, url_prefix="/campaigns")
bp.get("/<int:campaign_id>/review")(queue.review)
bp.post("/<int:campaign_id>/review")(queue.review_many)
bp.get("/<int:campaign_id>/noting")(noting.ask_note)
bp.post("/<int:campaign_id>/noting")(noting.note_many)
bp.get("/<int:campaign_id>/figures")(pages.figures)
bp.get("/<int:campaign_id>/members-decided")(table.members_decided)
bp.post("/<int:campaign_id>/members-decided")(table.save_members_decided)
bp.post("/<int:campaign_id>/figures/explanations")(pages.explain)
bp.post("/<int:campaign_id>/figures/corrections")(pages.correct)
bp.get("/<int:campaign_id>/plan")(plan_page.plan)
bp.get("/<int:campaign_id>/year-work")(sent_year.sent_year)
bp.get("/<int:campaign_id>/appraisal")(team_list.appraisal)
bp.post("/<int:campaign_id>/appraisal")(award_list.pass_on)


@dataclass(frozen=True, kw_only=True)
class Commune:
    """One line of the progress table."""

    name: str
    tally: Tally


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    now = clock.now()
    pages = campaigns.number_of_pages(db.session, actor())
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    visible = campaigns.list_campaigns(db.session, actor(), page)
    counts = tallies_of(db.session, [campaign.id for campaign in visible], clock.day(now))
    totals = {campaign.id: _added(counts, campaign) for campaign in visible}
    names = names_on(db.session, [campaign.authority_unit_id for campaign in visible], clock.day(now))
    return render_template(
        "campaigns/index.html", campaigns=visible, totals=totals, names=names, day=clock.day(now), page=page,
        may_open=opening.may_open(actor()),
        urls=[url_for(".index", page=each) for each in range(1, pages + 1)],
    )  # fmt: skip


@bp.get("/<int:campaign_id>")
@login_required
def show(campaign_id: int) -> ResponseReturnValue:
    now = clock.now()
    campaign = campaigns.get_campaign(db.session, actor(), campaign_id)
    counts = tallies_of(db.session, [campaign.id], clock.day(now))
    by_unit = {unit_id: tally for (counted_id, unit_id), tally in counts.items() if counted_id == campaign.id}
    left_out = [row.unit_id for row in campaign.not_rated]
    names = _names(campaign, [*by_unit, campaign.authority_unit_id, *left_out])
    who = signed_in_standing()
    assert who is not None
    total = _added(counts, campaign)
    decisions = finding.list_decisions(db.session, actor(), campaign)
    issued = [each for each in decisions if each.number is not None]
    ended = _ended(campaign, who)
    names |= _names(campaign, [*(each.unit_id for each in issued), *(each.unit_id for each in ended)])
    return render_template(
        "campaigns/show.html",
        campaign=campaign,
        bodies=bodies_in(campaign, by_unit),
        assumptions=assumptions(campaign.programme),
        reads_programmes=versions.reads_programmes(actor()),
        names=names,
        communes=[
            Commune(name=names[unit_id].org_name, tally=tally)
            for unit_id, tally in sorted(by_unit.items(), key=lambda pair: names[pair[0]].sort_key)
        ],
        total=total,
        states=[state for state in campaign.process.states if state not in ENDS or total.states[state]],
        usual_decided_by=choices.default_decider(campaign.kind, campaign.tier),
        usual_award_by=choices.default_award_by(campaign.decided_by),
        pages=list(_pages(campaign, who, by_unit)),
        tries=_tries(campaign, who),
        endings=ending_page.buttons(campaign),
        events=reading.of_subject(db.session, campaign, _ENDED),
        reads_record=reading.reads_offices(actor()),
        issued=issued,
        ended_dossiers=sorted(ended, key=lambda each: names[each.unit_id].sort_key),
        day=clock.day(now),
    )


def _names(campaign: Campaign, units: list[int]) -> dict[int, UnitPeriod]:
    return names_on(db.session, units, campaign.as_of)


def _added(counts: dict[tuple[int, int], Tally], campaign: Campaign) -> Tally:
    total = Tally()
    for (campaign_id, _unit_id), tally in counts.items():
        if campaign_id == campaign.id:
            total.states.update(tally.states)
            total.late += tally.late
    return total


def _pages(campaign: Campaign, who: Standing, communes: dict[int, Tally]) -> Iterator[tuple[str, str, str]]:
    """Yields the pages on which the viewer's roles have work in this campaign: address, words, the unit of the work."""
    names = _names(campaign, [*communes, campaign.authority_unit_id])
    yield from _own_dossiers(campaign, who)
    yield from _of_model(campaign, names[campaign.authority_unit_id])
    for unit_id in who.units(Role.commune_reviewer) & communes.keys():
        yield (
            url_for("campaigns.review", campaign_id=campaign.id, unit=unit_id),
            _("Hồ sơ chờ xem xét") if campaign.is_decided else _("Hồ sơ chờ ghi nhận"),
            names[unit_id].org_name,
        )
        if campaign.programme.consistency:
            yield (
                url_for("campaigns.figures", campaign_id=campaign.id, unit=unit_id),
                _("Đối chiếu số liệu"),
                names[unit_id].org_name,
            )
        if campaign.programme.decided_later:
            yield (
                url_for("campaigns.members_decided", campaign_id=campaign.id, unit=unit_id),
                _("Kết quả xếp loại đảng viên đã quyết định"),
                names[unit_id].org_name,
            )
    authority = campaign.authority_unit_id
    if not campaign.is_decided:
        return
    if authority in who.units(Role.appraiser, Role.appraisal_lead):
        yield url_for("campaigns.appraisal", campaign_id=campaign.id), _("Thẩm định"), names[authority].org_name
    if campaign.cancelled_at is None:
        yield from _of_deciding(campaign, who, communes, names)


def _of_deciding(
    campaign: Campaign, who: Standing, communes: dict[int, Tally], names: Mapping[int, UnitPeriod]
) -> Iterator[tuple[str, str, str]]:
    """Yields the pages of the meetings and of the awards."""
    authority = campaign.authority_unit_id
    for unit_id in who.units(Role.authority_secretary) & _deciding(campaign, communes):
        url = url_for("decisions.edit", campaign_id=campaign.id, unit=unit_id)
        yield url, _("Hội nghị %(body)s", body=sitting_words(names[unit_id])), names[unit_id].committee_name
    if authority in who.units(Role.authority_secretary, Role.award_clerk):
        url = url_for("commendations.awards", campaign_id=campaign.id)
        yield url, _("Khen thưởng"), names[authority].committee_name


def _of_model(campaign: Campaign, authority: UnitPeriod) -> Iterator[tuple[str, str, str]]:
    """Yields the pages that a title adds: the list of registrations, and the scheme behind the title."""
    if registrations.sees_list(db.session, actor(), campaign):
        yield url_for("registrations.index", campaign_id=campaign.id), _("Danh sách đăng ký"), authority.org_name
    if plan := campaign.programme.plan:
        years = f"{plan.years[0]} - {plan.years[1]}"
        yield url_for("campaigns.plan", campaign_id=campaign.id), _("Chỉ tiêu nhiều năm"), years


def _tries(campaign: Campaign, who: Standing) -> list[tuple[str, str, list[str]]]:
    """Returns the pages of administrators: words, address, why the page is not possible yet. They give the campaign a
    newer process, and rehearse what is finished under another programme."""
    if not who.is_admin:
        return []
    process = (_("Quy trình của đợt đánh giá"), url_for("process.show", campaign_id=campaign.id), list[str]())
    if not campaign.is_decided:
        return [process]
    reason = rehearsals.refusal(db.session, campaign)
    url = url_for("rehearsals.show", campaign_id=campaign.id)
    return [process, (_("Chạy thử bộ tiêu chí khác"), url, [reason_words(reason)] if reason else [])]


def _ended(campaign: Campaign, who: Standing) -> list[Dossier]:
    """Returns the dossiers for an inspector: the ones that have come to an end."""
    seats = who.units(Role.inspector)
    visible = dossiers.list_dossiers(db.session, actor(), campaign) if seats else []
    return [dossier for dossier in visible if dossier.authority_unit_id in seats and dossier.state in ENDS]


def _deciding(campaign: Campaign, communes: dict[int, Tally]) -> set[int]:
    """Returns the units whose committee holds a meeting in this campaign."""
    here = set(communes) if campaign.commune_decides else set()
    return here | {campaign.authority_unit_id}


def _own_dossiers(campaign: Campaign, who: Standing) -> Iterator[tuple[str, str, str]]:
    own = who.units(*CELL_ROLES)
    if not own:
        return
    visible = dossiers.list_dossiers(db.session, actor(), campaign)
    dossier_ids = {dossier.unit_id: dossier.id for dossier in visible if dossier.unit_id in own}
    names = _names(campaign, list(dossier_ids))
    for unit_id, dossier_id in dossier_ids.items():
        url = url_for("dossiers.show", dossier_id=dossier_id)
        yield url, _("Hồ sơ của tổ chức"), names[unit_id].org_name
