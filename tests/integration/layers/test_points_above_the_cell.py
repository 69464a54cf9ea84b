"""Above the cell and at the meeting, the points that figures give count as they do on the cell's own pages."""

from datetime import date

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Decider, Dossier, Result
from grading.services.decisions import finding, ranking, summary
from grading.services.decisions import table as decision_table
from grading.services.dossiers import answers, derivations, dossiers, noting
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.entries import Entry
from grading.services.figures import figures
from grading.services.ground.errors import Refused
from grading.services.layers import assessments
from tests.given_season import CELL, count, counted_points, page_of, ready, sent
from tests.giving import OWN
from tests.registering import codes
from tests.season import Season
from workflows import Layer, Role, State


@pytest.fixture
def opened(season: Season) -> Season:
    season.programme = lambda _name: OWN
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    return season


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
    season.programme = lambda _name: OWN
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


def test_last_years_points_stand_beside_this_years_by_the_figures_of_then(season):
    season.programme = lambda _name: OWN
    season.open("points-2021", year=2021, as_of=date(2021, 12, 31))
    sent(season, tasks_done=15)
    season.open()

    page = page_of(season, season.secretary(CELL), "/groups/results")

    assert "Nội dung đã viết năm 2021:" in page
    assert "22,5/30 điểm" in page


def test_before_the_commune_begins_only_what_a_person_judges_is_unscored(opened):
    sent(opened)

    page = page_of(opened, opened.reviewer(CELL))

    assert "Còn 1 tiêu chí chưa đánh giá (II.3)." in page
