"""Tables over a campaign: the results of each commune."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Award, Campaign, Commendation, Decision, DecisionItem, Dossier, Result
from grading.rules.frozen.facts import FrozenFacts
from grading.services.figures.clashes import clashes_by_unit
from grading.services.ground.kept import kept
from grading.services.results.results import is_in_force
from grading.services.units.units import names_on
from workflows import Kind


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The totals of one commune: its cells, the live levels decided for them, its commendations, its contradictions."""

    unit_id: int
    name: str
    cells: int
    contradictions: int
    levels: Counter[str] = field(default_factory=Counter)
    achievements: list[str] = field(default_factory=list)


def communes(session: Session, campaign: Campaign) -> list[int]:
    """Returns the review units of the campaign, in the order of the roster."""
    known: dict[Hashable, list[int]] = kept(session, Dossier)
    if (key := ("communes", campaign.id)) not in known:
        query = select(Dossier.review_unit_id).where(Dossier.campaign_id == campaign.id)
        grouped = query.group_by(Dossier.review_unit_id).order_by(func.min(Dossier.id))
        known[key] = list(session.scalars(grouped))
    return known[key]


def outcomes(session: Session, campaign: Campaign) -> list[Outcome]:
    """Returns one line for each commune, counted from results and commendations."""
    units = communes(session, campaign)
    names = names_on(session, units, campaign.as_of)
    counted = (
        select(Dossier.review_unit_id, func.count())
        .where(Dossier.campaign_id == campaign.id)
        .group_by(Dossier.review_unit_id)
    )
    cells = {unit_id: number for unit_id, number in session.execute(counted)}
    clashes = clashes_by_unit(session, campaign, units)
    by_commune = {
        unit_id: Outcome(
            unit_id=unit_id, name=names[unit_id].org_name, cells=cells[unit_id], contradictions=len(clashes[unit_id])
        )
        for unit_id in units
    }
    _count_levels(session, campaign, by_commune)
    _count_awards(session, campaign, by_commune)
    return list(by_commune.values())


def _count_levels(session: Session, campaign: Campaign, found: dict[int, Outcome]) -> None:
    query = (
        select(Dossier.review_unit_id, Result.outcome)
        .join(DecisionItem, Result.decision_item_id == DecisionItem.id)
        .join(Dossier, DecisionItem.dossier_id == Dossier.id)
        .where(Dossier.campaign_id == campaign.id, Result.kind == Kind.rating, is_in_force())
    )
    for unit_id, outcome in session.execute(query):
        found[unit_id].levels[outcome] += 1


def _count_awards(session: Session, campaign: Campaign, found: dict[int, Outcome]) -> None:
    query = (
        select(Dossier.review_unit_id, Commendation.facts)
        .join(Award, Commendation.award_id == Award.id)
        .join(Decision, Award.decision_id == Decision.id)
        .join(Dossier, Award.dossier_id == Dossier.id)
        .where(Decision.campaign_id == campaign.id)
        .order_by(Commendation.register_no)
    )
    for unit_id, facts in session.execute(query):
        found[unit_id].achievements.append(FrozenFacts.from_json(facts).achievement)
