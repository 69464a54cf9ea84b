"""Other dossiers that use the same figures: a unit has one set of figures for a period, whatever dossiers ask for
them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grading.models import Campaign, Dossier
from workflows import Reason, State


def handed_on(session: Session, dossier: Dossier) -> Sequence[Dossier]:
    """Returns the unit's other dossiers of the period that left the unit and were not withdrawn. Those of a cancelled
    campaign use nothing."""
    return handed_on_each(session, [dossier])[dossier.id]


def handed_on_each(session: Session, dossiers: Sequence[Dossier]) -> dict[int, list[Dossier]]:
    """Returns the same for many dossiers, by id, in one query."""
    units, periods = {dossier.unit_id for dossier in dossiers}, {dossier.campaign.period_id for dossier in dossiers}
    query = select(Dossier).join(Campaign).options(joinedload(Dossier.campaign)).where(
        Dossier.unit_id.in_(units), Campaign.period_id.in_(periods),
        Dossier.state.not_in((State.draft, State.withdrawn)), Campaign.cancelled_at.is_(None),
    )  # fmt: skip
    found: defaultdict[tuple[int, int], list[Dossier]] = defaultdict(list)
    for other in session.scalars(query.order_by(Dossier.id)):
        found[other.unit_id, other.campaign.period_id].append(other)
    return {
        dossier.id: [each for each in found[dossier.unit_id, dossier.campaign.period_id] if each.id != dossier.id]
        for dossier in dossiers
    }


def in_use(session: Session, dossier: Dossier) -> Mapping[str, Reason]:
    """Returns figure_in_use by metric, for figures asked here that a dossier already handed on uses."""
    asked = set(dossier.programme.asks)
    others = [other.campaign.programme for other in handed_on(session, dossier)]
    return {
        key: Reason(code="figure_in_use", params={"figure": key, "programme": programme.title})
        for programme in others
        for key in programme.asks
        if key in asked
    }
