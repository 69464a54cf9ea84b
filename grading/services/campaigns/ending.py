"""The acts that end a campaign and take its end back: who does them, in which state of the campaign, what they touch,
and what stands against them. The buttons of the page and the services ask the same table."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, CampaignState, Decision, DecisionState, Dossier, Registration
from grading.services.campaigns import campaigns, roster
from grading.services.campaigns.opening import may_open, require_opener
from grading.services.ground.errors import NotNow
from workflows import ENDS, Reason, Registering, State
from workflows.permits import cancelled


class CampaignAct(StrEnum):
    close = auto()
    reopen = auto()
    cancel = auto()


SOURCES: Mapping[CampaignAct, frozenset[CampaignState]] = {
    CampaignAct.close: frozenset({CampaignState.open}),
    CampaignAct.reopen: frozenset({CampaignState.closed, CampaignState.cancelled}),
    CampaignAct.cancel: frozenset({CampaignState.open, CampaignState.closed}),
}
"""The states of a campaign in which each act is there at all."""
NEEDS_A_REASON = frozenset({CampaignAct.reopen, CampaignAct.cancel})


@dataclass(frozen=True, kw_only=True)
class Touched:
    """Counts what such an act touches: dossiers by state, in the order of the process, those of them that came back to
    their cells, and registrations that have no dossier."""

    dossiers: Mapping[State, int]
    returned: int
    registrations: Mapping[Registering, int]

    @property
    def unsent(self) -> int:
        return self.dossiers.get(State.draft, 0) - self.returned

    @property
    def going_on(self) -> int:
        """The dossiers that were sent and are not at their end."""
        sent = sum(number for state, number in self.dossiers.items() if state not in (State.draft, *ENDS))
        return sent + self.returned


def acts(actor: Actor, campaign: Campaign) -> list[CampaignAct]:
    """Returns the acts that the page offers to this account: those of the campaign's state, to whoever may open
    campaigns of its authority."""
    if not may_open(actor, campaign.authority_unit_id):
        return []
    return [act for act in CampaignAct if campaign.state in SOURCES[act]]


def require(session: Session, actor: Actor, campaign: Campaign, act: CampaignAct) -> None:
    """Raises Forbidden for an account that does not keep the campaigns of this authority, and NotNow with every reason
    against the act. A command may."""
    require_opener(actor, campaign.authority_unit_id)
    if reasons := reasons_against(session, campaign, act):
        raise NotNow(reasons)


def reasons_against(session: Session, campaign: Campaign, act: CampaignAct) -> list[Reason]:
    """Returns why nobody can do this now; the same reasons stand beside the button."""
    if campaign.state not in SOURCES[act]:
        return [_of_state(campaign)]
    if act is CampaignAct.reopen:
        return [
            Reason(code="campaign_overlaps", params={"n": len(other.unit_ids), "code": other.campaign.code})
            for other in roster.overlapping(session, campaign)
        ]
    return list(_decided(session, campaign)) if act is CampaignAct.cancel else []


def touched(session: Session, campaign: Campaign) -> Touched:
    by_unit = campaigns.progress(session, campaign).values()
    dossiers = sum((Counter(states) for states in by_unit), Counter[State]())
    query = select(Registration.state, func.count()).where(
        Registration.campaign_id == campaign.id, Registration.state != Registering.confirmed
    )
    came_back = select(func.count()).where(Dossier.campaign_id == campaign.id, Dossier.came_back)
    registrations = {state: number for state, number in session.execute(query.group_by(Registration.state))}
    return Touched(
        dossiers={state: dossiers[state] for state in campaign.process.states if dossiers[state]},
        returned=session.scalar(came_back) or 0,
        registrations={state: registrations[state] for state in Registering if state in registrations},
    )


def _of_state(campaign: Campaign) -> Reason:
    if campaign.cancelled_on is not None:
        return cancelled(campaign.period_id, campaign.cancelled_on)
    if campaign.closed_on is not None:
        return Reason(code="campaign_is_closed", params={"campaign": campaign.code, "date": campaign.closed_on})
    return Reason(code="campaign_not_closed", params={"campaign": campaign.code})


def _decided(session: Session, campaign: Campaign) -> Iterator[Reason]:
    """Yields what a body decided or noted in the campaign: what gave results cannot count for nothing."""
    counted = select(Decision.state, func.count()).where(Decision.campaign_id == campaign.id).group_by(Decision.state)
    decisions = {state: number for state, number in session.execute(counted)}
    if number := decisions.get(DecisionState.issued):
        yield Reason(code="cancel_issued", params={"n": number})
    if number := decisions.get(DecisionState.voted):
        yield Reason(code="cancel_voted", params={"n": number})
    noted = select(func.count()).where(Dossier.campaign_id == campaign.id, Dossier.state == State.noted)
    if number := session.scalar(noted):
        yield Reason(code="cancel_noted", params={"n": number})
