"""The figures that an account may read: those of the versions that it may open, and of every decided dossier."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from grading.actors import Standing
from grading.models import Campaign, Dossier, Move, Revision
from grading.permissions import roles_on
from grading.services.figures.figures import UnitYear, Values
from grading.services.figures.handed_over import HandedOver, latest_handed_over
from workflows import ENDS, ActName, Facts, State, may

_DECIDED = ENDS - {State.withdrawn, State.discontinued}


def latest_readable(session: Session, who: Standing, unit_ids: Collection[int], period_ids: Collection[int]) -> Values:
    """Returns the figure that counts for this reader: the newest row that did not come from the unit's own work, or
    that stands in a version which this account may open. Once a dossier is decided, its figures are as open as its
    result."""
    read = _handed_over_to(session, who, unit_ids, period_ids)
    return latest_handed_over(session, unit_ids, period_ids, handed_over=read)


def _handed_over_to(
    session: Session, who: Standing, unit_ids: Collection[int], period_ids: Collection[int]
) -> HandedOver:
    """Returns when the newest version that this account may open was frozen, by unit and period: the versions of a
    dossier that it reads, and one that it was given although the dossier has gone back since."""
    query = (
        select(Dossier, Move.dest, Revision.at)
        .join(Dossier.campaign)
        .join(Move, Move.dossier_id == Dossier.id)
        .join(Revision, Move.revision_id == Revision.id)
        .options(contains_eager(Dossier.campaign))
        .where(Dossier.unit_id.in_(unit_ids), Campaign.period_id.in_(period_ids))
    )
    found: HandedOver = {}
    for dossier, given_in, at in session.execute(query):
        if dossier.state in _DECIDED or _reads(who, dossier, (dossier.state, given_in)):
            place = UnitYear(dossier.unit_id, dossier.campaign.period_id)
            found[place] = max(at, found.get(place, at))
    return found


def _reads(who: Standing, dossier: Dossier, states: tuple[State, State]) -> bool:
    own_unit = str(dossier.unit_id) if dossier.unit_id in who.own_units else None
    facts, roles = Facts(stopped_unsent=dossier.stopped_unsent, own_unit=own_unit), roles_on(who, dossier)
    return any(may(dossier.campaign.process, ActName.read_self, state, roles, facts) for state in states)
