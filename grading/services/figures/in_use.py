"""Other dossiers that use the same figures: a unit has one set of figures for a period, whatever dossiers ask for
them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grading.models import Campaign, Dossier
from workflows import Reason, State


def handed_on(session: Session, dossier: Dossier) -> Sequence[Dossier]:
    """Returns the unit's other dossiers of the period that left the unit and were not withdrawn."""
    query = select(Dossier).join(Campaign).options(joinedload(Dossier.campaign)).where(
        Dossier.unit_id == dossier.unit_id, Dossier.id != dossier.id, Campaign.period_id == dossier.campaign.period_id,
        Dossier.state.not_in((State.draft, State.withdrawn)),
    )  # fmt: skip
    return session.scalars(query.order_by(Dossier.id)).all()


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
