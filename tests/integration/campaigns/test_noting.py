"""The pages of a quarter, from the check before it is sent to the note, one by one or many, and the note taken back."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Result
from grading.services.campaigns import campaigns, closing
from grading.services.results.results import put_in_force
from tests.committees import settle_town
from tests.integration.pages import hidden_fields, text_of, words_of
from tests.quarters import CELL, YEAR, dossier_of, note, open_quarter, open_year, queue_of, reviewer, send
from tests.seats import get
from workflows import Kind, State, StepRefused


@pytest.fixture
def town(season):
    settle_town(season)
    open_year(season)
    return season


def test_the_queue_of_a_quarter_shows_points_level_and_day_and_asks_for_nothing_of_a_year(town):
    send(town)

    page = text_of(town.client(reviewer(town)).get(queue_of(town)).text)

    assert "Ngày gửi Tổng điểm Mức tự xếp loại" in page
    assert "100 “Hoàn thành xuất sắc nhiệm vụ”" in page
    assert not [word for word in ("Số phiếu", "Bản giấy", "Số liệu") if word in page]


def test_many_sheets_are_noted_only_after_a_page_that_lists_each_with_its_level(town):
    send(town)
    above, queue = town.client(reviewer(town)), queue_of(town)
    fields = hidden_fields(above.get(queue).text) | {"step": "note", "picked": str(town.dossier_id(CELL))}

    asked = above.post(queue, data=fields, follow_redirects=True)
    before = town.state(CELL)
    done = above.post(asked.request.path, data=hidden_fields(asked.text), follow_redirects=True)

    words = text_of(asked.text)
    assert "Ghi nhận 1 hồ sơ quý I năm 2025?" in words
    assert "“Hoàn thành xuất sắc nhiệm vụ”: 1 hồ sơ" in words
    assert (before, town.state(CELL)) == (State.commune_review, State.noted)
    assert "Đã ghi nhận 1 hồ sơ." in text_of(done.text)
    assert "100 “Hoàn thành xuất sắc nhiệm vụ”" in text_of(done.text)


def test_the_page_before_noting_says_which_level_of_which_period(town):
    send(town)

    url, above = f"/dossiers/{town.dossier_id(CELL)}", town.client(reviewer(town))

    read, page = text_of(above.get(url).text), text_of(above.get(f"{url}/steps/note").text)

    assert "Chi bộ tự đánh giá “Hoàn thành xuất sắc nhiệm vụ”; tổng 100 điểm" in read
    assert "Kỳ đánh giá Quý I năm 2025" in page
    assert "Tổng điểm 100/100 điểm Mức được ghi nhận “Hoàn thành xuất sắc nhiệm vụ”" in page


def test_a_cell_checks_total_and_level_before_it_sends_and_nothing_that_a_quarter_lacks_is_asked_for(town):
    open_quarter(town)
    town.answer(CELL)
    cell, url = town.client(town.secretary(CELL)), f"/dossiers/{town.dossier_id(CELL)}"

    check, tasks = text_of(cell.get(f"{url}/check").text), text_of(cell.get(url).text)

    assert "Tổng điểm 100/100 điểm Mức tự xếp loại “Hoàn thành xuất sắc nhiệm vụ”" in check
    lacking = ("In để ký", "chuyển bản giấy", "bỏ phiếu", "Trích biên bản")
    assert not [word for word in lacking if word in check or word in tasks]


def test_the_report_of_a_quarter_states_total_and_level_and_asks_only_to_note_them(town):
    send(town)

    url = f"/dossiers/{town.dossier_id(CELL)}/papers/report.pdf"

    printed = words_of(town.client(town.secretary(CELL)).get(url).data)

    assert "Tổng điểm 100/100" in printed
    assert "Chi bộ tự xếp loại: “Hoàn thành xuất sắc nhiệm vụ”." in printed
    assert "đề nghị Đảng ủy xã Thử ghi nhận." in printed
    assert "xem xét, quyết định" not in printed


def test_the_desk_of_the_reviewer_counts_what_was_noted_and_names_its_committee(town):
    send(town)
    above = town.client(reviewer(town))
    before = text_of(above.get("/").text)

    town.step(CELL, "note", reviewer(town))

    after = text_of(above.get("/").text)
    assert "Cán bộ Văn phòng Đảng ủy · Đảng ủy xã Thử Đợt đánh giá, xếp loại quý I năm 2025" in before
    assert "Đã ghi nhận 0/1 hồ sơ 0/1 Hồ sơ chờ ghi nhận 1 hồ sơ" in before
    assert "Đã ghi nhận 1/1 hồ sơ 1/1 Không có việc nào đang chờ." in after


def test_notices_say_of_which_period_they_are(town):
    note(town)

    home = text_of(town.client(town.secretary(CELL)).get("/").text)

    assert "Cấp ủy cấp trên đã ghi nhận, quý I năm 2025" in home
    assert "Đã gửi hồ sơ, quý I năm 2025" in home
    assert "Đã mở đợt đánh giá, năm 2025" in home


def test_what_was_noted_is_taken_back_with_a_reason_and_noted_anew(town):
    note(town)
    url, above = f"/dossiers/{town.dossier_id(CELL)}", town.client(reviewer(town))
    asked = above.get(f"{url}/steps/cancel_note")
    fields = hidden_fields(asked.text)

    without = above.post(f"{url}/steps/cancel_note", data=fields)
    done = above.post(f"{url}/steps/cancel_note", data=fields | {"note": "Ghi nhận nhầm quý."})

    assert "Mức đã ghi nhận “Hoàn thành xuất sắc nhiệm vụ”" in text_of(asked.text)
    assert (without.status_code, done.status_code) == (422, 303)
    assert town.state(CELL) is State.commune_review
    year = f"/dossiers/{dossier_of(town, YEAR)}"
    assert "Kết quả từng quý" not in town.client(town.secretary(CELL)).get(year).text
    assert "Ghi nhận nhầm quý." in town.client(town.secretary(CELL)).get(f"{url}/history").text
    town.campaign = "quarter-1"
    town.step(CELL, "note", reviewer(town))
    with town.reading() as session:
        rows = session.scalars(select(Result).order_by(Result.id)).all()
        assert [(row.outcome, row.source) for row in rows] == [
            ("EXCELLENT", "noted"), ("NOT_RATED", "note_cancelled"), ("EXCELLENT", "noted"),
        ]  # fmt: skip
        assert [row.supersedes_id for row in rows] == [None, rows[0].id, rows[1].id]


def test_a_note_stays_once_the_campaign_is_closed_or_the_year_is_decided(town):
    note(town)
    with town.writing() as session:
        year = Result(
            unit_id=get(session, CELL).id, period_id=2025, kind=Kind.rating, programme_key="demo-r2025",
            outcome="GOOD", source="Quyết định 01", at=town.now,
        )  # fmt: skip
        put_in_force(session, [year], {})
        closing.close(session, command(town.now), campaigns.by_code(session, "quarter-1"))

    with pytest.raises(StepRefused) as refusal:
        town.step(CELL, "cancel_note", reviewer(town), note="Nhầm.")

    assert {reason.code for reason in refusal.value.reasons} == {"campaign_closed", "year_decided"}
