"""Points that figures give count everywhere: on the cell's pages, above it, and in the certified level."""

from pathlib import Path

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Decider, Dossier, Result
from grading.rules.programmes.reading.loading import load
from grading.services.decisions import finding, ranking, summary
from grading.services.decisions import table as decision_table
from grading.services.dossiers import answers, derivations, dossiers, noting
from grading.services.dossiers.answers import Entry
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.papers import paper_facts
from grading.services.dossiers.points import points_in
from grading.services.figures import figures
from grading.services.ground.errors import Refused
from grading.services.layers import assessments
from tests.registering import codes
from tests.season import Season
from workflows import Layer, Role, State, WorkflowError

CELL = "HU-A-01"
FIGURES = {
    "due": 25, "present": 23, "speakers": 12, "absences": 1, "late": 2, "tasks_total": 20, "tasks_done": 18,
    "initiatives": 3, "prizes_commune": 1, "prizes_province": 1,
}  # fmt: skip
"""They give 4 + 5 + 4 + 27 + 3 points; the unity of the cell is judged, 52 at most."""


@pytest.fixture
def opened(season: Season) -> Season:
    season.programme = lambda _name: load(Path("tests/programmes/own-points.yaml"))
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    return season


def count(season: Season, cell: str = CELL, **changed: int) -> None:
    with season.with_dossier(season.secretary(cell), cell) as (session, actor, dossier):
        values = {key: number * 100 for key, number in (FIGURES | changed).items()}
        answers.record_members(session, actor, dossier, values)


def page_of(season: Season, login: str, path: str = "") -> str:
    return season.client(login).get(f"/dossiers/{season.dossier_id(CELL)}{path}").get_data(as_text=True)


def post(season: Season, **fields: str):
    address = f"/dossiers/{season.dossier_id(CELL)}/groups/meetings"
    return season.client(season.secretary(CELL)).post(address, data=fields)


def stored_points(season: Season) -> dict[str, int]:
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _actor, dossier):
        own = layer_in(dossier, Layer.self_)
        return dict(own.points) if own else {}


def counted_points(season: Season, layer: Layer = Layer.self_) -> dict[str, int]:
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _actor, dossier):
        return points_in(dossier, layer_in(dossier, layer))


def ready(season: Season, cell: str = CELL, **changed: int) -> None:
    season.answer(cell)
    count(season, cell, **changed)
    season.vote(cell, "EXCELLENT")


def sent(season: Season, cell: str = CELL, **changed: int) -> None:
    ready(season, cell, **changed)
    with season.with_dossier(season.secretary(cell), cell) as at:
        dossiers.take_step(*at, "submit")


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


def test_the_commune_sees_the_working_no_box_and_the_level_by_all_points(opened):
    sent(opened)

    page = page_of(opened, opened.reviewer(CELL))

    assert "Tỷ lệ đảng viên dự họp 92%: từ 90% trở lên được 4 điểm." in page
    assert 'name="points-attendance"' not in page
    assert "95/100" in page_of(opened, opened.reviewer(CELL), "/level")


def test_the_commune_that_follows_the_figures_gives_a_reason_where_the_cell_departed(opened):
    ready(opened)
    fewer = Entry(points=300, words="Hai cuộc họp thảo luận ít.", version=1)
    with opened.with_dossier(opened.secretary(CELL), CELL) as at:
        answers.save_answers(*at, {"speaking": fewer})
        dossiers.take_step(*at, "submit")
    entries = {"speaking": Entry(), "unity": Entry(points=5200)}
    judgement = assessments.Judgement(entries=entries, outcome="EXCELLENT", finish=True)

    with opened.with_dossier(opened.reviewer(CELL), CELL) as at, pytest.raises(Refused) as refusal:
        assessments.save_layer(*at, Layer.commune, judgement)

    assert codes(refusal) == ["reason_missing"]


def test_the_commune_stores_nothing_for_what_the_figures_give_and_may_finish(opened):
    sent(opened)

    opened.review(CELL)

    assert counted_points(opened, Layer.commune) == counted_points(opened)
    with opened.with_dossier(opened.reviewer(CELL), CELL) as (_session, _actor, dossier):
        layer = layer_in(dossier, Layer.commune)
        assert layer.points == {"unity": 5200}
        assert layer.finished_at is not None


