"""Differences between the scores of a layer and those of the layer it is compared with, and their reasons."""

from collections.abc import Mapping

from grading.models import Assessment, Dossier
from grading.rules.levels import Grade
from workflows import Layer

_BELOW = {Layer.commune: Layer.self_, Layer.appraiser: Layer.commune, Layer.panel: Layer.commune}
Said = Mapping[str, tuple[Grade | int | None, str]]
"""The grade or points and the words of each criterion, by its key."""


def layer_in(dossier: Dossier, layer: Layer, by_id: int | None = None) -> Assessment | None:
    return next((stored for stored in dossier.assessments if stored.layer is layer and stored.by_id == by_id), None)


def compared_layer(dossier: Dossier, layer: Layer) -> Layer:
    """Returns the layer from which a difference needs a reason: the commune's, or the cell's if no commune scored."""
    below = _BELOW[layer]
    return below if any(assessment.layer is below for assessment in dossier.assessments) else Layer.self_


def unexplained(dossier: Dossier, layer: Layer, said: Said) -> tuple[str, ...]:
    """Returns the keys of the criteria whose score differs from the layer below without a reason in words."""
    below = layer_in(dossier, compared_layer(dossier, layer))
    if below is None:
        return ()
    others = below.by_criterion
    return tuple(
        key
        for key, (value, words) in said.items()
        if value is not None
        and (other := others.get(key)) is not None
        and (below_it := other.value) is not None
        and below_it != value
        and not words.strip()
    )


def unexplained_numbers(dossier: Dossier, layer: Layer) -> tuple[str, ...]:
    """Returns the numbers of the stored scores that differ without a reason. A new answer after a return can cause
    one."""
    assessment = layer_in(dossier, layer)
    if assessment is None:
        return ()
    scores = {key: (score.value, score.words) for key, score in assessment.by_criterion.items()}
    programme = dossier.programme
    return tuple(programme.criterion(key).number for key in unexplained(dossier, layer, scores))
