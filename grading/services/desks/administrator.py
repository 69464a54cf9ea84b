"""The desks of an administrator: the newest campaigns, and the lists of everything."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import true
from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Dossier
from grading.services.desks.desk import Desk, Line, in_order, open_campaigns, told
from grading.services.dossiers.tallies import tallies_of
from workflows import ENDS, Role

MOST_CAMPAIGNS = 10
"""So many campaigns stand on the home page of an administrator; the others are on the list of campaigns."""


def desks_of(session: Session, who: Standing, today: date) -> Iterator[Desk]:
    """Yields the progress of the newest campaigns, and the lists of everything: a nation is not counted for a page that
    is opened all day."""
    if not who.is_admin:
        return
    newest = open_campaigns(session, true(), MOST_CAMPAIGNS + 1)
    shown = dict(list(newest.items())[:MOST_CAMPAIGNS])
    for campaign, unit_id, tally in in_order(shown, tallies_of(session, shown, today, Dossier.authority_unit_id)):
        yield Desk(
            role=Role.admin, unit_id=unit_id, campaign=campaign,
            done=tally.ended, total=tally.total,
            lines=told(Line(kind="progress", number=tally.past(*ENDS), asks=False)),
        )  # fmt: skip
    lists = ("campaigns", "accounts") if len(newest) > len(shown) else ("accounts",)
    yield Desk(role=Role.admin, lines=tuple(Line(kind=each, number=0, asks=False) for each in lists))
