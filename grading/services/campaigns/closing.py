"""The end of a campaign: a cell's day put off, the campaign closed, a unit left out that never sent its dossier."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.models import Campaign, Dossier, NotRated
from grading.services.ground.errors import refuse
from grading.text import nfc
from workflows import State


def extend(session: Session, dossier: Dossier, due_on: date, *, now: datetime) -> None:
    """Gives one cell until the end of that day. Raises Refused for a day that is over, or earlier than it has."""
    if due_on < max(clock.day(now), dossier.due_on):
        raise refuse("dates_in_order", first=max(clock.day(now), dossier.due_on), second=due_on)
    dossier.due_on = due_on
    session.flush()


def close(session: Session, campaign: Campaign, *, now: datetime) -> None:
    """Nobody sends anything any more; what was sent goes on to its end."""
    if campaign.closed_at is not None:
        raise refuse("campaign_closed", year=campaign.year)
    campaign.closed_at = now
    session.flush()


def leave_out(session: Session, dossier: Dossier, reason: str) -> None:
    """Records that a unit which never sent its dossier is not rated, and why: whoever waits for it above goes on.

    Raises Refused: not_rated_open while the campaign is not closed, not_rated_sent for a dossier that was sent,
        not_rated_already, reason_needed without a word.
    """
    campaign = dossier.campaign
    if campaign.closed_at is None:
        raise refuse("not_rated_open", campaign=campaign.code)
    if dossier.state is not State.draft:
        raise refuse("not_rated_sent", code=dossier.unit.code)
    if not (told := nfc(reason).strip()):
        raise refuse("reason_needed")
    there = select(NotRated).where(NotRated.campaign_id == campaign.id, NotRated.unit_id == dossier.unit_id)
    if session.scalars(there).first() is not None:
        raise refuse("not_rated_already", code=dossier.unit.code)
    session.add(NotRated(campaign_id=campaign.id, unit_id=dossier.unit_id, reason=told))
    session.flush()
