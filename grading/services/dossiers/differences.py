"""Differences between the scores of a layer and those of the layer it is compared with, and their reasons."""

from collections.abc import Mapping

from grading.models import Assessment, Dossier
from grading.rules.levels import Grade
from grading.services.dossiers.points import values_in
from grading.services.ground.typed_reasons import worded
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
    others = values_in(dossier, {key: score.value for key, score in below.by_criterion.items()})
    values = values_in(dossier, {key: value for key, (value, _words) in said.items()})
    return tuple(
        key
        for key, (_value, words) in said.items()
        if (value := values[key]) is not None
        and (below_it := others.get(key)) is not None
        and below_it != value
        and not worded(words)
    )


def unexplained_numbers(dossier: Dossier, layer: Layer) -> tuple[str, ...]:
    """Returns the numbers of the criteria that differ without a reason. A new answer after a return can cause one, and
    points that the figures give differ from those that the layer below typed instead."""
    assessment = layer_in(dossier, layer)
    if assessment is None:
        return ()
    programme = dossier.programme
    scores: dict[str, tuple[Grade | int | None, str]] = {criterion.key: (None, "") for criterion in programme.figured}
    scores |= {key: (score.value, score.words) for key, score in assessment.by_criterion.items()}
    return tuple(programme.criterion(key).number for key in unexplained(dossier, layer, scores))
