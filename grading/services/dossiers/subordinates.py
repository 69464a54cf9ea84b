"""The organisations below a unit: those that are not decided yet, and the figures that follow from their results."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import Integer, Select, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import command
from grading.models import Campaign, Dossier, NotRated, Result, UnitPeriod
from grading.rules.levels import Level
from grading.rules.programmes.parts.outcomes import DECLINED
from grading.rules.subordinates import Standing, counts
from grading.services.figures import figures
from grading.services.results.counting import legal_levels
from grading.services.results.results import is_in_force
from workflows import ENDS, Kind, State

SOURCE = "subordinates"
"""The source of a figure that nobody reported, because it follows from results."""


@dataclass(frozen=True, kw_only=True)
class Subordinate:
    """One organisation directly below, as it stands for the year. `not_rated`: a roster says why it has no level."""

    unit_id: int
    name: str
    standing: Standing
    not_rated: bool
    title_pending: bool
    """Whether its own dossier for a title that counts for the unit above has not ended yet."""

    @property
    def is_decided(self) -> bool:
        return (self.standing.level is not None or self.not_rated) and not self.title_pending


Below = dict[int, list[Subordinate]]
"""The organisations by id of the upper unit's dossier, in Vietnamese order; no entry for a unit without any below."""


def below(session: Session, dossiers: Iterable[Dossier]) -> Below:
    """Loads the organisations below. A campaign takes a fixed number of queries, or one query if no unit has any below
    it."""
    organisations: Below = {}
    by_campaign: dict[int, list[Dossier]] = {}
    for dossier in dossiers:
        by_campaign.setdefault(dossier.campaign_id, []).append(dossier)
    for group in by_campaign.values():
        organisations |= _below(session, group[0].campaign, group)
    return organisations


def names_open(found: Sequence[Subordinate]) -> tuple[str, ...]:
    """Returns the names of the undecided organisations. The unit above waits for them: lower levels are decided
    first."""
    return tuple(organisation.name for organisation in found if not organisation.is_decided)


def settle(session: Session, dossiers: Iterable[Dossier], now: datetime) -> None:
    """Reports the figures that follow from the results below, for every unit whose subordinates are all decided."""
    counting = {dossier.id: dossier for dossier in dossiers if dossier.programme.counted}
    for dossier_id, organisations in below(session, counting.values()).items():
        if names_open(organisations):
            continue
        campaign, unit_id = counting[dossier_id].campaign, counting[dossier_id].unit_id
        values = counts(campaign.programme.counted, [organisation.standing for organisation in organisations])
        figures.report(session, command(now), unit_id, campaign.period_id, values, source=SOURCE)


def settle_above(session: Session, unit_ids: Collection[int], period_id: int, now: datetime) -> None:
    """Reports the same figures for the units above these, whose results of the period are new."""
    above = select(UnitPeriod.parent_id).where(UnitPeriod.unit_id.in_(unit_ids), UnitPeriod.parent_id.is_not(None))
    query = (
        select(Dossier)
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .options(joinedload(Dossier.campaign))
        .where(Dossier.unit_id.in_(above), Campaign.period_id == period_id, Dossier.state.not_in(ENDS))
        .where(Campaign.cancelled_at.is_(None))
    )
    settle(session, session.scalars(query.order_by(Dossier.id)).all(), now)


def _below(session: Session, campaign: Campaign, dossiers: Sequence[Dossier]) -> Below:
    children = _children(session, {dossier.unit_id for dossier in dossiers}, campaign.as_of)
    if not children:
        return {}
    ids = {period.unit_id for periods in children.values() for period in periods}
    standings = _standings(session, ids, campaign.period_id)
    not_rated = _not_rated(session, ids, campaign.period_id)
    models = {metric.title for metric in campaign.programme.counted if metric.title}
    pending = _pending(session, ids, campaign.period_id, models) if models else set()
    return {
        dossier.id: [
            Subordinate(
                unit_id=period.unit_id, name=period.org_name, standing=standings.get(period.unit_id, Standing()),
                not_rated=period.unit_id in not_rated, title_pending=period.unit_id in pending,
            )
            for period in children[dossier.unit_id]
        ]
        for dossier in dossiers
        if dossier.unit_id in children
    }  # fmt: skip


def _children(session: Session, unit_ids: Collection[int], day: date) -> dict[int, list[UnitPeriod]]:
    children: dict[int, list[UnitPeriod]] = {}
    for period in session.scalars(_ever_below(), {"units": sorted(unit_ids)}):
        if period.holds_on(day) and period.parent_id is not None:
            children.setdefault(period.parent_id, []).append(period)
    return children


@cache
def _ever_below() -> Select[UnitPeriod]:
    """Returns the query for the periods of every unit that was ever directly below one of the `units`."""
    parents = bindparam("units", expanding=True, type_=Integer())
    return select(UnitPeriod).where(UnitPeriod.parent_id.in_(parents)).order_by(UnitPeriod.sort_key, UnitPeriod.id)


def _standings(session: Session, unit_ids: Collection[int], period_id: int) -> dict[int, Standing]:
    of_units = select(Result).where(Result.unit_id.in_(unit_ids), Result.period_id == period_id, is_in_force())
    levels: dict[int, Level] = {}
    titles: dict[int, set[str]] = {}
    rows = session.scalars(of_units.order_by(Result.id)).all()
    legal = legal_levels(session, [row for row in rows if row.kind is Kind.rating])
    for result in rows:
        if result.kind is Kind.rating:
            if result.id in legal:
                levels[result.unit_id] = Level(legal[result.id])
        elif result.outcome != DECLINED and result.model:
            titles.setdefault(result.unit_id, set()).add(result.model)
    return {
        unit_id: Standing(level=levels.get(unit_id), titles=frozenset(titles.get(unit_id, ())))
        for unit_id in levels.keys() | titles.keys()
    }


def _not_rated(session: Session, unit_ids: Collection[int], period_id: int) -> set[int]:
    of_the_period = NotRated.campaign_id.in_(
        select(Campaign.id).where(
            Campaign.period_id == period_id, Campaign.kind == Kind.rating, Campaign.cancelled_at.is_(None)
        )
    )
    return set(session.scalars(select(NotRated.unit_id).where(NotRated.unit_id.in_(unit_ids), of_the_period)))


def _pending(session: Session, unit_ids: Collection[int], period_id: int, models: Collection[str]) -> set[int]:
    """Returns the units with an unfinished dossier for one of these titles.

    A title is voluntary, so the upper unit waits only for units that have a dossier. It does not wait for what was
    never sent once the campaign is closed.
    """
    query = (
        select(Dossier.unit_id, Campaign)
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .where(
            Dossier.unit_id.in_(unit_ids),
            Campaign.period_id == period_id,
            Campaign.kind == Kind.recognition,
            Dossier.state.not_in(ENDS),
            Campaign.cancelled_at.is_(None),
            or_(Campaign.closed_at.is_(None), Dossier.state != State.draft, Dossier.came_back),
        )
    )
    return {unit_id for unit_id, campaign in session.execute(query) if campaign.programme.model in models}