def test_the_level_is_certified_from_the_points_that_the_figures_give(opened):
    sent(opened)

    opened.bring(CELL, State.certified, "EXCELLENT")

    with opened.reading() as session:
        dossier = session.scalars(select(Dossier).where(Dossier.id == opened.dossier_id(CELL))).one()
        assert session.scalars(select(Result).where(Result.unit_id == dossier.unit_id)).one().outcome == "EXCELLENT"
        found = derivations.of_dossiers(session, dossier.campaign, [dossier])[dossier.id]
        assert (found.points, found.level) == (9500, "EXCELLENT")
        assert noting.arrival_of(session, dossier).points == 9500


def test_a_version_shows_the_points_by_the_figures_that_it_froze(opened):
    sent(opened)

    page = page_of(opened, opened.secretary(CELL), "/versions/1")

    assert "27/30 điểm" in page


def test_a_return_of_a_criterion_opens_the_counts_that_give_its_points(opened):
    sent(opened, present=10)
    opened.step(CELL, "send_back", opened.reviewer(CELL), note="Xem lại số dự họp.", criteria=("attendance",))

    count(opened, present=23)

    opened.step(CELL, "submit", opened.secretary(CELL))
    assert counted_points(opened)["attendance"] == 400


def test_a_return_of_a_criterion_that_a_person_judges_leaves_the_counts_closed(opened):
    sent(opened)
    opened.step(CELL, "send_back", opened.reviewer(CELL), note="Xem lại.", criteria=("unity",))

    with pytest.raises(Refused) as refusal:
        count(opened, present=24)

    assert codes(refusal) == ["criteria_locked"]


def test_points_posted_above_the_cell_where_nobody_departs_are_refused(opened):
    sent(opened)
    address = f"/dossiers/{opened.dossier_id(CELL)}/layers/commune"

    reply = opened.client(opened.reviewer(CELL)).post(address, data={"points-attendance": "1", "outcome": "GOOD"})

    assert reply.status_code == 422
    assert "Điểm của tiêu chí “I.1” tính theo số liệu, không ghi điểm khác được." in reply.get_data(as_text=True)


def test_the_team_sees_the_points_the_working_and_the_total_of_each_layer(season):
    season.programme = lambda _name: load(Path("tests/programmes/own-points.yaml"))
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    sent(season)
    season.review(CELL)
    season.hand_on(CELL, State.appraisal)

    page = page_of(season, season.who(Role.appraiser, "HU"))

    assert "tổng 95 điểm" in page
    assert "Tỷ lệ đảng viên dự họp 92%: từ 90% trở lên được 4 điểm." in page
    assert "Theo số liệu: <b>4 điểm</b>" in page
    assert 'name="points-attendance"' not in page


def test_the_list_of_a_meeting_and_the_order_of_the_quota_count_the_given_points(opened):
    better, worse = CELL, "HU-A-02"
    sent(opened, better)
    sent(opened, worse, tasks_done=17)
    for cell in (better, worse):
        opened.review(cell)
    decision_id = opened.vote_on("HU-A")

    with opened.acting(opened.who(Role.authority_secretary, "HU-A")) as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        lines = summary.summaries(session, decision, decision_table.table(session, actor, decision))
        passed = ranking.passed_over(session, decision, {opened.dossier_id(worse): "EXCELLENT"})

    assert [lines[opened.dossier_id(cell)].points for cell in (better, worse)] == [9500, 9350]
    assert passed == {opened.dossier_id(better)}


def test_a_figure_corrected_after_the_vote_does_not_change_the_list_of_the_meeting(opened):
    sent(opened)
    opened.review(CELL)
    decision_id = opened.vote_on("HU-A")
    with opened.writing() as session:
        dossier = session.get_one(Dossier, opened.dossier_id(CELL))
        figures.report(session, command(opened.now), dossier.unit_id, 2022, {"tasks_done": 1000}, source="thử nghiệm")

    with opened.acting(opened.who(Role.authority_secretary, "HU-A")) as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        lines = summary.summaries(session, decision, decision_table.table(session, actor, decision))

    assert lines[opened.dossier_id(CELL)].points == 9500
    assert counted_points(opened)["tasks"] == 1500
