"""Each member of the team assesses alone, the head settles and proposes, and the table of acts says who reads it."""

import pytest
from werkzeug.test import TestResponse

from grading.models import Decider
from grading.services.dossiers import differences
from grading.services.dossiers.entries import Entry
from grading.services.layers import assessments
from tests.integration.pages import text_of
from tests.season import DISTRICT, Season
from workflows import Layer, Role, State

CELL = "HU-A-01"


@pytest.fixture
def appraised(season: Season) -> Season:
    """The district decides the level here, so its team scores before it."""
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)
    for login in ("one", "two"):
        season.make_account(login, Role.appraiser, DISTRICT)
    season.make_account("head", Role.appraisal_lead, DISTRICT)
    return season


def assess(season: Season, login: str, words: str, *, finish: bool) -> None:
    """Saves an assessment that differs from the commune's in the first criterion."""
    with season.with_dossier(login, CELL) as (session, actor, dossier):
        entries = {criterion.key: Entry(grade="good") for criterion in dossier.campaign.programme.criteria}
        entries["ideology"] = Entry(grade="average", words=words)
        assessments.save_layer(
            session,
            actor,
            dossier,
            Layer.appraiser,
            assessments.Judgement(entries=entries, outcome="GOOD", finish=finish),
        )


def page_of(season: Season, login: str, **asked: str) -> str:
    reply = season.client(login).get(f"/dossiers/{season.dossier_id(CELL)}", query_string=asked)
    assert reply.status_code == 200
    return reply.get_data(as_text=True)


def fields(season: Season, grade: str = "good", **changed: str) -> dict[str, str]:
    keys = [criterion.key for criterion in season.programme("demo-giong-rieng-r2019").criteria]
    return {"outcome": "GOOD", **{f"grade-{key}": grade for key in keys}} | changed


def post(season: Season, login: str, layer: str, sent: dict[str, str]) -> TestResponse:
    return season.client(login).post(f"/dossiers/{season.dossier_id(CELL)}/layers/{layer}", data=sent)


def test_an_appraiser_sees_no_other_assessment_before_finishing(appraised):
    assess(appraised, "one", "Lời riêng của người thứ nhất.", finish=True)

    page = page_of(appraised, "two")

    assert "Đánh giá của thành viên khác chỉ hiện sau khi đồng chí hoàn thành phần của mình." in page
    assert "Lời riêng của người thứ nhất." not in page
    assert "Đảng ủy xã đánh giá" in page


def test_an_appraiser_who_has_finished_sees_the_other_assessments(appraised):
    assess(appraised, "one", "Lời riêng của người thứ nhất.", finish=True)
    assess(appraised, "two", "Lời riêng của người thứ hai.", finish=True)

    page = page_of(appraised, "two")

    assert "Đánh giá của thành viên khác chỉ hiện sau khi đồng chí hoàn thành phần của mình." not in page
    assert "Lời riêng của người thứ hai." in page
    assert "Lời riêng của người thứ nhất." in page


def test_the_head_sees_finished_assessments_side_by_side_with_differences_marked(appraised):
    assess(appraised, "one", "Lời riêng của người thứ nhất.", finish=True)
    assess(appraised, "two", "Lời riêng của người thứ hai.", finish=False)

    page = page_of(appraised, "head")

    assert "Lời riêng của người thứ nhất." in page
    assert "Lời riêng của người thứ hai." not in page
    assert "Thành viên thẩm định one" in page
    assert page.count("Kết quả đánh giá khác nhau") == 1


def test_a_head_who_also_assesses_sees_no_other_assessment_before_finishing(appraised):
    assess(appraised, "one", "Lời riêng của người thứ nhất.", finish=True)
    assess(appraised, "head", "Lời riêng của tổ trưởng.", finish=False)

    page = page_of(appraised, "head")

    assert "Lời riêng của người thứ nhất." not in page
    assert "chỉ hiện sau khi đồng chí hoàn thành phần của mình" in page


def test_the_team_reads_every_assessment_after_the_head_approves(appraised):
    assess(appraised, "one", "Lời một.", finish=True)
    assess(appraised, "two", "Lời hai.", finish=False)
    appraised.score(CELL, Layer.panel, "head")
    appraised.step(CELL, "approve", "head")

    page = page_of(appraised, "two")
    assert "Lời một." in page
    assert "Lời hai." in page
    assert "Tổ thẩm định thống nhất" in page


def test_finishing_marks_the_assessment_as_finished(appraised):
    reply = post(appraised, "one", "appraiser", fields(appraised, finish="1"))

    assert reply.status_code == 303
    with appraised.with_dossier("one", CELL) as (_session, actor, dossier):
        assert differences.layer_in(dossier, Layer.appraiser, actor.account_id).finished_at is not None


def test_finishing_needs_every_criterion_and_an_outcome(appraised):
    form = fields(appraised, finish="1", outcome="", words="Nhận xét dở dang.") | {"grade-plans": ""}

    reply = post(appraised, "one", "appraiser", form)

    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert "còn 1 tiêu chí chưa đánh giá (II.1)" in page
    assert "Chưa chọn kết quả đề nghị" in page
    assert "Nhận xét dở dang." in page


def test_saving_again_makes_the_assessment_unfinished(appraised):
    assess(appraised, "one", "Lời một.", finish=True)
    with appraised.with_dossier("one", CELL) as (_session, actor, dossier):
        layer = differences.layer_in(dossier, Layer.appraiser, actor.account_id)
        versions = {f"version-{score.criterion}": str(score.version) for score in layer.scores}

    reply = post(appraised, "one", "appraiser", fields(appraised, version="9", **versions))

    assert reply.status_code == 303
    with appraised.with_dossier("one", CELL) as (_session, actor, dossier):
        assert differences.layer_in(dossier, Layer.appraiser, actor.account_id).finished_at is None


