"""Why a campaign cannot be opened as somebody chose. The page and the command read the same reasons."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Decider, ProgrammeVersion
from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import CellType
from grading.rules.programmes.saying.places import blanks
from grading.services.campaigns import roster
from grading.services.campaigns.choices import (
    DISTRICT_ENDS,
    Opening,
    deciders,
    default_award_by,
    default_decider,
)
from grading.services.campaigns.roster import Listed
from grading.services.programmes import publishing, shipped
from grading.services.units.units import get_unit
from workflows import Kind, Reason, Tier

LONGEST_CODE = 60
_CODE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_.-]{{0,{LONGEST_CODE - 1}}}")
"""A code stands in commands, names of folders and addresses."""


def reasons_against(session: Session, programme: Programme, opening: Opening) -> list[Reason]:
    """Returns every reason why the campaign is not opened so: programme_null with the list of what the issuer must
    still fill, a programme of the demonstration elsewhere, a code in use, a departure from the usual deciding body
    without its reason, a year the programme is not for, units of another campaign, an empty roster. Raises Refused for
    a version that is not published, and unit_unknown."""
    if opening.programme_version_id is not None:
        version = session.get_one(ProgrammeVersion, opening.programme_version_id)
        publishing.require_open(session, version)
        if version.programme != programme:
            raise ValueError(f"the programme is not {version.name}")
    chosen = [
        *_about_authority(session, opening),
        *_about_programme(session, programme, opening),
        *_about_period(programme, opening),
    ]
    return chosen or [*_about_deciders(programme.kind, opening), *_about_roster(session, programme, opening)]


def _about_authority(session: Session, opening: Opening) -> Iterator[Reason]:
    if (period := get_unit(session, opening.authority_code).latest).kind.is_cell:
        yield because("authority_is_cell", unit=period.org_name)


def _about_programme(session: Session, programme: Programme, opening: Opening) -> Iterator[Reason]:
    if shipped.is_example(programme) and not opening.demo:
        yield because("programme_example", programme=programme.key)
    if left_open := blanks(programme):
        yield because("programme_null", list=tuple(blank.words for blank in left_open))
    if not _CODE.fullmatch(opening.code):
        yield because("campaign_code_shape", code=opening.code, max=LONGEST_CODE)
    elif session.scalars(select(Campaign.id).where(Campaign.code == opening.code)).first():
        yield because("campaign_code_used", code=opening.code)
    if not programme.is_for(opening.year):
        yield because("programme_year", year=opening.year, programme=programme.key)


def _about_period(programme: Programme, opening: Opening) -> Iterator[Reason]:
    span = opening.span
    if span.kind is not programme.period:
        yield because("period_kind", programme=programme.key, kind=programme.period, period=span)
    elif not span.is_calendar and not opening.part_label.strip():
        yield because("period_label", code=span.code)
    elif (opening.tier is Tier.light) is programme.rates_years:
        yield because("tier_light") if programme.rates_years else because("period_tier", period=span)
    if opening.submit_by < opening.opens_on:
        yield because("dates_in_order", first=opening.opens_on, second=opening.submit_by)
    if opening.tier is Tier.three_tier and opening.as_of > DISTRICT_ENDS:
        yield because("tier_gone", date=DISTRICT_ENDS)


def _about_deciders(kind: Kind, opening: Opening) -> Iterator[Reason]:
    decided_by, award_by = deciders(kind, opening)
    if (award_by, decided_by) == (Decider.review_unit, Decider.authority_unit):
        yield because("award_by_nobody")
    departures = (
        (decided_by, default_decider(kind, opening.tier), opening.decided_by_reason),
        (award_by, default_award_by(decided_by), opening.award_by_reason),
    )
    if any(chosen is not usual and not because.strip() for chosen, usual, because in departures):
        yield because("decider_reason_missing")


def _about_roster(session: Session, programme: Programme, opening: Opening) -> Iterator[Reason]:
    found = roster.listed(session, programme, opening.commune_codes, opening.as_of)
    yield from _about_left_out(found, opening)
    staying = staying_on(found, opening)
    if untyped := [each for each in staying if programme.is_typed and _lacks_its_type(each)]:
        yield because("cell_type_missing", list=tuple(each.period.org_name for each in untyped))
    units = {each.unit_id: each.code for each in found}
    taken = set[str]()
    for other in roster.campaigns_beside(session, programme, opening.span, units):
        if not other.overlaps:
            continue
        taken |= {units[unit_id] for unit_id in other.unit_ids}
        if both := other.unit_ids & {each.unit_id for each in staying}:
            yield because("campaign_overlaps", n=len(both), code=other.campaign.code)
    if opening.elsewhere - taken:
        yield because("roster_changed")
    if not staying:
        yield because("roster_empty")


def _about_left_out(found: Sequence[Listed], opening: Opening) -> Iterator[Reason]:
    by_code = {each.code: each for each in found}
    if unknown := (opening.not_rated.keys() | opening.elsewhere) - by_code.keys():
        yield because("unit_unknown", code=", ".join(sorted(unknown)))
    for code, words in opening.not_rated.items():
        if code in by_code and not words.strip():
            left_out = by_code[code]
            yield because("left_out_reason", unit=left_out.period.org_name, row=left_out.unit_id)


def _lacks_its_type(listed: Listed) -> bool:
    return listed.period.kind.is_cell and listed.period.cell_type not in set(CellType)


def staying_on(found: Iterable[Listed], opening: Opening) -> list[Listed]:
    return [each for each in found if each.code not in opening.not_rated and each.code not in opening.elsewhere]


def because(code: str, /, **params: object) -> Reason:
    return Reason(code=code, params=params)
