"""The cells that carry a model out and those recognised, compared with the plan of several years behind a title."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.models import Campaign, Dossier, Result, UnitPeriod
from grading.models.period import is_year
from grading.rules.plans import PlanProgress, progress
from grading.rules.programme import Programme
from grading.services.ground.errors import not_now
from grading.services.results.results import is_in_force
from workflows import State

_LEFT = (State.withdrawn, State.discontinued)


def of_campaign(session: Session, campaign: Campaign, now: datetime) -> PlanProgress:
    """Counts over all cells below the campaign's authority on its day; superseded titles do not count.

    Raises:
        NotNow: if the programme has no plan.
    """
    plan = campaign.programme.plan
    if plan is None:
        raise not_now("plan_unneeded")
    cells = _cells_below(session, campaign.authority_unit_id, campaign.as_of)
    query = select(Result.period_id, Result.unit_id).where(
        Result.model == campaign.programme.model,
        Result.outcome.not_in(_not_the_title(campaign.programme)),
        Result.unit_id.in_(cells),
        is_year(Result.period_id),
        is_in_force(),
    )
    titled: defaultdict[int, set[int]] = defaultdict(set)
    for year, unit_id in session.execute(query):
        titled[year].add(unit_id)
    cells_by_year = {year: frozenset(units) for year, units in titled.items()}
    return progress(plan, cells_by_year, len(cells), clock.day(now).year, _carrying_out(session, campaign, cells))


def _not_the_title(programme: Programme) -> list[str]:
    """Returns the outcomes of the programme with which a cell does not have the title itself. Every other outcome of
    the same model is the title, or a degree of it, of some issuer."""
    having = programme.holders_of(programme.plain)
    return [key for key in programme.ladder if key not in having]


def _carrying_out(session: Session, campaign: Campaign, cells: Collection[int]) -> dict[int, frozenset[int]]:
    """Returns by year the cells that carry the model out: each has a dossier, which its committee's list made where
    cells register first, and has not left. A cancelled campaign counts for nothing."""
    counting = select(Campaign).where(Campaign.kind == campaign.kind, Campaign.cancelled_at.is_(None))
    of_titles = session.scalars(counting).all()
    same_model = {each.id for each in of_titles if each.programme.model == campaign.programme.model}
    query = select(Campaign.period_id, Dossier.unit_id).join(Campaign, Dossier.campaign_id == Campaign.id)
    here = (Campaign.id.in_(same_model), Dossier.unit_id.in_(cells), is_year(Campaign.period_id))
    found: defaultdict[int, set[int]] = defaultdict(set)
    for year, unit_id in session.execute(query.where(*here, Dossier.state.not_in(_LEFT))):
        found[year].add(unit_id)
    return {year: frozenset(units) for year, units in found.items()}


def _cells_below(session: Session, authority_id: int, day: date) -> set[int]:
    """Loads the cells level by level: two or three queries, whatever the number of units."""
    cells: set[int] = set()
    above = {authority_id}
    while above:
        periods = session.scalars(select(UnitPeriod).where(UnitPeriod.parent_id.in_(above)))
        current = [period for period in periods if period.holds_on(day)]
        cells |= {period.unit_id for period in current if period.kind.is_cell}
        above = {period.unit_id for period in current if not period.kind.is_cell} - above
    return cells
