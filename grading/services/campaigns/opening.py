"""Opens a campaign: freezes its rules and its roster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Decider, Done, Dossier, NotRated, ProgrammeVersion, Registration, Unit, UnitPeriod
from grading.rules.periods import PeriodKind, Span, part
from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import CellType
from grading.rules.programmes.saying.places import blanks
from grading.services.campaigns import processes
from grading.services.dossiers import subordinates
from grading.services.figures import fed_by_months
from grading.services.ground import periods
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn
from grading.services.programmes import publishing
from grading.services.record.recording import record
from grading.services.units.units import children_on, get_unit
from workflows import Kind, Registering, State, Tier, process

DISTRICT_ENDS = date(2025, 6, 30)
"""The last day of the district tier, which left the Party system on 1 July 2025 (QĐ 294-QĐ/TW)."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The choices of a person who opens a campaign. Days are inclusive; `as_of` picks names, parents and tier."""

    code: str
    year: int
    """The year that the period is or lies in."""
    as_of: date
    opens_on: date
    submit_by: date
    authority_code: str
    commune_codes: Sequence[str]
    tier: Tier
    decided_by: Decider | None = None
    decided_by_reason: str = ""
    award_by: Decider | None = None
    award_by_reason: str = ""
    minimum_assessments: int | None = None
    """The least number of assessments of a dossier. If it is None, the programme's number counts."""
    part: Span | None = None
    """The period, where it is not the whole year."""
    part_label: str = ""
    """The words of a term or an ad hoc period."""
    not_rated: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False
    programme_version_id: int | None = None
    """The version that the programme is; None for a shipped programme or a file."""

    @property
    def span(self) -> Span:
        return self.part or part(PeriodKind.year, self.year)


def default_decider(kind: Kind, tier: Tier) -> Decider:
    """Returns the body that usually decides.

    Before July 2025 a commune's committee rates its own cells and the district recognises titles (HD 25, section 3).
    Elsewhere one committee does both.
    """
    return Decider.review_unit if (kind, tier) == (Kind.rating, Tier.three_tier) else Decider.authority_unit


def tier_on(day: date) -> Tier:
    """Returns the tier on that day: two tiers since the district left the Party system."""
    return Tier.three_tier if day <= DISTRICT_ENDS else Tier.two_tier


def usual_tier(programme: Programme, day: date) -> Tier:
    """Returns the tier of a campaign on this programme: a period other than a year is only noted."""
    return tier_on(day) if programme.rates_years else Tier.light


def default_award_by(decided_by: Decider) -> Decider:
    """Returns the body that usually gives awards: the committee that decides.

    The committee directly above the cell gives the yearly Giấy khen (QĐ 232-QĐ/TW, 28.2; CV 19780-CV/VPTW). If that
    committee decides nothing in the campaign, it has no decision that could give the award: the authority gives it.
    """
    return decided_by


def deciders(kind: Kind, opening: Opening) -> tuple[Decider, Decider]:
    """Returns the body that decides levels or titles, and the body that gives awards."""
    if opening.tier is not Tier.three_tier:
        return Decider.authority_unit, Decider.authority_unit
    decided_by = opening.decided_by or default_decider(kind, opening.tier)
    return decided_by, opening.award_by or default_award_by(decided_by)


def open_campaign(session: Session, actor: Actor, programme: Programme, opening: Opening) -> Campaign:
    """Stores the resolved programme and freezes the roster: one dossier for each cell below the communes, or one
    invitation if the programme asks cells to register first.

    Raises:
        Refused: programme_null with the list of what the issuer must still fill; a code in use; a departure from the
            usual deciding body without its reason; an empty roster; a year the programme is not for; a version that is
            not published.
    """
    hold_turn(session, "opening", [0])  # two people may open the same campaign, or bring the same process, at once
    _check(session, programme, opening)
    decided_by, award_by = deciders(Kind(programme.kind), opening)
    authority = get_unit(session, opening.authority_code)
    kind = Kind(programme.kind)
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
    _freeze_roster(session, campaign, authority, opening, actor.now)
    session.flush()
    dossiers = session.scalars(select(Dossier).where(Dossier.campaign_id == campaign.id)).all()
    subordinates.settle(session, dossiers, actor.now)
    fed_by_months.settle(session, dossiers, actor.now)
    record(session, actor, Done.campaign_opened, campaign, programme=campaign.programme_digest)
    return campaign


