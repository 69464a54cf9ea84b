"""When a dossier is late: its last day is over, its cell has it, and its campaign still waits for it."""

from datetime import date

from sqlalchemy import BindParameter, ColumnElement, and_

from grading.models import Campaign, Dossier
from workflows import State


def is_waited_for(dossier: Dossier) -> bool:
    """Returns whether its cell can still send it. What a cell has not sent when its campaign is closed or cancelled is
    not late: nobody waits for it."""
    return dossier.state is State.draft and dossier.campaign.closed_at is None


def is_late(dossier: Dossier, today: date) -> bool:
    return is_waited_for(dossier) and dossier.last_day < today


def late(today: BindParameter[date]) -> ColumnElement[bool]:
    """Returns the same as a condition, for a query that joins the dossiers' campaigns."""
    return and_(Dossier.state == State.draft, Dossier.last_day < today, Campaign.closed_at.is_(None))
