"""When a dossier is waited for, and when it is late: its last day is over, and its cell has it and can send it."""

from datetime import date

from sqlalchemy import BindParameter, ColumnElement, and_, or_

from grading.models import Campaign, Dossier
from workflows import State


def is_waited_for(dossier: Dossier) -> bool:
    """Returns whether its cell can still send it. Once the campaign is closed, nobody waits for what was never sent;
    what was sent and came back goes on. In a cancelled campaign everything stays as it is."""
    campaign = dossier.campaign
    is_open = campaign.closed_at is None or (dossier.came_back and campaign.cancelled_at is None)
    return dossier.state is State.draft and is_open


def is_shut(dossier: Dossier) -> bool:
    """Returns whether its campaign was closed or cancelled while its cell had it, so that it will not be sent."""
    return dossier.state is State.draft and not is_waited_for(dossier)


def is_late(dossier: Dossier, today: date) -> bool:
    return is_waited_for(dossier) and dossier.last_day < today


def late(today: BindParameter[date]) -> ColumnElement[bool]:
    """Returns `is_late` as a condition, for a query that joins the dossiers' campaigns."""
    goes_on = or_(Campaign.closed_at.is_(None), and_(Dossier.came_back, Campaign.cancelled_at.is_(None)))
    return and_(Dossier.state == State.draft, Dossier.last_day < today, goes_on)
