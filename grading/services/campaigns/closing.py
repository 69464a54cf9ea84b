"""Ends a campaign: closes it or opens it again, leaves out a unit that never sent its dossier."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Done, Dossier, NotRated
from grading.services.campaigns import roster
from grading.services.ground.errors import refuse
from grading.services.record.recording import record
from grading.text import nfc
from workflows import ENDS, State


def unsent(session: Session, campaign: Campaign) -> list[Dossier]:
    """Returns the dossiers that their cells have not sent, in the order of the roster; a closing leaves them as they
    are. A unit that is already recorded as not rated has nothing to send."""
    left_out = select(NotRated.unit_id).where(NotRated.campaign_id == campaign.id)
    query = select(Dossier).where(
        Dossier.campaign_id == campaign.id, Dossier.state == State.draft, Dossier.unit_id.not_in(left_out)
    )
    return list(session.scalars(query.order_by(Dossier.id)))


def close(session: Session, actor: Actor, campaign: Campaign) -> None:
    """Closes the campaign: no cell may send a dossier any more; a dossier that was sent goes on to its end."""
    if campaign.closed_at is not None:
        raise refuse("campaign_closed", period=campaign.period_id)
    campaign.closed_at = actor.now
    record(session, actor, Done.campaign_closed, campaign)
    session.flush()


def still_open(session: Session, campaign: Campaign) -> list[Dossier]:
    """Returns the dossiers that were sent and are not at their end, in the order of the roster: they go on after a
    closing."""
    ended = (State.draft, *ENDS)
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, Dossier.state.not_in(ended))
    return list(session.scalars(query.order_by(Dossier.id)))


def reopen(session: Session, actor: Actor, campaign: Campaign, reason: str) -> None:
    """Opens a closed campaign again, with the reason. What was sent went on meanwhile; what was not sent can be sent.

    Raises:
        Refused: campaign_not_closed; reopening_reason without a reason in words; campaign_overlaps where another
            campaign of this model and period has taken one of its units since.
    """
    if campaign.closed_at is None:
        raise refuse("campaign_not_closed", campaign=campaign.code)
    if not (words := nfc(reason).strip()):
        raise refuse("reopening_reason")
    for other in roster.overlapping(session, campaign):
        raise refuse("campaign_overlaps", n=len(other.unit_ids), code=other.campaign.code)
    campaign.closed_at = None
    record(session, actor, Done.campaign_reopened, campaign, words)
    session.flush()


def leave_out(session: Session, actor: Actor, dossier: Dossier, reason: str) -> None:
    """Records that a unit which never sent its dossier is not rated, and why. The committee above no longer waits for
    it.

    Raises:
        Refused: not_rated_open while the campaign is not closed, not_rated_sent for a dossier that was sent,
            not_rated_already, reason_needed without a reason in words.
    """
    campaign = dossier.campaign
    if campaign.closed_at is None:
        raise refuse("not_rated_open", campaign=campaign.code)
    if dossier.state is not State.draft:
        raise refuse("not_rated_sent", code=dossier.unit.code)
    if not (words := nfc(reason).strip()):
        raise refuse("reason_needed")
    recorded = select(NotRated).where(NotRated.campaign_id == campaign.id, NotRated.unit_id == dossier.unit_id)
    if session.scalars(recorded).first() is not None:
        raise refuse("not_rated_already", code=dossier.unit.code)
    session.add(NotRated(campaign_id=campaign.id, unit_id=dossier.unit_id, reason=words))
    record(session, actor, Done.left_out, dossier, words)
    session.flush()
