"""The points of a layer as they count: what somebody typed, joined with what the figures of the unit give."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import object_session

from grading.models import Assessment, Dossier
from grading.rules import giving, scoring
from grading.rules.frozen.dossier import FrozenAssessment, FrozenDossier
from grading.rules.giving import Given
from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.services.figures.figures import Values, latest
from grading.services.results.results import ratings_by_year
from grading.services.units.units import names_on

Value = Grade | int | None
"""A grade, points in hundredths, or nothing."""


def known_of(dossier: Dossier, assessment: Assessment | None = None, figures: Values | None = None) -> Known:
    """Returns what the points of a layer rest on: the typed ones, and of the unit what its programme reads. The figures
    are those that count, unless others are given. Nothing is read for a programme whose points are all typed."""
    known = Known(points=assessment.points if assessment else {}, cell_type=dossier.cell_type)
    if not dossier.programme.figured:
        return known
    session, unit_id, period_id = object_session(dossier), dossier.unit_id, dossier.campaign.period_id
    assert session is not None
    values = latest(session, [unit_id], [period_id]) if figures is None else figures
    here = {metric: figure.value for metric, figure in values.of(unit_id, period_id).items()}
    ratings = ratings_by_year(session, [unit_id]) if dossier.programme.reads_rating else {}
    rating = ratings.get(unit_id, {}).get(dossier.campaign.year)
    return replace(known, figures=here, rating=rating, unit_kind=unit_kind_of(dossier))


def unit_kind_of(dossier: Dossier) -> str:
    """Returns the kind of the unit, where a criterion asks for it; else an empty text, and nothing is read."""
    session = object_session(dossier)
    if not dossier.programme.reads_kind or session is None:
        return ""
    return str(names_on(session, [dossier.unit_id], dossier.campaign.as_of)[dossier.unit_id].kind)


def known_then(
    dossier: Dossier, frozen: FrozenDossier, layer: FrozenAssessment | None, figures: Mapping[str, int]
) -> Known:
    """Returns what the points of a frozen layer rest on, by these figures of what was frozen."""
    return Known(
        points=layer.points if layer else {}, figures=figures, rating=frozen.rating, cell_type=dossier.cell_type,
        unit_kind=unit_kind_of(dossier),
    )  # fmt: skip


def points_in(dossier: Dossier, assessment: Assessment | None, figures: Values | None = None) -> dict[str, int]:
    """Returns the points (hundredths) of the layer by criterion key. Without a layer the figures may give some."""
    return giving.merged(dossier.programme, known_of(dossier, assessment, figures))


def total_in(dossier: Dossier, assessment: Assessment | None, figures: Values | None = None) -> int | None:
    """Returns the total of the layer (hundredths), or None where it has no points."""
    known = known_of(dossier, assessment, figures)
    points = giving.merged(dossier.programme, known)
    return scoring.total(dossier.programme, points, known) if points else None


def values_in(dossier: Dossier, typed: Mapping[str, Value]) -> dict[str, Value]:
    """Returns the typed values by criterion key, and the points that the figures give in the place of those that nobody
    typed."""
    if not dossier.programme.figured:
        return dict(typed)
    points = {key: value for key, value in typed.items() if isinstance(value, int)}
    counted = giving.merged(dossier.programme, replace(known_of(dossier), points=points))
    return {**typed, **{criterion.key: counted.get(criterion.key) for criterion in dossier.programme.figured}}


def given_to(dossier: Dossier, figures: Values | None = None) -> dict[str, Given]:
    """Returns what follows from the figures, with the working, by criterion key."""
    return giving.given(dossier.programme, known_of(dossier, figures=figures))
