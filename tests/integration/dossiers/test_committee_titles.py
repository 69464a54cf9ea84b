"""The title of a committee is for committees only; it waits for the titles of their cells and counts them."""

import shutil

import pytest
from sqlalchemy import select

from config.settings import PROJECT
from grading.actors import command
from grading.models import Dossier, Result, Revision, Subject, Unit
from grading.rules.programmes.reading.loading import load
from grading.services.campaigns import campaigns
from grading.services.dossiers import revisions, subordinates
from grading.services.figures import figures
from grading.services.results.results import in_force, put_in_force
from tests.committees import BOARD, CELLS, TOWN, counted, opened, settle_town, waiting_names
from tests.seats import get
from workflows import Kind

ISSUED = """
extends: four-good-committee
key: committee-title
evidence: {min: {value: 0, assumed: thử}}
groups:
  - {key: unity_discipline, criteria: [{key: unity_discipline, points: {value: 25, assumed: thử}}]}
  - {key: cadres_members, criteria: [{key: cadres_members, points: {value: 25, assumed: thử}}]}
ballot: {needed: {value: false, assumed: thử}}
assessments: {min: {value: 1, assumed: thử}}
recognition:
  min_total: {value: 80, assumed: thử}
  min_each: {value: 60, assumed: thử}
  requires_rating_at_least: {value: GOOD, assumed: thử}
  conditions:
    - {key: cells_good, value: {value: 100, assumed: thử}}
    - {key: cells_four_good, value: {value: 50, assumed: thử}}
"""


@pytest.fixture
def titles(season, tmp_path, monkeypatch):
    """A campaign for the title of the cells, and a campaign for the title of their committee. The cells are rated."""
    settle_town(season)
    for name in ("four-good-committee", "four-good", "demo-four-good"):
        shutil.copy(PROJECT / "config" / "programmes" / f"{name}.yaml", tmp_path)
    (tmp_path / "committee-title.yaml").write_text(ISSUED, encoding="utf-8")
    monkeypatch.setattr(season, "programme", lambda name: load(tmp_path / f"{name}.yaml"))
    for cell in CELLS:
        season.rate(cell, "GOOD", 2025)
    opened(season, BOARD, "titles-of-cells", programme="demo-four-good")
    opened(season, TOWN, "title-of-committee", programme="committee-title")
    return season


def test_only_committees_are_on_the_roster_of_a_committees_title(titles):
    with titles.reading() as session:
        campaign = campaigns.by_code(session, "title-of-committee")
        codes = [dossier.unit.code for dossier in session.scalars(select(Dossier).where(Dossier.campaign == campaign))]

    assert codes == [BOARD]


def test_a_committees_title_waits_for_the_titles_of_its_cells(titles):
    assert waiting_names(titles, BOARD) == ("Chi bộ Tổ 1", "Chi bộ Tổ 2")


def test_a_committee_does_not_wait_for_a_cell_that_withdrew_from_its_own_title(titles):
    titles.campaign = "titles-of-cells"
    for cell in CELLS:
        titles.step(cell, "withdraw", titles.secretary(cell), note="Năm nay chưa đăng ký.")

    titles.campaign = "title-of-committee"

    assert waiting_names(titles, BOARD) == ()


def test_a_committee_counts_the_cells_that_received_the_title(titles):
    with titles.writing() as session:
        for dossier in session.scalars(select(Dossier).where(Dossier.unit.has(Unit.code.in_(CELLS)))):
            session.delete(dossier)
        cell = get(session, CELLS[0])
        result = Result(unit_id=cell.id, period_id=2025, kind=Kind.recognition, programme_key="demo-four-good",
                        subject=Subject.organisation, model="four_good", outcome="recognised", source="thử nghiệm",
                        at=titles.now)  # fmt: skip
        put_in_force(session, [result], in_force(session, [cell.id]))
        subordinates.settle_above(session, [cell.id], 2025, titles.now)

    value_of_metric = {metric: value for metric, (value, _source) in counted(titles).items()}

    assert value_of_metric == {"cells_total": 200, "cells_good_or_better": 200, "cells_four_good": 100}


@pytest.mark.parametrize("change", ["a title below", "the rating"])
def test_a_revision_keeps_the_rating_and_the_figures_that_the_title_depends_on(titles, change):
    with titles.writing() as session:
        board = get(session, BOARD)
        figures.report(
            session,
            command(titles.now),
            board.id,
            2025,
            {"cells_total": 200, "cells_four_good": 200},
            source="subordinates",
        )
    titles.rate(BOARD, "GOOD", 2025)
    with titles.writing() as session:
        frozen_revision = revisions.freeze(session, board_dossier(titles, session), titles.now)
        session.flush()
        revision_id = frozen_revision.id

    if change == "the rating":
        titles.rate(BOARD, "COMPLETED", 2025)
    else:
        with titles.writing() as session:
            figures.report(
                session,
                command(titles.now),
                get(session, BOARD).id,
                2025,
                {"cells_four_good": 100},
                source="subordinates",
            )

    with titles.reading() as session:
        revision = session.get_one(Revision, revision_id)
        assert (revision.frozen.rating, revision.frozen.figures["cells_four_good"]) == ("GOOD", 200)
        assert not revisions.is_still(session, board_dossier(titles, session), revision)


def board_dossier(season, session):
    season.campaign = "title-of-committee"
    return session.get_one(Dossier, season.dossier_id(BOARD))
