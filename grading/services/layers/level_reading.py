"""The derivations of a level that somebody may read: one for each layer open to the reader, and the stored one."""

from collections.abc import Set
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Decision, DecisionItem, DecisionState, Dossier
from grading.rules.derivation import Derivation
from grading.rules.frozen.dossier import NEWEST_FIRST
from grading.services.dossiers import derivations, member_levels
from grading.services.dossiers.differences import layer_in
from grading.services.layers.assessments import may_read
from workflows import CELL_ROLES, ENDS, Facts, Kind, Layer, Role


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One derivation of a level. `item` is the line of the decision that stores it; None for a layer as it stands now.
    `outcome` is the level that the layer proposes, or that was decided."""

    layer: Layer | None
    derivation: Derivation
    outcome: str | None
    item: DecisionItem | None = None


def readings(session: Session, dossier: Dossier, roles: Set[Role], facts: Facts) -> list[Reading]:
    """Returns the stored derivation first, then the layers from the newest down to the cell's own."""
    if dossier.campaign.kind is not Kind.rating:
        return []
    open_ = [layer for layer in NEWEST_FIRST if may_read(dossier, layer, roles, facts)]
    figures = None if Layer.panel in open_ or not roles <= CELL_ROLES else member_levels.proposed(session, dossier)
    stored = [_kept(session, dossier)] if dossier.state in ENDS or (open_ and not roles <= CELL_ROLES) else []
    return [reading for reading in stored if reading] + [
        Reading(layer=layer, derivation=derived, outcome=assessment.outcome)
        for layer in open_
        if (assessment := layer_in(dossier, layer)) is not None
        for derived in derivations.of_layers(session, dossier.campaign, {dossier: assessment}, figures).values()
    ]


def _kept(session: Session, dossier: Dossier) -> Reading | None:
    query = (
        select(DecisionItem)
        .join(Decision)
        .where(
            DecisionItem.dossier_id == dossier.id,
            DecisionItem.derivation.is_not(None),
            Decision.state == DecisionState.issued,
        )
        .order_by(DecisionItem.id.desc())
        .limit(1)
    )
    item = session.scalars(query).first()
    if item is None or (derived := item.derived) is None:
        return None
    return Reading(layer=None, derivation=derived, outcome=item.outcome, item=item)
