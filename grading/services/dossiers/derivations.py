"""Derivations: the level that the programme's rules give a dossier, by one layer's grades or points and the figures."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from grading.models import Assessment, Campaign, Dossier
from grading.rules.derivation import Derivation, derive
from grading.rules.frozen.dossier import NEWEST_FIRST, FrozenAssessment
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.services.dossiers.beside import beside
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.facts import figure_values
from grading.services.figures.figures import Values, latest
from grading.services.units.units import names_on
from workflows import Kind, Layer

OwnLayer = Assessment | FrozenAssessment


def claimed(programme: Programme, own: OwnLayer | None) -> str | None:
    """Returns what a unit claims by its own layer, which holds what its ballot carried where there is one; None for a
    programme that asks for no claim."""
    return programme.carried(own.outcome) if own is not None and programme.not_above else None


def newest_layer(dossier: Dossier) -> Assessment | None:
    """Returns the last body's assessment: the team's, else the commune's, else the cell's own."""
    layers = (layer_in(dossier, layer) for layer in NEWEST_FIRST)
    return next((assessment for assessment in layers if assessment is not None), None)


def proposed_outcome(dossier: Dossier) -> str | None:
    """Returns what the newest layer with an outcome proposes. A body that assessed and left the level open leaves the
    proposal before it."""
    layers = (layer_in(dossier, layer) for layer in NEWEST_FIRST)
    return next((layer.outcome for layer in layers if layer is not None and layer.outcome), None)


def of_dossiers(session: Session, campaign: Campaign, dossiers: Sequence[Dossier]) -> dict[int, Derivation]:
    """Returns the derivation by the newest layer of each dossier of the campaign, in a fixed number of queries."""
    return of_layers(session, campaign, {dossier: newest_layer(dossier) for dossier in dossiers})


def of_layers(
    session: Session, campaign: Campaign, said: Mapping[Dossier, Assessment | None], figures: Values | None = None
) -> dict[int, Derivation]:
    """Returns derivations by id of the dossier; leaves out titles and dossiers without the layer. `figures` replace the
    stored ones when the caller gives them."""
    assessed = [(dossier, layer) for dossier, layer in said.items() if layer is not None]
    if campaign.kind is not Kind.rating or not assessed:
        return {}
    units = {dossier.unit_id for dossier, _ in assessed}
    values = latest(session, units, [campaign.period_id]) if figures is None else figures
    periods = names_on(session, units, campaign.as_of)
    around = beside(session, campaign, campaign.programme, units)
    return {
        dossier.id: derive(
            dossier.programme,
            Known(
                grades=layer.grades,
                points=layer.points,
                figures=figure_values(values, dossier),
                unit_kind=periods[dossier.unit_id].kind,
                claim=(claim := claimed(dossier.programme, layer_in(dossier, Layer.self_))),
                ballot=claim,
                cell_type=dossier.cell_type,
                before=around[dossier.unit_id].before,
                outcomes=around[dossier.unit_id].outcomes,
                registered=around[dossier.unit_id].registered,
            ),
        )
        for dossier, layer in assessed
    }
