"""The roster of a campaign before it is opened: the units that may stand on it, how old they must be, and those that
another campaign has."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import holds_on
from grading.models import Campaign, Dossier, Grant, NotRated, Registration, Succession, UnitPeriod
from grading.rules.periods import Span
from grading.rules.programme import Programme
from grading.services.ground import periods
from grading.services.units.periods import periods_of
from grading.services.units.units import children_on, get_unit, names_on
from workflows import Registering, Role, State

MONTHS_OF_AGE = 6
"""A unit that is younger on the campaign's day gets no level (HD 21-HD/BTCTW, II.A)."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One unit of the programme's scope, as it stood on the campaign's day, and the committee that reviews it."""

    period: UnitPeriod
    review_unit_id: int

    @property
    def code(self) -> str:
        return self.period.unit.code

    @property
    def unit_id(self) -> int:
        return self.period.unit_id


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Another campaign of the same period, and the units that are on both rosters. `overlaps`: it gives the same kind
    of result, so that no unit may be on both."""

    campaign: Campaign
    unit_ids: frozenset[int]
    overlaps: bool


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A roster to look through before opening. `founded` holds the day of each unit that is too young for a level;
    `without_sender` the units for which nobody may send a dossier yet."""

    listed: Sequence[Listed]
    communes: Mapping[int, UnitPeriod]
    beside: Sequence[Beside]
    founded: Mapping[int, date]
    without_sender: frozenset[int]
    digest: str

    @property
    def elsewhere(self) -> dict[int, Campaign]:
        """The campaign that has the unit already, by unit."""
        return {unit_id: other.campaign for other in self.beside if other.overlaps for unit_id in other.unit_ids}

    @property
    def parallel(self) -> list[Beside]:
        """The campaigns that may go on beside this one with the same units."""
        return [other for other in self.beside if not other.overlaps]


def look(
    session: Session, programme: Programme, span: Span, as_of: date, commune_codes: Sequence[str], *, today: date
) -> Looked:
    """Returns the units that the roster would hold, with what a person should know of them. Raises Refused
    (unit_unknown)."""
    found = listed(session, programme, commune_codes, as_of)
    unit_ids = [each.unit_id for each in found]
    beside = campaigns_beside(session, programme, span, unit_ids)
    elsewhere = {unit_id for other in beside if other.overlaps for unit_id in other.unit_ids}
    told = [programme.digest, span.code, as_of.isoformat(), *map(str, unit_ids), "|", *map(str, sorted(elsewhere))]
    return Looked(
        listed=found,
        communes=names_on(session, {each.review_unit_id for each in found}, as_of),
        beside=beside,
        founded=_founded(session, unit_ids, as_of),
        without_sender=frozenset(unit_ids) - _with_sender(session, unit_ids, today),
        digest=sha256("\n".join(told).encode()).hexdigest(),
    )


def listed(session: Session, programme: Programme, commune_codes: Iterable[str], as_of: date) -> list[Listed]:
    """Returns the units of the programme's scope below these committees, commune by commune in Vietnamese order."""
    communes = [get_unit(session, code) for code in commune_codes]
    return [
        Listed(period=period, review_unit_id=commune.id)
        for commune in communes
        for period in children_on(session, commune, as_of)
        if period.kind in programme.scope
    ]


def campaigns_beside(session: Session, programme: Programme, span: Span, unit_ids: Collection[int]) -> list[Beside]:
    """Returns the campaigns of the same period that have some of these units on their rosters, oldest first. A
    cancelled campaign leaves its units free."""
    period = periods.find(session, span)
    if period is None:
        return []
    return list(_beside(session, programme, period.id, unit_ids))


def overlapping(session: Session, campaign: Campaign) -> list[Beside]:
    """Returns the other campaigns of its period that give units of this campaign the same kind of result."""
    found = _beside(session, campaign.programme, campaign.period_id, _units_of(session, campaign))
    return [other for other in found if other.overlaps and other.campaign.id != campaign.id]


def _beside(session: Session, programme: Programme, period_id: int, unit_ids: Collection[int]) -> Iterator[Beside]:
    query = select(Campaign).where(Campaign.period_id == period_id, Campaign.cancelled_at.is_(None))
    for other in session.scalars(query.order_by(Campaign.id)):
        if both := _units_of(session, other).intersection(unit_ids):
            same = (other.kind, other.programme.model) == (programme.kind, programme.model)
            yield Beside(campaign=other, unit_ids=frozenset(both), overlaps=same)


def _units_of(session: Session, campaign: Campaign) -> set[int]:
    """Returns the units of the campaign, without those that left it."""
    gone = (State.withdrawn, State.rejected)
    dossiers = select(Dossier.unit_id).where(Dossier.campaign_id == campaign.id, Dossier.state.not_in(gone))
    invited = select(Registration.unit_id).where(
        Registration.campaign_id == campaign.id,
        Registration.state.not_in((Registering.withdrawn, Registering.set_aside, Registering.confirmed)),
    )
    left_out = select(NotRated.unit_id).where(NotRated.campaign_id == campaign.id)
    return set(session.scalars(dossiers.union(invited))) - set(session.scalars(left_out))


def _founded(session: Session, unit_ids: Collection[int], as_of: date) -> dict[int, date]:
    """Returns the first day of each unit that is too young. The campaign's day counts whole: what was set up on 01/7 is
    six months old at the end of 31/12. A unit that came from a merger or a division is as old as the units before
    it."""
    first: dict[int, date | None] = {}
    for period in periods_of(session, unit_ids):
        first.setdefault(period.unit_id, period.valid_from)
    young = {
        unit_id: day
        for unit_id, day in first.items()
        if day is not None and _months_later(day) > as_of + timedelta(days=1)
    }
    query = select(Succession.successor_id).where(Succession.successor_id.in_(young))
    continued = set(session.scalars(query)) if young else set()
    return {unit_id: day for unit_id, day in young.items() if unit_id not in continued}


def _months_later(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + MONTHS_OF_AGE, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _with_sender(session: Session, unit_ids: Collection[int], today: date) -> set[int]:
    query = select(Grant.unit_id).where(Grant.unit_id.in_(unit_ids), Grant.role == Role.cell_secretary, holds_on(today))
    return {unit_id for unit_id in session.scalars(query) if unit_id is not None}
