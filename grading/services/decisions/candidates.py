"""The dossiers that wait for a committee's decision."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from grading.models import Campaign, Decision, DecisionItem, DecisionState, Dossier
from grading.services.dossiers import dossiers


def waiting(session: Session, campaign: Campaign, unit_id: int) -> list[Dossier]:
    """Returns the dossiers that this body may decide on now, in the order of the roster."""
    query = dossiers.whole().where(_waits_for(campaign, unit_id))
    return list(session.scalars(query.order_by(Dossier.review_unit_id, Dossier.id)))


def waiting_ids(session: Session, campaign: Campaign, unit_id: int) -> set[int]:
    """Returns the ids of the candidates alone, to tell whether the list of an open meeting is up to date."""
    return set(session.scalars(select(Dossier.id).where(_waits_for(campaign, unit_id))))


def _waits_for(campaign: Campaign, unit_id: int) -> ColumnElement[bool]:
    column = Dossier.authority_unit_id if unit_id == campaign.authority_unit_id else Dossier.review_unit_id
    decided = (
        select(DecisionItem.dossier_id)
        .join(Decision)
        .where(Decision.campaign_id == campaign.id, Decision.unit_id == unit_id, Decision.state == DecisionState.issued)
    )
    return and_(
        Dossier.campaign_id == campaign.id,
        column == unit_id,
        Dossier.state == campaign.table_of(unit_id),
        Dossier.id.not_in(decided),
    )
