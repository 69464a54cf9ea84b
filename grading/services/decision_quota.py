"""The quota of a decision, commune by commune: what it chooses, with what earlier decisions of the campaign gave."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Decision, DecisionItem, DecisionState, Dossier
from grading.rules import quota
from grading.rules.levels import Level
from grading.rules.quota import Room
from grading.services.units import names_on
from workflows import Kind, Reason

Levels = dict[int, Counter[Level]]
"""How many organisations stand at each level, by commune."""
Outcomes = Mapping[int, str | None]
"""The outcome chosen for each dossier."""


def given_elsewhere(session: Session, decision: Decision) -> Levels:
    """What the other issued decisions of the campaign gave."""
    query = (
        select(Dossier.review_unit_id, DecisionItem.outcome, func.count())
        .join(DecisionItem, DecisionItem.dossier_id == Dossier.id)
        .join(Decision)
        .where(
            Decision.campaign_id == decision.campaign_id,
            Decision.id != decision.id,
            Decision.state == DecisionState.issued,
            DecisionItem.outcome.is_not(None),
        )
        .group_by(Dossier.review_unit_id, DecisionItem.outcome)
    )
    found: Levels = {}
    if decision.campaign.kind is Kind.rating:
        for unit_id, outcome, number in session.execute(query):
            found.setdefault(unit_id, Counter())[Level(str(outcome))] += number
    return found


def chosen_here(decision: Decision, typed: Outcomes | None = None) -> Levels:
    """`typed`, by dossier, stands for what is stored: a page that was refused counts what it shows."""
    found: Levels = {}
    if decision.campaign.kind is Kind.rating:
        for item in decision.items:
            levels = found.setdefault(item.dossier.review_unit_id, Counter())
            outcome = item.outcome if typed is None else typed.get(item.dossier_id)
            if outcome is not None:
                levels[Level(outcome)] += 1
    return found


def rooms(session: Session, decision: Decision, typed: Outcomes | None = None) -> dict[int, Room]:
    """Each commune on the table against the quota; none where the programme has no quota."""
    rule = decision.campaign.programme.quota
    if rule is None:
        return {}
    here, elsewhere = chosen_here(decision, typed), given_elsewhere(session, decision)
    return {
        unit_id: quota.headroom(rule, levels + elsewhere.get(unit_id, Counter())) for unit_id, levels in here.items()
    }


def faults(session: Session, decision: Decision) -> list[Reason]:
    """quota_full for every commune that has more than it may."""
    rule, found = decision.campaign.programme.quota, rooms(session, decision)
    names = names_on(session, found, decision.campaign.as_of)
    return [
        Reason(
            code="quota_full",
            params={
                "group": names[unit_id].org_name, "level": rule.level, "max": room.limit, "used": room.used,
                "over": room.over, "commune": unit_id,
            },
        )
        for unit_id, room in found.items()
        if rule and room.over
    ]  # fmt: skip
