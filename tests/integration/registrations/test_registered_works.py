"""Registered works are counted all year, become figures, and are frozen with the dossier."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from grading.models import Revision
from grading.rules.frozen.dossier import FrozenWork
from grading.services.figures.figures import latest
from grading.services.ground.errors import NotNow
from tests.registering import LAMPS, Registrations, codes, row_of
from workflows import StepNotOpen

CELL, OTHER, FOREIGN = "HU-A-01", "HU-A-02", "HU-B-01"


def test_works_become_figures_when_the_list_is_settled_and_again_as_they_are_done(season):
    model = Registrations(season)
    model.register(CELL, works=[LAMPS, replace(LAMPS, title="Trồng hoa")])

    model.settle(CELL)
    before = figures_of(season)
    model.progress(CELL, 3600)

    assert before == {"works_total": (200, "registered_works"), "works_done": (0, "registered_works")}
    assert figures_of(season)["works_done"] == (100, "registered_works")


def figures_of(season):
    with season.reading() as session:
        unit_id = row_of(season, CELL).unit_id
        newest_figures = latest(session, [unit_id], [2022])
        return {metric: (figure.value, figure.source) for (_u, _y, metric), figure in newest_figures.items()
                if metric.startswith("works")}  # fmt: skip


def test_a_cell_records_no_progress_after_it_sends_its_dossier(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    season.submit(CELL)

    with pytest.raises(StepNotOpen):
        model.progress(CELL, 1000)


def test_progress_from_a_page_older_than_the_dossier_is_refused(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    model.progress(CELL, 1000, seen=1)

    with pytest.raises(NotNow):
        model.progress(CELL, 2000, seen=1)


@pytest.mark.parametrize(("returned", "is_open"), [("I", True), ("II", False)])
def test_a_return_opens_the_works_only_if_it_names_the_criterion_that_uses_them(season, returned, is_open):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    season.submit(CELL)
    key = {"I": "political_tasks", "II": "meeting_quality"}[returned]
    season.step(CELL, "send_back", season.reviewer(CELL), note="Mời bổ sung.", criteria=(key,))

    if is_open:
        model.progress(CELL, 1000)
    else:
        with pytest.raises(NotNow) as refusal:
            model.progress(CELL, 1000)
        assert codes(refusal) == ["works_locked"]


def test_the_works_are_frozen_with_the_dossier(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    model.progress(CELL, 2000)

    season.submit(CELL)

    with season.reading() as session:
        assert session.scalars(select(Revision)).one().frozen.works == (
            FrozenWork(title="Lắp bóng đèn chiếu sáng đường ấp", target=3600, measure="bóng", done=2000, note=""),
        )
