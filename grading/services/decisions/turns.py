"""The accounts that may record a committee's decision, and the locks that make two people record one after the
other."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from grading.actors import Actor
from grading.models import Campaign, Decision, DecisionItem, DecisionState, Done, Dossier
from grading.services.campaigns.campaigns import require_alive
from grading.services.decisions import checks
from grading.services.dossiers import dossiers
from grading.services.dossiers.facts import facts_of
from grading.services.dossiers.tallies import tallies
from grading.services.ground.errors import NotNow, Refused, forbid, not_now
from grading.services.record.recording import has_just_done
from workflows import ActName, Reason, Role, why_not


def require_secretary(session: Session, actor: Actor, campaign: Campaign, unit_id: int) -> None:
    """Raises Forbidden unless the account is the secretary of this unit's committee and the unit decides in this
    campaign, and NotNow (campaign_cancelled) once the campaign is cancelled."""
    if unit_id not in actor.standing.units(Role.authority_secretary):
        raise forbid("not_your_role", role=Role.authority_secretary)
    if not campaign.is_decided:
        raise forbid("nothing_decided")
    if unit_id != campaign.authority_unit_id and not campaign.commune_decides:
        raise forbid("commune_decides_nothing")
    require_alive(campaign)


def bodies_of(session: Session, actor: Actor, campaign: Campaign) -> list[int]:
    """Returns the units for whose committee this account records decisions in the campaign, the authority first."""
    if not campaign.is_decided:
        return []
    mine = actor.standing.units(Role.authority_secretary)
    bodies = [campaign.authority_unit_id] if campaign.authority_unit_id in mine else []
    if campaign.commune_decides:
        counted = tallies(session, Dossier.review_unit_id, mine, actor.today)
        bodies += sorted({unit for campaign_id, unit in counted if campaign_id == campaign.id} - set(bodies))
    return bodies


def reasons_against(session: Session, actor: Actor, on_the_table: Sequence[Dossier]) -> list[Reason]:
    """Returns the reasons why this account may not record the decision: its own unit, or its own work on a dossier."""
    own = [dossier for dossier in on_the_table if dossier.unit_id in actor.standing.own_units]
    facts = facts_of(session, actor, own)
    reasons: list[Reason] = []
    for dossier in own:
        roles, process = dossiers.roles_of(session, dossier, actor.person, actor.now), dossier.campaign.process
        reasons += why_not(process, ActName.draft_decision, dossier.state, roles, facts[dossier.id])
    return reasons + checks.assessed_by(session, on_the_table, actor)


def refuse_actor(session: Session, actor: Actor, on_the_table: Sequence[Dossier]) -> None:
    """Raises Refused with every reason against this account, own_unit and assessed_yourself."""
    if reasons := reasons_against(session, actor, on_the_table):
        raise Refused(reasons)


def require_state(decision: Decision, state: DecisionState) -> None:
    """Raises NotNow with the state in which the decision is instead."""
    if decision.state is state:
        return
    if decision.state is DecisionState.drafted:
        raise not_now("decision_not_voted")
    raise not_now("decision_issued" if decision.state is DecisionState.issued else "decision_voted")


def take_turn(
    session: Session, decision: Decision, seen: int | None, *, again: tuple[Actor, Done] | None = None
) -> bool:
    """Returns whether there is something to do: nothing if this person has just done the same (`again`).

    Locks and reads again: the row of the campaign (for its quota), of the decision, then of the dossiers in order.

    The transaction waits for anybody who is changing one of these rows. A later transaction reads what this one leaves.
    SQLite has one writer: nobody has changed what this transaction has read.

    Raises:
        NotNow: stale_decision when the decision changed since `seen`, the version of the page that asked.
        NotNow: campaign_cancelled when the campaign was cancelled meanwhile.
        NoResultFound: when the decision was discarded meanwhile.
    """
    if session.get_bind().dialect.name == "postgresql":
        _lock(session, decision)
    if seen is None or seen == decision.version:
        return True
    if again is not None and has_just_done(session, *again, decision):
        return False
    raise changed_meanwhile(decision)


def _lock(session: Session, decision: Decision) -> None:
    cancelled_at = select(Campaign.cancelled_at).where(Campaign.id == decision.campaign_id).with_for_update()
    if session.scalar(cancelled_at) is not None:  # meanwhile, by somebody who waited for nobody
        session.refresh(decision.campaign)
        require_alive(decision.campaign)
    reading_again = {"populate_existing": True}
    session.scalars(
        select(Decision)
        .where(Decision.id == decision.id)
        .with_for_update(of=Decision)
        .execution_options(**reading_again)
    ).one()
    session.expire(decision, ["items", "awards", "exceptions"])
    table = select(DecisionItem.dossier_id).where(DecisionItem.decision_id == decision.id)
    whole = dossiers.whole().options(selectinload(Dossier.award_opinions))
    query = whole.where(Dossier.id.in_(table)).order_by(Dossier.id).with_for_update(of=Dossier)
    locked = session.scalars(query.execution_options(**reading_again)).all()
    for item in decision.items:
        assert item.dossier in locked  # keeps each dossier in the session for the checks that follow


def changed_meanwhile(decision: Decision) -> NotNow:
    return not_now("stale_decision", time=decision.drafted_at)
