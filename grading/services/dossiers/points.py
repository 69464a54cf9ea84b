"""The points of a layer as they count: what somebody typed, joined with what the figures of the unit give."""

from collections.abc import Mapping

from sqlalchemy.orm import object_session

from grading.models import Assessment, Dossier
from grading.rules import giving
from grading.rules.giving import Given
from grading.rules.levels import Grade
from grading.services.figures.figures import Values, latest

Value = Grade | int | None
"""A grade, points in hundredths, or nothing."""


def figures_of(dossier: Dossier, figures: Values | None = None) -> dict[str, int]:
    """Returns the figures (hundredths) that can give points. They are those that count, unless others are given.
    Nothing is read for a programme whose points are all typed."""
    if not dossier.programme.given:
        return {}
    session, unit_id, period_id = object_session(dossier), dossier.unit_id, dossier.campaign.period_id
    assert session is not None
    values = latest(session, [unit_id], [period_id]) if figures is None else figures
    return {metric: figure.value for metric, figure in values.of(unit_id, period_id).items()}


def points_in(dossier: Dossier, assessment: Assessment | None, figures: Values | None = None) -> dict[str, int]:
    """Returns the points (hundredths) of the layer by criterion key. Without a layer the figures may give some."""
    typed = assessment.points if assessment else {}
    return giving.merged(dossier.programme, typed, figures_of(dossier, figures))


def values_in(dossier: Dossier, typed: Mapping[str, Value]) -> dict[str, Value]:
    """Returns the typed values by criterion key, and the points that the figures give in the place of those that nobody
    typed."""
    if not dossier.programme.given:
        return dict(typed)
    points = {key: value for key, value in typed.items() if isinstance(value, int)}
    counted = giving.merged(dossier.programme, points, figures_of(dossier))
    return {**typed, **{criterion.key: counted.get(criterion.key) for criterion in dossier.programme.given}}


def given_to(dossier: Dossier, figures: Values | None = None) -> dict[str, Given]:
    """Returns what the figures give, with the working, by criterion key."""
    return giving.given(dossier.programme, figures_of(dossier, figures))
