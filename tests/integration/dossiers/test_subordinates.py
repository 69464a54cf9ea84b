"""A committee's dossier waits for the organisations below it, which are decided first, and counts their results."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Dossier
from grading.services.campaigns import campaigns, closing
from grading.services.dossiers import dossiers
from grading.services.figures import clashes, figures
from grading.services.ground.errors import Refused
from tests.committees import BOARD, CELLS, TOWN, counted, opened, rate, settle_town, submit, waiting_names
from tests.seats import get
from workflows import Role, StepRefused


@pytest.fixture
def town(season):
    settle_town(season)
    return season


def test_a_committee_and_a_cell_directly_below_the_commune_stand_on_one_roster(town):
    opened(town, TOWN, "thu-2025")

    with town.reading() as session:
        codes = {dossier.unit.code for dossier in session.scalars(select(Dossier))}

    assert codes == {BOARD, "XA-01"}


def test_a_committees_dossier_is_not_endorsed_before_its_cells_are_decided(town):
    opened(town, TOWN, "thu-2025")
    submit(town, BOARD)

    with pytest.raises(StepRefused) as refusal:
        town.step(BOARD, "endorse", town.who(Role.commune_reviewer, TOWN))

    open_cells = {reason.code: reason.params for reason in refusal.value.reasons}["subordinates_open"]
    assert open_cells == {"n": 2, "year": 2025, "list": ("Chi bộ Tổ 1", "Chi bộ Tổ 2")}


def test_a_cell_waits_for_nobody(town):
    opened(town, TOWN, "thu-2025")

    assert waiting_names(town, "XA-01") == ()


def test_a_level_of_another_year_does_not_count(town):
    opened(town, TOWN, "thu-2025")
    town.rate(CELLS[0], year=2025)
    town.rate(CELLS[1], year=2024)

    assert waiting_names(town, BOARD) == ("Chi bộ Tổ 2",)


def test_a_committee_does_not_wait_for_a_cell_that_is_not_rated(town):
    opened(town, BOARD, "truong-2025", not_rated={CELLS[1]: "Mới thành lập dưới sáu tháng"})
    opened(town, TOWN, "thu-2025")
    town.rate(CELLS[0], year=2025)

    assert waiting_names(town, BOARD) == ()


def test_the_last_decision_below_records_the_figures_that_the_committee_counts(town):
    opened(town, TOWN, "thu-2025")
    opened(town, BOARD, "truong-2025")

    rate(town, *CELLS)

    assert counted(town)["organisations_good_or_better"] == (200, "subordinates")
    assert counted(town)["organisations_rated"] == (200, "subordinates")


def test_nothing_is_counted_while_a_cell_below_is_still_open(town):
    opened(town, TOWN, "thu-2025")
    opened(town, BOARD, "truong-2025")

    rate(town, CELLS[0])

    assert counted(town) == {}


def test_a_committee_whose_cells_were_decided_before_counts_them_from_the_start(town):
    for cell in CELLS:
        town.rate(cell, "COMPLETED", 2025)

    opened(town, TOWN, "thu-2025")

    assert counted(town)["organisations_good_or_better"] == (0, "subordinates")
    assert counted(town)["organisations_completed_or_better"] == (200, "subordinates")


def test_nobody_corrects_a_figure_that_is_computed(town):
    opened(town, BOARD, "truong-2025")
    rate(town, *CELLS)
    opened(town, TOWN, "thu-2025")

    with town.acting(town.who(Role.commune_reviewer, TOWN)) as (session, actor):
        campaign, unit = campaigns.by_code(session, "thu-2025"), get(session, TOWN)
        correction = clashes.Correction(metric="organisations_rated", value=3, reason="Nhầm")
        with pytest.raises(Refused) as refusal:
            clashes.correct(session, actor, campaign, figures.UnitYear(unit.id, 2025), correction)

    assert refusal.value.reasons[0].code == "figure_computed"


def test_a_committee_no_longer_waits_for_a_cell_left_out_of_a_closed_campaign(town):
    opened(town, BOARD, "board")
    rate(town, CELLS[0])
    opened(town, TOWN, "town")
    waiting_before = waiting_names(town, BOARD)

    with town.writing() as session:
        board = campaigns.by_code(session, "board")
        closing.close(session, command(town.now), board)
        closing.leave_out(session, command(town.now), dossiers.by_codes(session, "board", CELLS[1]), "Chưa gửi hồ sơ.")

    assert waiting_before == ("Chi bộ Tổ 2",)
    assert waiting_names(town, BOARD) == ()
