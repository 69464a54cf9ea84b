"""Finds decisions: one, those of a campaign, the open one of a body; each with everything that its pages read."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from grading.actors import Actor
from grading.models import (
    Assessment,
    Award,
    Campaign,
    Decision,
    DecisionItem,
    DecisionState,
    Dossier,
    Registration,
)
from grading.permissions import decisions_visible_to
from grading.services.dossiers import dossiers


def get_decision(session: Session, actor: Actor, decision_id: int) -> Decision:
    """Raises NoResultFound for a decision that the viewer may not see."""
    return (
        session.scalars(_whole().where(Decision.id == decision_id, decisions_visible_to(actor.standing))).unique().one()
    )


def is_visible(session: Session, actor: Actor, decision_id: int) -> bool:
    """Returns whether `get_decision` would find the decision."""
    query = select(Decision.id).where(Decision.id == decision_id, decisions_visible_to(actor.standing))
    return session.scalars(query).first() is not None


def list_decisions(session: Session, actor: Actor, campaign: Campaign) -> list[Decision]:
    query = select(Decision).where(Decision.campaign_id == campaign.id, decisions_visible_to(actor.standing))
    return list(session.scalars(query.order_by(Decision.id)))


def find_open(session: Session, campaign: Campaign, unit_id: int) -> Decision | None:
    """Returns the body's decision that is not issued yet; a body has at most one."""
    return session.scalars(_open(_whole), {"campaign": campaign.id, "unit": unit_id}).unique().one_or_none()


def show_open(session: Session, campaign: Campaign, unit_id: int) -> Decision | None:
    """Returns the same decision for a page that shows it and writes nothing, with its awards."""
    found = session.scalars(_open(_shown), {"campaign": campaign.id, "unit": unit_id}).unique().one_or_none()
    if found is not None:
        awards = [item.award for item in found.items if item.award and item.award.decision_id == found.id]
        set_committed_value(found, "awards", sorted(awards, key=lambda award: award.id))
    return found


@cache
def _open(query: Callable[[], Select[Decision]]) -> Select[Decision]:
    """Returns the query for the decision of a `unit` in a `campaign` that is not issued yet."""
    campaign, unit = (bindparam(name, type_=Integer()) for name in ("campaign", "unit"))
    return query().where(
        Decision.campaign_id == campaign, Decision.unit_id == unit, Decision.state != DecisionState.issued
    )


def usual_term(session: Session, unit_id: int, day: date) -> str:
    """Returns the term that this body's issued decisions name for that day, or else those of other bodies; empty if no
    term that is known holds the day."""
    issued = select(Decision.term).where(Decision.state == DecisionState.issued)
    newest = issued.group_by(Decision.term).order_by(func.max(Decision.id).desc())
    for terms in (newest.where(Decision.unit_id == unit_id), newest):
        if held := next((term for term in session.scalars(terms) if _holds(term, day)), None):
            return held
    return ""


def _holds(term: str | None, day: date) -> bool:
    """Returns whether a term as people write it (2020 - 2025) holds the day; a term without two years holds none."""
    years = [int(year) for year in re.findall(r"[0-9]{4}", term or "")]
    return len(years) == 2 and years[0] <= day.year <= years[1]


def _whole() -> Select[Decision]:
    """Returns a query for decisions with every line, its dossier and its layers, in a fixed number of queries."""
    line = joinedload(Decision.items)
    dossier = line.joinedload(DecisionItem.dossier)
    return select(Decision).options(
        line.joinedload(DecisionItem.revision),
        dossier.joinedload(Dossier.unit),
        dossier.selectinload(Dossier.moves),
        dossier.selectinload(Dossier.assessments).selectinload(Assessment.scores),
        dossier.selectinload(Dossier.ballots),
        dossier.selectinload(Dossier.evidence),
        dossier.joinedload(Dossier.registration).selectinload(Registration.works),
        selectinload(Decision.awards).joinedload(Award.dossier),
    )


def _shown() -> Select[Decision]:
    """Returns the same query for a page that shows the decision: of scores and evidence it reads what they hold, and
    the award of each dossier in the row of its line."""
    line = joinedload(Decision.items)
    return select(Decision).options(
        line.joinedload(DecisionItem.revision),
        line.joinedload(DecisionItem.award),
        line.joinedload(DecisionItem.dossier).options(*dossiers.shown_parts()),
    )
