"""Opens a campaign: freezes its rules and its roster."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Done, Dossier, NotRated, Registration, Unit, UnitPeriod
from grading.rules.programme import Programme
from grading.rules.programmes.parts.registration import Chooser
from grading.services.campaigns import processes, roster
from grading.services.campaigns.choices import Opening, deciders
from grading.services.campaigns.obstacles import reasons_against, staying_on
from grading.services.campaigns.roster import Listed
from grading.services.dossiers import subordinates
from grading.services.figures import fed_by_months
from grading.services.ground import periods
from grading.services.ground.errors import Refused, forbid
from grading.services.ground.turns import hold_turn
from grading.services.record import sealing
from grading.services.record.recording import record_sealed
from grading.services.units.units import get_unit
from grading.text import nfc
from workflows import Role, process


def open_campaign(session: Session, actor: Actor, programme: Programme, opening: Opening) -> Campaign:
    """Stores the resolved programme and freezes the roster: one dossier for each cell below the communes, or one
    invitation if the programme asks cells to register first.

    Raises:
        Forbidden: for a person who is neither an administrator nor the authority's secretary.
        Refused: with every reason, as `reasons_against` returns them.
    """
    authority = get_unit(session, opening.authority_code)
    require_opener(actor, authority.id)
    hold_turn(session, "opening", [0])  # two people may open the same campaign, or bring the same process, at once
    if reasons := reasons_against(session, programme, opening):
        raise Refused(reasons)
    campaign = _campaign(session, actor, programme, opening, authority)
    _freeze_roster(session, campaign, opening, actor.now)
    dossiers = session.scalars(select(Dossier).where(Dossier.campaign_id == campaign.id)).all()
    subordinates.settle(session, dossiers, actor.now)
    fed_by_months.settle(session, dossiers, actor.now)
    seal = sealing.seal_of_campaign(session, campaign)
    record_sealed(session, actor, Done.campaign_opened, campaign, seal, programme=campaign.programme_digest)
    return campaign


def may_open(actor: Actor, authority_id: int | None = None) -> bool:
    """Returns whether this account opens campaigns of the authority, or without one of any: an administrator, and the
    secretary of the committee that issues the decision."""
    own = actor.standing.units(Role.authority_secretary)
    return actor.standing.is_admin or (bool(own) if authority_id is None else authority_id in own)


def require_opener(actor: Actor, authority_id: int | None = None) -> None:
    """Raises Forbidden for a person who may not open campaigns of the authority. A command may."""
    if actor.account is not None and not may_open(actor, authority_id):
        raise forbid("not_your_role", role=Role.authority_secretary)


def _campaign(session: Session, actor: Actor, programme: Programme, opening: Opening, authority: Unit) -> Campaign:
    kind = programme.kind
    decided_by, award_by = deciders(kind, opening)
    campaign = Campaign(
        code=opening.code, kind=kind, tier=opening.tier,
        process_digest=processes.keep(session, actor, process(opening.tier, kind)).digest,
        programme_key=programme.key, programme_json=programme.to_json(), programme_digest=programme.digest,
        programme_version_id=opening.programme_version_id,
        period=periods.keep_span(session, opening.span, opening.part_label),
        as_of=opening.as_of, opens_on=opening.opens_on, submit_by=opening.submit_by,
        authority_unit_id=authority.id,
        decided_by=decided_by, decided_by_reason=opening.decided_by_reason,
        award_by=award_by, award_by_reason=opening.award_by_reason,
        minimum_assessments=opening.minimum_assessments or programme.assessments_min or 1, demo=opening.demo,
        opened_at=actor.now, opened_by_id=actor.account_id,
    )  # fmt: skip
    session.add(campaign)
    session.flush()
    return campaign


def _freeze_roster(session: Session, campaign: Campaign, opening: Opening, now: datetime) -> None:
    found = roster.listed(session, campaign.programme, opening.commune_codes, opening.as_of)
    session.add_all(
        NotRated(campaign_id=campaign.id, unit_id=each.unit_id, reason=nfc(opening.not_rated[each.code]).strip())
        for each in found
        if each.code in opening.not_rated
    )
    session.add_all(_roster_row(campaign, each, now) for each in staying_on(found, opening))
    session.flush()


def _roster_row(campaign: Campaign, listed: Listed, now: datetime) -> Registration | Dossier:
    """Returns a dossier, or an invitation if cells register first: then the committee's list makes the dossiers."""
    rule = campaign.programme.registration
    if rule is None:
        return make_dossier(campaign, listed.period, listed.review_unit_id, now)
    choosers = {Chooser.review_unit: listed.review_unit_id, Chooser.authority_unit: campaign.authority_unit_id}
    return Registration(
        campaign_id=campaign.id, unit_id=listed.unit_id, review_unit_id=listed.review_unit_id,
        choosing_unit_id=choosers[rule.chosen_by], touched_at=now,
    )  # fmt: skip


def make_dossier(campaign: Campaign, period: UnitPeriod, review_unit_id: int, now: datetime) -> Dossier:
    """Returns an empty dossier, for the unit as it was on the campaign's day, due on the campaign's last day."""
    return Dossier(
        campaign_id=campaign.id,
        unit_id=period.unit_id,
        cell_type=period.cell_type,
        review_unit_id=review_unit_id,
        appraisal_unit_id=campaign.authority_unit_id,
        authority_unit_id=campaign.authority_unit_id,
        due_on=campaign.submit_by,
        touched_at=now,
    )
