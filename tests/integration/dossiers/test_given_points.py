"""Points that figures give count everywhere: on the cell's pages, above it, and in the certified level."""

import pytest

from grading.services.dossiers import dossiers
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.papers import paper_facts
from tests.given_season import CELL, count, counted_points, page_of, ready
from tests.giving import OWN
from tests.integration.pages import text_of
from tests.registering import codes
from tests.season import Season
from workflows import Layer, Role, WorkflowError


@pytest.fixture
def opened(season: Season) -> Season:
    season.programme = lambda _name: OWN
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    return season


def post(season: Season, **fields: str):
    address = f"/dossiers/{season.dossier_id(CELL)}/groups/meetings"
    return season.client(season.secretary(CELL)).post(address, data=fields)


def stored_points(season: Season) -> dict[str, int]:
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _actor, dossier):
        own = layer_in(dossier, Layer.self_)
        return dict(own.points) if own else {}


def test_the_cells_page_says_which_figure_is_missing_and_leads_to_it(opened):
    page = page_of(opened, opened.secretary(CELL), "/groups/meetings")

    assert "Chưa có điểm: còn thiếu số liệu Lượt đảng viên dự họp; Lượt đảng viên phải dự họp." in page
    assert f'href="/dossiers/{opened.dossier_id(CELL)}/members#present"' in page


def test_the_cells_page_shows_the_points_with_their_working_and_no_box_where_nobody_departs(opened):
    count(opened)

    page = page_of(opened, opened.secretary(CELL), "/groups/meetings")

    assert "Tỷ lệ đảng viên dự họp 92%: từ 90% trở lên được 4 điểm." in page
    assert 'name="points-attendance"' not in page
    assert 'name="points-speaking"' in page
    assert "Điểm khác, nếu có" in page


def test_an_empty_box_stores_no_points_and_the_figures_count(opened):
    count(opened)

    reply = post(opened, **{"points-speaking": "", "words-speaking": "Nhiều đảng viên phát biểu.", "go": ""})

    assert reply.status_code == 303
    assert stored_points(opened) == {}
    assert counted_points(opened)["speaking"] == 500


def test_the_same_points_as_the_figures_give_store_nothing(opened):
    count(opened)

    post(opened, **{"points-speaking": "5", "words-speaking": "Như số liệu.", "go": ""})

    assert stored_points(opened) == {}


def test_other_points_without_words_are_refused_at_the_words(opened):
    count(opened)

    reply = post(opened, **{"points-speaking": "3", "go": ""})

    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert "Tiêu chí “I.2” ghi điểm khác với số liệu thì phải nêu lý do." in page
    assert '<a href="#words-speaking">' in page


def test_an_autosave_waits_for_the_reason_of_other_points(opened):
    count(opened)
    address = f"/dossiers/{opened.dossier_id(CELL)}/groups/meetings"
    fields = {"points-speaking": "3", "words-attendance": "Có danh sách điểm danh."}

    reply = opened.client(opened.secretary(CELL)).post(address, data=fields, headers={"X-Autosave": "1"})

    assert reply.status_code == 200
    assert stored_points(opened) == {}


def test_other_points_with_words_count_before_the_figures(opened):
    count(opened)

    post(opened, **{"points-speaking": "3", "words-speaking": "Hai cuộc họp thảo luận ít.", "go": ""})

    assert stored_points(opened) == {"speaking": 300}
    assert counted_points(opened)["speaking"] == 300


def test_points_where_nobody_departs_are_refused(opened):
    count(opened)

    reply = post(opened, **{"points-attendance": "2", "words-attendance": "Tự chấm.", "go": ""})

    assert reply.status_code == 422
    assert "Điểm của tiêu chí “I.1” tính theo số liệu, không ghi điểm khác được." in reply.get_data(as_text=True)


def test_a_figure_corrected_later_counts_at_once(opened):
    ready(opened)

    count(opened, present=18)

    assert counted_points(opened)["attendance"] == 200


def test_without_figures_the_cell_is_told_of_the_figures_and_not_of_the_criteria(opened):
    opened.answer(CELL)
    opened.vote(CELL, "EXCELLENT")

    with opened.with_dossier(opened.secretary(CELL), CELL) as at, pytest.raises(WorkflowError) as refusal:
        dossiers.take_step(*at, "submit")

    assert "figures_missing" in codes(refusal)
    assert "unanswered" not in codes(refusal)


def test_the_check_page_and_the_report_hold_the_points_and_the_working(opened):
    ready(opened)

    page = page_of(opened, opened.secretary(CELL), "/check")

    assert "4/4 điểm" in page
    assert "Nhiệm vụ đã hoàn thành 18, Nhiệm vụ được giao 20: 18/20 của 30 điểm là 27 điểm." in page
    with opened.with_dossier(opened.secretary(CELL), CELL) as (session, _actor, dossier):
        printed = {each.number: each for group in paper_facts(session, dossier).groups for each in group.criteria}
        assert (printed["I.1"].standing, printed["II.1"].standing) == ("4/4", "27/30")
        assert printed["I.1"].working == "Tỷ lệ đảng viên dự họp 92%: từ 90% trở lên được 4 điểm."
        assert printed["II.3"].working == ""


def test_the_check_page_says_the_missing_figures_and_not_that_the_criterion_is_unanswered(opened):
    page = text_of(page_of(opened, opened.secretary(CELL), "/check"))

    assert "I.1. Đảng viên dự họp đầy đủ Chưa có điểm: còn thiếu số liệu Lượt đảng viên dự họp" in page
    assert "II.3. Đoàn kết, thống nhất Chưa tự đánh giá" in page
