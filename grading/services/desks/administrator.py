"""The desks of an administrator: the newest campaigns, and the lists of everything."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Campaign, Dossier
from grading.services.desks.desk import Desk, in_order
from grading.services.desks.lines import Line, told
from grading.services.dossiers.tallies import tallies_of
from workflows import ENDS, Role

MOST_CAMPAIGNS = 10
"""So many campaigns stand on the home page of an administrator; the others are on the list of campaigns."""


def desks_of(session: Session, who: Standing, today: date) -> Iterator[Desk]:
    """Yields the progress of the newest campaigns, and the lists of everything: a nation is not counted for a page that
    is opened all day."""
    if not who.is_admin:
        return
    query = select(Campaign).where(Campaign.closed_at.is_(None)).order_by(Campaign.id.desc())
    newest = session.scalars(query.limit(MOST_CAMPAIGNS + 1)).all()
    shown = {campaign.id: campaign for campaign in newest[:MOST_CAMPAIGNS]}
    for campaign, unit_id, tally in in_order(shown, tallies_of(session, shown, today, Dossier.authority_unit_id)):
        yield Desk(
            role=Role.admin, unit_id=unit_id, campaign=campaign,
            done=tally.ended, total=tally.total,
            lines=told(Line(kind="progress", number=tally.past(*ENDS), asks=False)),
        )  # fmt: skip
    lists = ("campaigns", "accounts") if len(newest) > len(shown) else ("accounts",)
    yield Desk(role=Role.admin, lines=tuple(Line(kind=each, number=0, asks=False) for each in lists))
