"""The commune's queue lists every cell, and a step is taken for many dossiers at once."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm.exc import StaleDataError

from grading import clock
from grading.models import Dossier, UnitKind
from grading.services.dossiers import dossiers
from grading.services.layers.queue import each_dossier
from tests.season import Season
from workflows import Layer, Role, State, onward

REVIEWER = "commune-reviewer.hu-a"


@pytest.fixture
def opened(season: Season) -> Season:
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    return season


def queue(season: Season, **asked: str) -> str:
    reply = season.client(REVIEWER).get("/campaigns/1/review", query_string=asked)
    assert reply.status_code == 200
    return reply.get_data(as_text=True)


def test_an_act_on_many_looks_again_where_somebody_else_wrote_the_dossier_at_the_same_moment(opened):
    met = [StaleDataError("a second click")]

    def act(dossier: Dossier) -> None:
        if met:
            raise met.pop()
        dossiers.take_step(session, actor, dossier, "send_back", note="Bổ sung.", criteria=["ideology"])

    opened.submit("HU-A-01")
    with opened.acting(REVIEWER) as (session, actor):
        dossier = session.get_one(Dossier, opened.dossier_id("HU-A-01"))
        (handled,) = each_dossier(session, actor, dossier.campaign, {dossier.id: None}, act)

    assert handled.reasons == ()
    assert opened.state("HU-A-01") is State.draft


def test_the_queue_holds_every_cell_and_no_level_of_a_draft(opened):
    opened.submit("HU-A-01", "EXCELLENT")
    opened.answer("HU-A-02")
    opened.vote("HU-A-02", "COMPLETED")

    page = queue(opened)

    assert page.count('scope="row"') == 5
    assert "“Hoàn thành xuất sắc nhiệm vụ”</td>" in page
    assert "“Hoàn thành nhiệm vụ”" not in page


def test_a_cell_past_its_last_day_is_marked_as_late_with_a_reminder_to_copy(season):
    today = clock.day(season.now)
    season.open(opens_on=today - timedelta(days=9), submit_by=today - timedelta(days=2))
    season.who(Role.commune_reviewer, "HU-A")

    page = queue(season)

    assert page.count("Quá hạn 2 ngày") == 5
    assert "Kính nhờ đồng chí Bí thư Chi bộ 01 xã Mẫu A" in page


@pytest.mark.parametrize("words", ["chi bo 03 xa mau", "Chi bộ 03", "CHI BỘ 03"])
def test_a_cell_is_found_with_or_without_marks(opened, words):
    page = queue(opened, q=words)

    assert "Chi bộ 03 xã Mẫu A</a>" in page
    assert "Chi bộ 02 xã Mẫu A</a>" not in page


def test_the_queue_is_filtered_by_place_level_and_paper(opened):
    opened.submit("HU-A-01", "EXCELLENT")
    opened.submit("HU-A-02")
    opened.review("HU-A-02")

    assert queue(opened, place="not_sent").count('scope="row"') == 3
    assert queue(opened, level="EXCELLENT").count('scope="row"') == 1
    assert queue(opened, paper="yes").count('scope="row"') == 1


def test_the_queue_counts_and_filters_what_is_done_and_keeps_the_filter_in_its_addresses(opened):
    opened.submit("HU-A-01")
    opened.submit("HU-A-02")
    opened.review("HU-A-02")

    page, filtered = queue(opened), queue(opened, work="awaits_meeting", q="xa mau")

    assert "Chưa đánh giá: 1; chờ hội nghị: 1." in page
    assert filtered.count('scope="row"') == 1
    assert "Chi bộ 02 xã Mẫu A</a>" in filtered
    assert 'name="work" value="awaits_meeting"' in filtered
    assert "work=awaits_meeting&amp;q=xa+mau&amp;sort=due" in filtered


def test_an_act_on_many_comes_back_to_the_part_of_the_queue_where_it_began(opened):
    opened.submit("HU-A-01")
    picked = {"step": "paper", "unit": 2, "picked": opened.dossier_id("HU-A-01")}

    reply = opened.client(REVIEWER).post("/campaigns/1/review?work=not_begun", data=picked)

    assert reply.status_code == 303
    assert reply.location.endswith("work=not_begun")


def test_the_queue_can_be_sorted_in_reverse(opened):
    page = queue(opened, sort="-name")

    assert page.index("Chi bộ 05 xã Mẫu A</a>") < page.index("Chi bộ 01 xã Mẫu A</a>")


def test_the_queue_of_another_commune_is_refused(opened):
    with opened.reading() as session:
        foreign = session.get_one(Dossier, opened.dossier_id("HU-B-01")).review_unit_id

    reply = opened.client(REVIEWER).get("/campaigns/1/review", query_string={"unit": foreign})

    assert reply.status_code == 403
    assert "Việc này do cán bộ tham mưu, giúp việc cấp ủy thực hiện." in reply.text
    assert "Chi bộ 01 xã Mẫu B" not in reply.text


def test_fifty_rows_need_hardly_more_queries_than_five(season):
    client = season.client(season.who(Role.commune_reviewer, "HU-A"))
    season.open("few")
    for number in range(6, 51):
        season.make_unit(
            f"HU-A-{number:02d}", UnitKind.cell_subordinate, f"Chi bộ {number:02d} xã Mẫu A", parent="HU-A"
        )
    season.open("many", year=2021)
    for cell in ("HU-A-01", "HU-A-02", "HU-A-50"):
        season.submit(cell)
        season.review(cell)
    statements: list[str] = []
    event.listen(season.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    def asked_for(campaign: int) -> int:
        statements.clear()
        assert client.get(f"/campaigns/{campaign}/review").status_code == 200
        return len(statements)

    few, many = asked_for(1), asked_for(2)

    assert many <= few + 3  # Evidence, ballots and scores are loaded only if any exist.
    assert many < 40


def test_a_dossier_that_is_not_ready_does_not_stop_the_endorsement_of_another(opened):
    ready, unready = opened.dossier_id("HU-A-01"), opened.dossier_id("HU-A-02")
    for cell in ("HU-A-01", "HU-A-02"):
        opened.submit(cell)
    opened.review("HU-A-01")
    opened.score("HU-A-02", Layer.commune, REVIEWER)
    opened.decide("HU-A", {"HU-A-02": "GOOD"})

    reply = opened.client(REVIEWER).post("/campaigns/1/review", data={"picked": [ready, unready], "step": "endorse"})

    page = reply.get_data(as_text=True)
    assert reply.status_code == 200
    assert "Đã xác nhận và trình 1 hồ sơ." in page
    assert "Chưa đánh dấu đã nhận bản giấy" in page
    assert opened.state("HU-A-01") is onward(opened.process(), State.commune_review).dest
    assert opened.state("HU-A-02") is State.commune_review


def test_the_queue_is_shown_again_after_every_dossier_was_endorsed(opened):
    opened.submit("HU-A-01")
    opened.review("HU-A-01")
    opened.decide("HU-A")

    reply = opened.client(REVIEWER).post(
        "/campaigns/1/review", data={"picked": [opened.dossier_id("HU-A-01")], "step": "endorse"}
    )

    assert reply.status_code == 303
    assert opened.state("HU-A-01") is onward(opened.process(), State.commune_review).dest


def test_a_dossier_that_changed_since_the_page_was_loaded_is_not_endorsed(opened):
    opened.submit("HU-A-01")
    opened.review("HU-A-01")
    opened.decide("HU-A")
    picked = opened.dossier_id("HU-A-01")

    reply = opened.client(REVIEWER).post(
        "/campaigns/1/review", data={"picked": [picked], f"version-{picked}": "1", "step": "endorse"}
    )

    assert reply.status_code == 422
    assert "Hồ sơ vừa được" in reply.get_data(as_text=True)
    assert opened.state("HU-A-01") is State.commune_review


def test_an_empty_choice_is_refused_with_a_sentence(opened):
    reply = opened.client(REVIEWER).post("/campaigns/1/review", data={"step": "endorse"})

    assert reply.status_code == 422
    assert "Chưa chọn hồ sơ nào" in reply.get_data(as_text=True)


def test_a_foreign_dossier_in_the_choice_does_not_exist(opened):
    opened.submit("HU-B-01")
    foreign = opened.dossier_id("HU-B-01")

    reply = opened.client(REVIEWER).post("/campaigns/1/review", data={"picked": [foreign], "step": "paper"})

    assert reply.status_code == 404
    with opened.reading() as session:
        assert session.get_one(Dossier, foreign).paper_received_at is None


def test_signed_papers_are_received_for_many_dossiers_and_undone_for_one(opened):
    for cell in ("HU-A-01", "HU-A-02"):
        opened.submit(cell)
    client, first = opened.client(REVIEWER), opened.dossier_id("HU-A-01")

    many = client.post("/campaigns/1/review", data={"picked": [first, opened.dossier_id("HU-A-02")], "step": "paper"})
    undone = client.post(f"/dossiers/{first}/signed-paper", data={"received": "no"})

    assert (many.status_code, undone.status_code) == (303, 303)
    with opened.reading() as session:
        times_received = [session.get_one(Dossier, opened.dossier_id(f"HU-A-0{n}")).paper_received_at for n in (1, 2)]
    assert times_received[0] is None
    assert times_received[1] is not None
