"""The part of `checks` about the end of campaigns: each stands as recorded, and a cancelled one gave nothing."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Campaign, CampaignState, Decision, DecisionState, Done, Dossier, Event
from workflows import Finding, State

_LEADS_TO = {
    Done.campaign_opened: CampaignState.open,
    Done.campaign_closed: CampaignState.closed,
    Done.campaign_reopened: CampaignState.open,
    Done.campaign_cancelled: CampaignState.cancelled,
}


def campaigns_stand_as_recorded(session: Session) -> Iterator[Finding]:
    """Checks that each campaign is open, closed or cancelled as the last of these acts left it. A campaign from before
    the service kept a record may have no line."""
    lines = select(Event.subject_id, Event.done).where(
        Event.subject_kind == Campaign.__tablename__, Event.done.in_(_LEADS_TO)
    )
    recorded = {campaign_id: _LEADS_TO[done] for campaign_id, done in session.execute(lines.order_by(Event.number))}
    for campaign in session.scalars(select(Campaign).order_by(Campaign.id)):
        unrecorded = campaign.state if campaign.state is not CampaignState.cancelled else None
        expected = recorded.get(campaign.id, unrecorded)
        if campaign.state is not expected:
            yield Finding.of("campaign_state", campaign=campaign.id, state=campaign.state, recorded=expected)


def cancelled_campaigns_gave_nothing(session: Session) -> Iterator[Finding]:
    decided = select(func.count()).where(Decision.campaign_id == Campaign.id, Decision.state != DecisionState.drafted)
    noted = select(func.count()).where(Dossier.campaign_id == Campaign.id, Dossier.state == State.noted)
    query = select(Campaign.id, decided.scalar_subquery(), noted.scalar_subquery())
    for campaign_id, decisions, dossiers in session.execute(query.where(Campaign.cancelled_at.is_not(None))):
        if decisions or dossiers:
            yield Finding.of("cancelled_gave", campaign=campaign_id, decisions=decisions, noted=dossiers)
