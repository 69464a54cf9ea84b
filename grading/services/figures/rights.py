"""The right to correct and explain the figures of a commune. They belong to no dossier, so all its dossiers are
checked."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

import workflows
from grading import clock
from grading.models import Account, Campaign, Dossier
from grading.permissions import roles_on, standing, visible_to
from grading.services.units.units import names_on
from workflows import CELL_ROLES, ActName, Facts, NotYourStep, Reason, Role, WorkflowError

_NOT_CONCERNED = frozenset({Role.award_clerk, Role.inspector})


def require(session: Session, campaign: Campaign, unit_id: int, act: ActName, *, by: Account, now: datetime) -> None:
    """Raises a WorkflowError unless the act is open to this account on at least one of the commune's dossiers."""
    if refusal := refusal_of(session, campaign, unit_id, act, by=by, now=now):
        raise refusal


def refusal_of(
    session: Session, campaign: Campaign, unit_id: int, act: ActName, *, by: Account, now: datetime
) -> WorkflowError | None:
    """Returns why the commune's figures are closed to this account; None if they are open."""
    who, day = standing(session, by, clock.day(now)), clock.day(now)
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, Dossier.review_unit_id == unit_id)
    dossiers = session.scalars(query.options(joinedload(Dossier.campaign))).all()
    own = names_on(session, who.own_units.intersection(dossier.unit_id for dossier in dossiers), day)
    refusal: WorkflowError = NotYourStep(Reason(code="not_your_role", params={"role": Role.commune_reviewer}))
    for dossier in dossiers:
        facts = Facts(own_unit=own[dossier.unit_id].org_name if dossier.unit_id in own else None)
        try:
            workflows.require(campaign.process, act, dossier.state, roles_on(who, dossier), facts)
        except WorkflowError as closed:
            refusal = closed
        else:
            return None
    return refusal


def readable_communes(session: Session, campaign: Campaign, *, by: Account, now: datetime) -> set[int]:
    """Returns the communes whose figures this account may see: those that it reviews, and those whose dossiers lie with
    its team or committee. A cell sees only its own figures, on its own pages."""
    who = standing(session, by, clock.day(now))
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, visible_to(who))
    dossiers = session.scalars(query.options(joinedload(Dossier.campaign)))
    return {dossier.review_unit_id for dossier in dossiers if roles_on(who, dossier) - CELL_ROLES - _NOT_CONCERNED}
