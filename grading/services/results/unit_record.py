"""The record of a unit: its results by year and the figures of its latest year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, case, or_, select
from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Campaign, Decision, DecisionItem, Dossier, Figure, Period, Result
from grading.models.period import is_year
from grading.permissions import KEPT, visible_to
from grading.rules.programmes.parts.figures import Metric
from grading.services.figures.figures import FigureRow
from grading.services.figures.readable import latest_readable
from grading.services.results.results import gives_a_level, is_in_force
from grading.services.units.directory import lineage
from workflows import State, Tier

_UNITS = bindparam("units", expanding=True, type_=Integer())
"""The units of a query that is built once, because the home of every cell asks it."""


@dataclass(frozen=True, kw_only=True)
class Year:
    """The live result of one year. A result without a decision was imported, and its source says from where."""

    result: Result
    decision: Decision | None


@dataclass(frozen=True, kw_only=True)
class Reported:
    """The figures that a unit reported for its latest year, in the order of the programmes that name them."""

    year: int
    metrics: Mapping[str, Metric]
    figures: tuple[FigureRow, ...]

    def metric(self, figure: FigureRow) -> Metric | None:
        """Returns what the figure counts; None for a figure that no programme of the unit knows."""
        return self.metrics.get(figure.metric)


@dataclass(frozen=True, kw_only=True)
class Part:
    """The outcome of one part of a year. `outcome` is None where the sheet arrived at no level, and where the campaign
    was closed before it was sent (not `is_noted`). `dossier_id` is None for a reader who may not see that dossier."""

    period: Period
    is_noted: bool
    outcome: str | None
    dossier_id: int | None


Parts = dict[int, dict[int, list[Part]]]
"""The parts by unit and year, in the order of the calendar."""


def may_see(session: Session, who: Standing, unit_id: int, day: date) -> bool:
    """Returns whether this account may see results and figures of the unit. It needs a role on the unit, on a unit
    above, or on a unit that reviewed, appraised or decided a dossier of the unit, unless the campaign was cancelled. An
    administrator may see them too, but never scores."""
    seats = frozenset().union(*who.seats.values())
    if who.is_admin or not seats.isdisjoint(lineage(session, unit_id, day)):
        return True
    desks = (Dossier.review_unit_id, Dossier.appraisal_unit_id, Dossier.authority_unit_id)
    above = (
        select(Dossier.id)
        .join(Dossier.campaign)
        .where(Dossier.unit_id == unit_id, or_(*(desk.in_(seats) for desk in desks)), Campaign.cancelled_at.is_(None))
    )
    return session.scalars(above.limit(1)).first() is not None


def years_of(session: Session, unit_ids: Iterable[int]) -> dict[int, list[Year]]:
    """Returns the live results of each unit, newest year first, in one query."""
    ids = set(unit_ids)
    years: dict[int, list[Year]] = {unit_id: [] for unit_id in ids}
    if not ids:
        return years
    for result, decision in session.execute(_live(), {"units": sorted(ids)}):
        years[result.unit_id].append(Year(result=result, decision=decision))
    return years


@cache
def _live() -> Select[Result, Decision]:
    """Returns the query for the live results of whole years of `units`, with their decisions, newest year first."""
    return (
        select(Result, Decision)
        .outerjoin(DecisionItem, Result.decision_item_id == DecisionItem.id)
        .outerjoin(Decision, DecisionItem.decision_id == Decision.id)
        .where(Result.unit_id.in_(_UNITS), is_year(Result.period_id), is_in_force())
        .order_by(Result.period_id.desc(), Result.id.desc())
    )


def parts_of(session: Session, who: Standing, unit_ids: Iterable[int]) -> Parts:
    """Returns what was noted of the parts of each unit's years, and what was never sent, in one query."""
    ids = set(unit_ids)
    parts: Parts = {unit_id: {} for unit_id in ids}
    if not ids:
        return parts
    for unit_id, period, noted, outcome, dossier_id in session.execute(_of_the_years(who), {"units": sorted(ids)}):
        part = Part(period=period, is_noted=noted, outcome=outcome, dossier_id=dossier_id)
        parts[unit_id].setdefault(period.year, []).append(part)
    return parts


@lru_cache(maxsize=KEPT)
def _of_the_years(who: Standing) -> Select[*tuple[Any, ...]]:
    """Returns the query for the noted and the unsent parts of the years of `units`; the dossier only for who sees
    it."""
    is_noted, is_over = Dossier.state == State.noted, Campaign.closed_at.is_not(None)
    was_never_sent = and_(Dossier.state == State.draft, ~Dossier.came_back)
    return (
        select(
            Dossier.unit_id, Period, is_noted, Result.outcome, case((visible_to(who), Dossier.id)).label("dossier_id")
        )
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .join(Period, Campaign.period_id == Period.id)
        .outerjoin(
            Result,
            and_(
                Result.unit_id == Dossier.unit_id, Result.subject == Dossier.subject,
                Result.period_id == Campaign.period_id, Result.kind == Campaign.kind, is_noted, gives_a_level(),
            ),
        )
        .where(
            Dossier.unit_id.in_(_UNITS), Campaign.tier == Tier.light,
            is_noted | (is_over & was_never_sent), Campaign.cancelled_at.is_(None),
        )
        .order_by(Period.starts_on)
    )  # fmt: skip


def reported_last(session: Session, who: Standing, unit_id: int) -> Reported | None:
    """Returns the figures of the newest whole year of which this account sees any. What stands in a dossier is seen by
    the unit itself, by whoever may open the dossier's version, and by all once it is decided."""
    query = select(Figure.period_id).where(Figure.unit_id == unit_id, is_year(Figure.period_id)).distinct()
    values = latest_readable(session, who, [unit_id], session.scalars(query).all())
    year = max((key[1] for key in values), default=None)
    if year is None:
        return None
    metrics = _metrics(session, unit_id, year)
    order = {key: place for place, key in enumerate(metrics)}
    of_the_year = [figure for figure in values.values() if figure.period_id == year]
    figures = sorted(of_the_year, key=lambda row: (order.get(row.metric, len(order)), row.id))
    return Reported(year=year, metrics=metrics, figures=tuple(figures))


def _metrics(session: Session, unit_id: int, year: int) -> dict[str, Metric]:
    """Returns the metrics that the unit's campaigns of the year know, else those of its newest campaign, by key."""
    part = select(Dossier.id).where(
        Dossier.campaign_id == Campaign.id,
        or_(Dossier.unit_id == unit_id, Dossier.review_unit_id == unit_id, Dossier.authority_unit_id == unit_id),
    )
    query = select(Campaign).where(part.exists()).order_by(Campaign.id.desc())
    campaigns = session.scalars(query.where(Campaign.period_id == year)).all() or session.scalars(query.limit(1)).all()
    found: dict[str, Metric] = {}
    for metric in (each for campaign in campaigns for each in campaign.programme.metrics):
        found.setdefault(metric.key, metric)
    return found
