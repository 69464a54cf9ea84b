"""The figures that others than their unit see: what a unit types is its own until it hands a dossier over."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier, Figure, Revision
from grading.services.figures import fed_by_months, registered_works
from grading.services.figures.figures import UnitYear, Values, rows

SELF_ASSESSMENT = "self_assessment"
"""The source of a count that the unit typed into its dossier."""
_TYPED = frozenset({SELF_ASSESSMENT, fed_by_months.SOURCE, registered_works.SOURCE})


def latest_handed_over(session: Session, unit_ids: Collection[int], period_ids: Collection[int]) -> Values:
    """Returns the figure that counts for everybody but the unit itself: the newest row that did not come from the
    unit's own work, or that a dossier held when it was last handed over. A sum over a commune's cells, a comparison and
    the page of a unit would otherwise tell what stands in a draft."""
    found = rows(session, unit_ids, period_ids)
    typed = {figure.unit_id for figure in found if figure.source in _TYPED}
    handed_over = _last_handed_over(session, typed, period_ids) if typed else {}
    return {
        (figure.unit_id, figure.period_id, figure.metric): figure
        for figure in found
        if figure.source not in _TYPED or _was_held(figure, handed_over)
    }


def _was_held(figure: Figure, handed_over: dict[UnitYear, datetime]) -> bool:
    last = handed_over.get(UnitYear(figure.unit_id, figure.period_id))
    return last is not None and figure.at <= last


def _last_handed_over(
    session: Session, unit_ids: Collection[int], period_ids: Collection[int]
) -> dict[UnitYear, datetime]:
    """Returns when a dossier of each unit and period was last frozen: every step that hands it on freezes it."""
    query = (
        select(Dossier.unit_id, Campaign.period_id, func.max(Revision.at, type_=Revision.at.type))
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .join(Revision, Revision.dossier_id == Dossier.id)
        .where(Dossier.unit_id.in_(unit_ids), Campaign.period_id.in_(period_ids))
        .group_by(Dossier.unit_id, Campaign.period_id)
    )
    return {UnitYear(unit_id, period_id): at for unit_id, period_id, at in session.execute(query)}
