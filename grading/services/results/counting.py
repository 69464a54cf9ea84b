"""The legal level that a result of a rating counts as, whichever outcomes its table names."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Decision, DecisionItem, Result
from grading.rules.levels import RATINGS, Level

LEGAL_WORDS = frozenset(level.value for level in (*RATINGS, Level.NOT_RATED))
"""The outcomes that are legal levels themselves."""


def legal_levels(session: Session, results: Iterable[Result]) -> dict[int, str]:
    """Returns the legal level of each result of a rating, by the id of the result; without those that count as none.

    Most tables name their outcomes by the legal levels, and so does what was imported; then nothing is asked. Only the
    table of a campaign knows what an outcome of its own counts as.
    """
    rows = list(results)
    found = {row.id: row.outcome for row in rows if row.outcome in LEGAL_WORDS}
    others = [row for row in rows if row.id not in found]
    if not others:
        return found
    campaigns = _campaigns(session, others)
    for row in others:
        campaign = campaigns.get(row.id)
        level = campaign.programme.counts_as(row.outcome) if campaign is not None else None
        if level is not None:
            found[row.id] = level.value
    return found


def _campaigns(session: Session, results: list[Result]) -> dict[int, Campaign]:
    """Returns the campaign of each result: that of its decision, else the newest one of its period with its table, in
    which it was noted."""
    ids = {row.decision_item_id: row.id for row in results if row.decision_item_id is not None}
    decided = (
        select(DecisionItem.id, Campaign)
        .join(Decision, DecisionItem.decision_id == Decision.id)
        .join(Campaign, Decision.campaign_id == Campaign.id)
        .where(DecisionItem.id.in_(ids))
    )
    found = {ids[item_id]: campaign for item_id, campaign in session.execute(decided)} if ids else {}
    noted = [row for row in results if row.id not in found]
    if noted:
        periods = {row.period_id for row in noted}
        of_periods = session.scalars(select(Campaign).where(Campaign.period_id.in_(periods)).order_by(Campaign.id))
        newest = {(each.period_id, each.programme_key): each for each in of_periods}
        places = {row.id: (row.period_id, row.programme_key) for row in noted}
        found |= {row_id: newest[place] for row_id, place in places.items() if place in newest}
    return found
