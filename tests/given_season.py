"""A season under the table whose points follow from figures: what a cell counts, sends and sees."""

from grading.services.dossiers import answers, dossiers
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.points import points_in
from tests.giving import FULL
from tests.season import Season
from workflows import Layer

CELL = "HU-A-01"


def count(season: Season, cell: str = CELL, **changed: int) -> None:
    """Gives the counts of the cell, with these changes."""
    with season.with_dossier(season.secretary(cell), cell) as (session, actor, dossier):
        values = {key: number * 100 for key, number in (FULL | changed).items()}
        answers.record_members(session, actor, dossier, values)


def page_of(season: Season, login: str, path: str = "") -> str:
    return season.client(login).get(f"/dossiers/{season.dossier_id(CELL)}{path}").get_data(as_text=True)


def counted_points(season: Season, layer: Layer = Layer.self_) -> dict[str, int]:
    """Returns the points that count in the layer now."""
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _actor, dossier):
        return points_in(dossier, layer_in(dossier, layer))


def ready(season: Season, cell: str = CELL, **changed: int) -> None:
    """Fills in everything that the cell sends."""
    season.answer(cell)
    count(season, cell, **changed)
    season.vote(cell, "EXCELLENT")


def sent(season: Season, cell: str = CELL, **changed: int) -> None:
    ready(season, cell, **changed)
    with season.with_dossier(season.secretary(cell), cell) as at:
        dossiers.take_step(*at, "submit")
