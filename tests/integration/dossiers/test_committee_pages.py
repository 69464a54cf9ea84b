"""The pages and papers of a committee's own dossier show the units below it and use words for a committee."""

import pytest

from grading.documents import papers
from grading.services.dossiers.papers import paper_facts
from tests.committees import BOARD, CELLS, TOWN, opened, settle_town, submit
from tests.integration.pages import words_of


@pytest.fixture
def town(season):
    settle_town(season)
    return season


def test_the_committee_sees_that_its_cells_are_decided_and_that_their_results_are_counted(town):
    for cell in CELLS:
        town.rate(cell, "GOOD", 2025)
    opened(town, TOWN, "thu-2025")

    client = town.client(town.secretary(BOARD))
    page = client.get(f"/dossiers/{town.dossier_id(BOARD)}/subordinates").get_data(as_text=True)

    assert page.count("Đã quyết định") == len(CELLS)
    assert "Tính từ kết quả của các tổ chức trực thuộc" in page


def test_the_committee_sees_how_many_units_below_it_have_a_result(town):
    opened(town, TOWN, "thu-2025")
    town.rate(CELLS[0], "GOOD", 2025)

    client = town.client(town.secretary(BOARD))
    page = client.get(f"/dossiers/{town.dossier_id(BOARD)}").get_data(as_text=True)

    assert "1/2 tổ chức đã có kết quả" in page


def test_a_committees_papers_speak_of_a_committee(town):
    opened(town, TOWN, "thu-2025")
    submit(town, BOARD)

    with town.with_dossier(town.secretary(BOARD), BOARD) as (session, _account, dossier):
        facts = paper_facts(session, dossier)

    assert (facts.organisation, facts.body, facts.formula) == ("đảng bộ", "đảng ủy", "T/M ĐẢNG ỦY")
    assert "Đảng bộ tự xếp loại" in words_of(papers.report(facts))


def test_a_committees_own_pages_speak_of_a_committee(town):
    opened(town, TOWN, "thu-2025")
    client = town.client(town.secretary(BOARD))

    page = client.get(f"/dossiers/{town.dossier_id(BOARD)}").get_data(as_text=True)

    assert "Bí thư đảng ủy" in page
    assert "Kết quả bỏ phiếu của đảng ủy" in page
