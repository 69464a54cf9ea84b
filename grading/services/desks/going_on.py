"""The campaigns and dossiers in which somebody still has work: what was sent goes on after a campaign is closed."""

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Dossier
from grading.models.campaign import told_since
from grading.permissions import placed_on


def campaigns_of(session: Session, actor: Actor) -> dict[int, Campaign]:
    """Returns by id, newest first, the campaigns in which one of the account's units has a part: those that are not
    closed, the closed ones in which a dossier of these units goes on, and those that were cancelled not long ago."""
    if not (units := frozenset[int]().union(*actor.standing.seats.values())):
        return {}
    desks = (Dossier.review_unit_id, Dossier.appraisal_unit_id, Dossier.authority_unit_id)
    under_way = select(Dossier.campaign_id).where(or_(*(desk.in_(units) for desk in desks)), Dossier.goes_on)
    goes_on = and_(Campaign.cancelled_at.is_(None), Campaign.id.in_(under_way))
    query = select(Campaign).where(placed_on(units), or_(Campaign.is_told_of(), goes_on))
    found = session.scalars(query.order_by(Campaign.id.desc()), {"told_since": told_since(actor.now)})
    return {campaign.id: campaign for campaign in found}


def is_told() -> ColumnElement[bool]:
    """Returns the condition for the dossiers that a cell's home shows: those of campaigns of which it tells, those of
    campaigns that were closed not long ago, so that the cell still finds its result, or reads that it never sent, and
    those that were sent before their campaign was closed, until their end. A query with it is run with `told_since`."""
    since = bindparam("told_since", type_=Campaign.closed_at.type)
    is_told_of = Dossier.campaign.has(or_(Campaign.is_told_of(), Campaign.closed_at > since))
    is_closed_only = Dossier.campaign.has(Campaign.cancelled_at.is_(None))
    return or_(is_told_of, and_(Dossier.goes_on, is_closed_only))