def _check(session: Session, programme: Programme, opening: Opening) -> None:
    if opening.programme_version_id is not None:
        version = session.get_one(ProgrammeVersion, opening.programme_version_id)
        publishing.require_open(session, version)
        if version.programme != programme:
            raise ValueError(f"the programme is not {version.name}")
    if left_open := blanks(programme):
        raise refuse("programme_null", list=tuple(blank.words for blank in left_open))
    if session.scalars(select(Campaign.id).where(Campaign.code == opening.code)).first():
        raise refuse("campaign_code_used", code=opening.code)
    if not programme.is_for(opening.year):
        raise refuse("programme_year", year=opening.year, programme=programme.key)
    _check_period(programme, opening)
    if opening.submit_by < opening.opens_on:
        raise refuse("dates_in_order", first=opening.opens_on, second=opening.submit_by)
    if opening.tier is Tier.three_tier and opening.as_of > DISTRICT_ENDS:
        raise refuse("tier_gone", date=DISTRICT_ENDS)
    _check_deciders(programme.kind, opening)


def _check_period(programme: Programme, opening: Opening) -> None:
    span = opening.span
    if span.kind is not programme.period:
        raise refuse("period_kind", programme=programme.key, kind=programme.period, period=span)
    if not span.is_calendar and not opening.part_label.strip():
        raise refuse("period_label", code=span.code)
    if (opening.tier is Tier.light) is programme.rates_years:
        raise refuse("tier_light") if programme.rates_years else refuse("period_tier", period=span)


def _check_deciders(kind: Kind, opening: Opening) -> None:
    decided_by, award_by = deciders(kind, opening)
    if (award_by, decided_by) == (Decider.review_unit, Decider.authority_unit):
        raise refuse("award_by_nobody")
    departures = (
        (decided_by, default_decider(kind, opening.tier), opening.decided_by_reason),
        (award_by, default_award_by(decided_by), opening.award_by_reason),
    )
    if any(chosen is not usual and not reason.strip() for chosen, usual, reason in departures):
        raise refuse("decider_reason_missing")


def _freeze_roster(session: Session, campaign: Campaign, authority: Unit, opening: Opening, now: datetime) -> None:
    left_out = dict(opening.not_rated)
    for code in opening.commune_codes:
        commune = get_unit(session, code)
        for period in children_on(session, commune, opening.as_of):
            if period.kind not in campaign.programme.scope:
                continue
            if reason := left_out.pop(period.unit.code, None):
                session.add(NotRated(campaign_id=campaign.id, unit_id=period.unit_id, reason=reason))
                continue
            session.add(_roster_row(campaign, period, commune.id, now))
    if left_out:
        raise refuse("unit_unknown", code=", ".join(sorted(left_out)))
    session.flush()
    _refuse_overlaps(session, campaign)
    roster_column = Registration.campaign_id if campaign.programme.registration else Dossier.campaign_id
    if not session.scalar(select(func.count()).where(roster_column == campaign.id)):
        raise refuse("roster_empty")


def _refuse_overlaps(session: Session, campaign: Campaign) -> None:
    """Raises Refused (campaign_overlaps) for a unit that is on the roster of another campaign of this model and
    period."""
    others = select(Campaign).where(
        Campaign.id != campaign.id, Campaign.period_id == campaign.period_id, Campaign.kind == campaign.kind
    )
    own = _roster(session, campaign)
    for other in session.scalars(others.order_by(Campaign.id)):
        same_model = other.programme.model == campaign.programme.model
        if same_model and (both := own & _roster(session, other)):
            raise refuse("campaign_overlaps", n=len(both), code=other.code)


def _roster(session: Session, campaign: Campaign) -> set[int]:
    """Returns the units of the campaign, without those that left it."""
    gone = (State.withdrawn, State.rejected)
    dossiers = select(Dossier.unit_id).where(Dossier.campaign_id == campaign.id, Dossier.state.not_in(gone))
    invited = select(Registration.unit_id).where(
        Registration.campaign_id == campaign.id,
        Registration.state.not_in((Registering.withdrawn, Registering.set_aside, Registering.confirmed)),
    )
    left_out = select(NotRated.unit_id).where(NotRated.campaign_id == campaign.id)
    return set(session.scalars(dossiers.union(invited))) - set(session.scalars(left_out))


def _roster_row(campaign: Campaign, period: UnitPeriod, review_unit_id: int, now: datetime) -> Registration | Dossier:
    """Returns a dossier, or an invitation if cells register first: then the committee's list makes the dossiers."""
    if campaign.programme.is_typed and period.kind.is_cell and period.cell_type not in set(CellType):
        raise refuse("cell_type_missing", unit=period.org_name)
    if campaign.programme.registration is None:
        return make_dossier(campaign, period, review_unit_id, now)
    unit_id = period.unit_id
    return Registration(campaign_id=campaign.id, unit_id=unit_id, review_unit_id=review_unit_id, touched_at=now)


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
