"""Counts for lists of work, each for many units in one query."""

from collections import Counter
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from grading.models import Base, Decision, DecisionItem, DecisionState, Dossier, Registration
from grading.services.dossiers.lateness import late
from grading.services.dossiers.unit_changes import is_asked
from grading.services.ground.kept import kept
from workflows import ENDS, Registering, State

ByCampaign = tuple[int, int]
"""The id of a campaign and the id of a unit."""
_UNITS = bindparam("units", expanding=True, type_=Integer())
"""The units of a query that is built once, because the first page of most accounts asks it."""


@dataclass(kw_only=True)
class Tally:
    """The counts of dossiers of one campaign and unit."""

    states: Counter[State] = field(default_factory=Counter)
    late: int = 0
    asked: int = 0
    """Dossiers about which somebody has to say what follows, because their unit changed."""

    @property
    def total(self) -> int:
        """The dossiers that go on to a result or have one: those that stopped because their unit changed do not."""
        return self.past()

    @property
    def ended(self) -> int:
        return self.total - self.past(*ENDS)

    def past(self, *here: State) -> int:
        without = {*here, State.discontinued}
        return sum(number for state, number in self.states.items() if state not in without)


def tallies(
    session: Session, unit: InstrumentedAttribute[int], units: frozenset[int], today: date
) -> dict[ByCampaign, Tally]:
    """Counts dossiers by campaign and by the unit in that column, in one query."""
    if not units:
        return {}
    known: dict[Hashable, Any] = kept(session, Base)
    key = ("tallies", unit.key, units, today)
    if key not in known:
        known[key] = _counted(session, unit, unit.in_(units), today)
    found: dict[ByCampaign, Tally] = known[key]
    return found


def tallies_of(
    session: Session,
    campaign_ids: Collection[int],
    today: date,
    unit: InstrumentedAttribute[int] = Dossier.review_unit_id,
) -> dict[ByCampaign, Tally]:
    """Counts the dossiers of these campaigns by the unit that reviews them, or that in the column, in one query."""
    return _counted(session, unit, Dossier.campaign_id.in_(campaign_ids), today) if campaign_ids else {}


def _counted(
    session: Session, unit: InstrumentedAttribute[int], counted: ColumnElement[bool], today: date
) -> dict[ByCampaign, Tally]:
    query = _counting(unit).where(counted)
    counts: dict[ByCampaign, Tally] = {}
    for campaign_id, unit_id, state, number, late_ones, asked in session.execute(query, {"today": today}):
        tally = counts.setdefault((campaign_id, unit_id), Tally())
        tally.states[state] += number
        tally.late += late_ones
        tally.asked += asked
    return counts


@cache
def _counting(unit: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    """Returns the query that counts by campaign, by the unit in that column, and by state; late ones as of `today`. It
    is built once, because most pages above the cell ask it."""
    is_late = late(bindparam("today", type_=Date()))
    counts = select(
        Dossier.campaign_id, unit, Dossier.state, func.count(), number_where(is_late), number_where(is_asked())
    )
    return counts.join(Dossier.campaign).group_by(Dossier.campaign_id, unit, Dossier.state)


def registering(session: Session, units: frozenset[int]) -> dict[ByCampaign, Counter[Registering]]:
    """Counts registrations by state, for each campaign and the unit that settles its list."""
    if not units:
        return {}
    counts: dict[ByCampaign, Counter[Registering]] = {}
    for campaign_id, unit_id, state, number in session.execute(_registering(), {"units": sorted(units)}):
        counts.setdefault((campaign_id, unit_id), Counter())[state] += number
    return counts


@cache
def _registering() -> Select[*tuple[Any, ...]]:
    place = (Registration.campaign_id, Registration.choosing_unit_id, Registration.state)
    return select(*place, func.count()).where(Registration.choosing_unit_id.in_(_UNITS)).group_by(*place)


def number_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Returns the expression that counts the rows of a group that meet the condition."""
    return func.sum(case((condition, 1), else_=0))


def voted_decisions(session: Session, units: frozenset[int]) -> Counter[ByCampaign]:
    """Counts the decisions that are voted on and wait for their number, by campaign and unit."""
    if not units:
        return Counter()
    query = (
        select(Decision.campaign_id, Decision.unit_id, func.count())
        .where(Decision.unit_id.in_(units), Decision.state == DecisionState.voted)
        .group_by(Decision.campaign_id, Decision.unit_id)
    )
    return Counter({(campaign_id, unit_id): number for campaign_id, unit_id, number in session.execute(query)})


def issued_decisions(session: Session, units: frozenset[int]) -> Counter[ByCampaign]:
    """Counts the decisions that have their number, by campaign and unit."""
    query = (
        select(Decision.campaign_id, Decision.unit_id, func.count())
        .where(Decision.unit_id.in_(units), Decision.number.is_not(None))
        .group_by(Decision.campaign_id, Decision.unit_id)
    )
    return Counter({(campaign_id, unit_id): number for campaign_id, unit_id, number in session.execute(query)})


def decided_at_communes(session: Session, units: frozenset[int]) -> Counter[ByCampaign]:
    """Counts the dossiers that are still at the commune although it has issued their level, by campaign and unit."""
    if not units:
        return Counter()
    rows = session.execute(_decided_at_communes(), {"units": sorted(units)})
    return Counter({(campaign_id, unit_id): number for campaign_id, unit_id, number in rows})


@cache
def _decided_at_communes() -> Select[int, int, int]:
    still_there = Decision.state == DecisionState.issued, Dossier.state == State.commune_review
    return (
        select(Decision.campaign_id, Decision.unit_id, func.count())
        .join(DecisionItem, DecisionItem.decision_id == Decision.id)
        .join(Dossier, DecisionItem.dossier_id == Dossier.id)
        .where(Decision.unit_id.in_(_UNITS), *still_there)
        .group_by(Decision.campaign_id, Decision.unit_id)
    )


def by_unit(
    session: Session, unit: InstrumentedAttribute[int], units: frozenset[int], counted: InstrumentedAttribute[Any]
) -> Counter[int]:
    """Returns how many rows of each unit have a value in the counted column."""
    query = select(unit, func.count(counted)).where(unit.in_(units)).group_by(unit)
    return Counter({unit_id: number for unit_id, number in session.execute(query)})
