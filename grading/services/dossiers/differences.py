"""Where a layer scores otherwise than the one it is compared with, and whether it says why."""

from collections.abc import Mapping

from grading.models import Assessment, Dossier
from grading.rules.levels import Grade
from workflows import Layer

_BELOW = {Layer.commune: Layer.self_, Layer.appraiser: Layer.commune, Layer.panel: Layer.commune}
Said = Mapping[str, tuple[Grade | int | None, str]]
"""By key of a criterion: the grade or points given, and the words with it."""


def layer_in(dossier: Dossier, layer: Layer, by_id: int | None = None) -> Assessment | None:
    return next((found for found in dossier.assessments if (found.layer, found.by_id) == (layer, by_id)), None)


def compared_layer(dossier: Dossier, layer: Layer) -> Layer:
    """The layer from which a difference needs a reason: the commune's, or the cell's where no commune scored."""
    below = _BELOW[layer]
    return below if any(found.layer is below for found in dossier.assessments) else Layer.self_


def unexplained(dossier: Dossier, layer: Layer, said: Said) -> tuple[str, ...]:
    """Keys of the criteria that are scored otherwise than in the layer below, without a word why."""
    below = layer_in(dossier, compared_layer(dossier, layer))
    if below is None:
        return ()
    return tuple(
        key
        for key, (value, words) in said.items()
        if value is not None
        and (other := below.score(key)) is not None
        and other.is_set
        and other.value != value
        and not words.strip()
    )


def unexplained_numbers(dossier: Dossier, layer: Layer) -> tuple[str, ...]:
    """The same of what is stored, by number: a cell that changed its answer after a return makes a new difference."""
    assessment = layer_in(dossier, layer)
    if assessment is None:
        return ()
    said = {score.criterion: (score.value, score.words) for score in assessment.scores}
    programme = dossier.programme
    return tuple(programme.criterion(key).number for key in unexplained(dossier, layer, said))
