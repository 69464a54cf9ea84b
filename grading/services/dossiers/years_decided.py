"""The years that rest on their parts: whether a body has voted or decided on the year of a noted dossier."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Decision, DecisionItem, DecisionState, Dossier, ResultInForce
from grading.models.period import is_year
from workflows import Kind, State


def of_noted(session: Session, dossiers: Sequence[Dossier]) -> set[int]:
    """Returns the noted dossiers whose unit's year has a result in force or stands in a vote. Asks nothing where
    nothing was noted."""
    noted = [dossier for dossier in dossiers if dossier.state is State.noted]
    if not noted:
        return set()
    units = {dossier.unit_id for dossier in noted}
    voted = (
        select(Dossier.unit_id, Dossier.subject, Campaign.period_id)
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .join(DecisionItem, DecisionItem.dossier_id == Dossier.id)
        .join(Decision)
        .where(
            Dossier.unit_id.in_(units), is_year(Campaign.period_id), Campaign.kind == Kind.rating,
            DecisionItem.outcome.is_not(None), Decision.state != DecisionState.drafted,
        )
    )  # fmt: skip
    standing = select(ResultInForce.unit_id, ResultInForce.subject, ResultInForce.period_id).where(
        ResultInForce.unit_id.in_(units), is_year(ResultInForce.period_id), ResultInForce.model == ""
    )
    years = {(unit_id, subject, year) for unit_id, subject, year in session.execute(voted.union(standing))}
    return {dossier.id for dossier in noted if (dossier.unit_id, dossier.subject, dossier.campaign.year) in years}
