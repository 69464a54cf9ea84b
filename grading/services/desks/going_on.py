"""The campaigns and dossiers in which somebody still has work: what was sent goes on after a campaign is closed."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Campaign, Dossier
from grading.permissions import placed_on
from workflows import ENDS, State


def campaigns_of(session: Session, who: Standing) -> dict[int, Campaign]:
    """Returns by id, newest first, the campaigns that are not closed in which one of the account's units has a part,
    and the closed ones in which a dossier of these units goes on."""
    if not (units := frozenset[int]().union(*who.seats.values())):
        return {}
    desks = (Dossier.review_unit_id, Dossier.appraisal_unit_id, Dossier.authority_unit_id)
    under_way = select(Dossier.campaign_id).where(or_(*(desk.in_(units) for desk in desks)), _is_under_way())
    goes_on = and_(Campaign.cancelled_at.is_(None), Campaign.id.in_(under_way))
    query = select(Campaign).where(placed_on(units), or_(Campaign.closed_at.is_(None), goes_on))
    return {campaign.id: campaign for campaign in session.scalars(query.order_by(Campaign.id.desc()))}


def is_told() -> ColumnElement[bool]:
    """Returns the condition for the dossiers that a cell's home shows: those of campaigns of which it tells, and those
    that were sent before their campaign was closed, until their end. A query with it is run with `told_since`."""
    is_closed_only = Dossier.campaign.has(Campaign.cancelled_at.is_(None))
    return or_(Dossier.campaign.has(Campaign.is_told_of()), and_(_is_under_way(), is_closed_only))


def _is_under_way() -> ColumnElement[bool]:
    return Dossier.state.not_in((State.draft, *ENDS))
