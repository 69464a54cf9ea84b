"""Titles: the conditions that a dossier still lacks for the title that it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.models import Assessment, Dossier
from grading.rules import recognition
from grading.services.dossiers.facts import figure_values
from grading.services.figures.figures import latest
from grading.services.results import results
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class TitleFaults:
    """The unit's live rating of the year (None before it is decided), and what the title still lacks."""

    rating: str | None
    reasons: tuple[Reason, ...]


def title_faults(session: Session, layers: Mapping[Dossier, Assessment | None], *, year: int) -> dict[int, TitleFaults]:
    """Returns what each dossier of this year lacks by the points of its layer, by the id of the dossier."""
    units = {dossier.unit_id for dossier in layers}
    ratings, values = results.ratings_by_year(session, units), latest(session, units, [year])
    faults: dict[int, TitleFaults] = {}
    for dossier, layer in layers.items():
        rating = ratings.get(dossier.unit_id, {}).get(year)
        figures = figure_values(values, dossier)
        reasons = recognition.faults(dossier.programme, _points(layer), rating=rating, figures=figures)
        faults[dossier.id] = TitleFaults(rating=rating, reasons=tuple(reasons))
    return faults


def _points(layer: Assessment | None) -> dict[str, int]:
    return {score.criterion: score.points for score in layer.scores if score.points is not None} if layer else {}