def test_only_the_head_saves_the_panels_layer(appraised):
    *others, head = [
        post(appraised, login, "panel", fields(appraised)) for login in ("one", appraised.reviewer(CELL), "head")
    ]

    assert [reply.status_code for reply in others] == [403, 403]
    assert all("Việc này do tổ trưởng Tổ thẩm định thực hiện." in reply.text for reply in others)
    assert (head.status_code, head.location) == (303, f"/dossiers/{appraised.dossier_id(CELL)}?layer=panel")


def test_the_panel_gives_a_reason_where_it_differs_from_the_commune(appraised):
    reply = post(appraised, "head", "panel", fields(appraised, **{"grade-ideology": "poor"}))

    assert reply.status_code == 422
    assert "Đánh giá khác với “Cấp ủy cấp trên trực tiếp đánh giá” thì phải nêu lý do" in reply.get_data(as_text=True)


def test_the_head_approves_once_everything_is_complete(appraised):
    page_before = page_of(appraised, "head")
    assess(appraised, "one", "Lời một.", finish=True)

    reply = post(appraised, "head", "panel", fields(appraised, step="approve"))

    assert "mới có 0 thành viên Tổ thẩm định hoàn thành đánh giá, cần ít nhất 1" in page_before
    assert (reply.status_code, reply.location) == (303, f"/dossiers/{appraised.dossier_id(CELL)}/steps/approve")
    assert 'name="step" value="approve"' in page_of(appraised, "head")


def test_a_return_by_the_head_stores_only_the_answers_with_their_reason(appraised):
    form = fields(appraised, step="send_back", **{"grade-ideology": "poor", "grade-plans": "average"})
    form |= {"words-plans": "Kế hoạch thiếu chỉ tiêu."}

    reply = post(appraised, "head", "panel", form)

    assert reply.status_code == 303
    with appraised.with_dossier("head", CELL) as (_session, _account, dossier):
        panel = differences.layer_in(dossier, Layer.panel)
        assert panel.score("plans").words == "Kế hoạch thiếu chỉ tiêu."
        assert panel.score("ideology") is None


def test_the_list_says_whose_part_is_finished(appraised):
    assess(appraised, "one", "Lời một.", finish=True)

    finished_page = appraised.client("one").get("/campaigns/1/appraisal").get_data(as_text=True)
    waiting_page = appraised.client("two").get("/campaigns/1/appraisal?own=not_started").get_data(as_text=True)
    heads_page = appraised.client("head").get("/campaigns/1/appraisal").get_data(as_text=True)

    assert "Đã hoàn thành phần của mình: 1/1 hồ sơ" in finished_page
    assert "Chi bộ 01 xã Mẫu A</a>" in waiting_page
    assert "1/1" in heads_page


def test_the_proposal_is_shown_only_to_the_head_while_the_team_works(appraised):
    appraised.score(CELL, Layer.panel, "head", "COMPLETED")

    assert "“Hoàn thành nhiệm vụ”" in appraised.client("head").get("/campaigns/1/appraisal").get_data(as_text=True)
    assert "“Hoàn thành nhiệm vụ”" not in appraised.client("one").get("/campaigns/1/appraisal").get_data(as_text=True)


def test_the_list_is_closed_to_other_roles(appraised):
    reply = appraised.client(appraised.reviewer(CELL)).get("/campaigns/1/appraisal")

    assert reply.status_code == 403
    assert "Việc này do thành viên Tổ thẩm định thực hiện." in reply.text


def test_the_page_of_a_title_shows_its_points_and_says_that_conditions_are_not_met(season):
    season.open("title", programme="demo-four-good")
    season.submit(CELL, "for")
    season.review(CELL)
    season.hand_on(CELL, State.appraisal)
    head = season.who(Role.appraisal_lead, DISTRICT)
    keys = ["political_tasks", "meeting_quality", "unity_discipline", "cadres_members"]
    points = {f"points-{key}": "10,5" for key in keys} | {f"words-{key}": "Đối chiếu lại." for key in keys}

    reply = post(season, head, "panel", {"outcome": "recognised", **points})

    page = page_of(season, head)
    assert reply.status_code == 303
    assert "tổng 100 điểm" in page
    assert "<details open><summary>Điều kiện công nhận, theo điểm trên trang này" in page
    assert "Tổng điểm từ 80 42 Chưa đạt" in text_of(page)
    assert 'value="10,5"' in page


def test_points_that_are_not_a_number_are_refused_and_stay_in_their_box(season):
    season.open("title", programme="demo-four-good")
    season.submit(CELL, "for")
    season.review(CELL)
    season.hand_on(CELL, State.appraisal)

    reply = post(season, season.who(Role.appraiser, DISTRICT), "appraiser", {"points-meeting_quality": "hai mươi"})

    assert reply.status_code == 422
    assert 'value="hai mươi"' in reply.get_data(as_text=True)


def test_criteria_without_an_assessment_are_counted_once_and_marked_one_by_one(appraised):
    keys = [criterion.key for criterion in appraised.programme("demo-giong-rieng-r2019").criteria]

    page = post(appraised, "one", "appraiser", {"finish": "1", "outcome": "GOOD"}).get_data(as_text=True)

    assert page.count("còn 7 tiêu chí chưa đánh giá") == 1
    assert page.count("Tiêu chí này chưa đánh giá.") == len(keys)
