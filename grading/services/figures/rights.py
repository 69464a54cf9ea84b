"""The right to correct and explain the figures of a commune. They belong to no dossier, so all its dossiers are
checked."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

import workflows
from grading.actors import Actor
from grading.models import Campaign, Dossier
from grading.permissions import roles_on, visible_to
from grading.services.record.sides import Sides
from grading.services.units.units import names_on
from workflows import CELL_ROLES, ActName, Facts, NotYourStep, Reason, Role, Side, StepRefused, WorkflowError
from workflows.permits import side_conflicts

_NOT_CONCERNED = frozenset({Role.award_clerk, Role.inspector})


def require(session: Session, actor: Actor, campaign: Campaign, unit_id: int, act: ActName) -> None:
    """Raises a WorkflowError unless the act is open to this account on at least one of the commune's dossiers."""
    if refusal := refusal_of(session, actor, campaign, unit_id, act):
        raise refusal


def refusal_of(session: Session, actor: Actor, campaign: Campaign, unit_id: int, act: ActName) -> WorkflowError | None:
    """Returns why the commune's figures are closed to this account; None if they are open."""
    who, day = actor.standing, actor.today
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, Dossier.review_unit_id == unit_id)
    dossiers = session.scalars(query.options(joinedload(Dossier.campaign))).all()
    own = names_on(session, who.own_units.intersection(dossier.unit_id for dossier in dossiers), day)
    refusal: WorkflowError = NotYourStep(Reason(code="not_your_role", params={"role": Role.commune_reviewer}))
    for dossier in dossiers:
        facts = Facts(
            own_unit=own[dossier.unit_id].org_name if dossier.unit_id in own else None,
            period=campaign.period_id, cancelled_on=campaign.cancelled_on,
        )  # fmt: skip
        try:
            workflows.require(campaign.process, act, dossier.state, roles_on(who, dossier), facts)
        except WorkflowError as closed:
            refusal = closed
        else:
            return _on_another_side(session, actor, dossiers)
    return refusal


def _on_another_side(session: Session, actor: Actor, dossiers: Sequence[Dossier]) -> StepRefused | None:
    """Returns the refusal for somebody who stood on another side of any of the commune's dossiers: they all rest on its
    figures."""
    if actor.account_id is None or not dossiers:
        return None
    sides, account_id = Sides(session, dossiers, actor=actor), actor.account_id
    for dossier in dossiers:
        stood, lent = sides.with_decisions(dossier, account_id), sides.lent(dossier, account_id)
        if reasons := side_conflicts(stood, lent, Side.review, sides.dual(account_id)):
            return StepRefused(*reasons)
    return None


def readable_communes(session: Session, actor: Actor, campaign: Campaign) -> set[int]:
    """Returns the communes whose figures this account may see: those that it reviews, and those whose dossiers lie with
    its team or committee. A cell sees only its own figures, on its own pages."""
    who = actor.standing
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, visible_to(who))
    dossiers = session.scalars(query.options(joinedload(Dossier.campaign)))
    return {dossier.review_unit_id for dossier in dossiers if roles_on(who, dossier) - CELL_ROLES - _NOT_CONCERNED}
