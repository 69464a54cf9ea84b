"""A cell's months become figures; closed, foreign and stale months are refused; the half-year review is stored."""

from datetime import date

import pytest
from sqlalchemy import select

from grading.models import Figure, Revision
from grading.rules.meetings import year_class
from grading.services.figures import year_records
from grading.services.months import months
from grading.services.months.entries import CountsEntry, MeetingEntry
from tests.integration.pages import box, hidden_fields, text_of
from tests.yearly import CELL, OTHER, address, figures_of
from workflows import Role, State

FEBRUARY = {
    "day": "3", "due": "20", "present": "18", "excused": "1", "minutes": "95", "points-preparation": "14",
    "points-attendance": "18,5", "points-running": "42", "points-closing": "18", "deeds": "5", "groups": "6",
    "followed": "12",
}  # fmt: skip


@pytest.fixture
def four(season):
    season.open("four", programme="demo-four-good")
    return season


def save(season, client, month: int = 2, **changed: str):
    page = client.get(address(season, f"/{month}")).text
    return client.post(address(season, f"/{month}"), data=hidden_fields(page) | FEBRUARY | changed)


def test_a_month_becomes_figures_with_their_source(four):
    client = four.client(four.secretary(CELL))

    answer = save(four, client)

    assert (answer.status_code, answer.location) == (303, address(four))
    assert figures_of(four) == {
        "meetings_held": (100, "year_work"), "meetings_good": (100, "year_work"),
        "meetings_fair_or_better_pct": (10000, "year_work"), "attendance_pct": (9000, "year_work"),
        "thematic_held": (0, "year_work"), "deeds_done": (500, "year_work"), "follow_up_groups": (600, "year_work"),
        "members_followed": (1200, "year_work"),
    }  # fmt: skip


def test_the_criterion_shows_the_figure_its_source_and_a_link_to_the_months(four):
    client = four.client(four.secretary(CELL))
    save(four, client)

    page = client.get(f"/dossiers/{four.dossier_id(CELL)}/groups/meeting_quality").text

    assert "Số kỳ sinh hoạt xếp loại Tốt 1" in text_of(page)
    assert "Nguồn: Tính từ các tháng chi bộ đã ghi trong năm." in text_of(page)
    assert f'href="{address(four)}"' in page


def test_a_correction_supersedes_the_figure(four):
    client = four.client(four.secretary(CELL))
    save(four, client)

    save(four, client, **{"points-running": "30"})

    assert figures_of(four)["meetings_good"] == (0, "year_work")
    with four.reading() as session:
        values = session.scalars(select(Figure.value).where(Figure.metric == "meetings_good").order_by(Figure.id)).all()
    assert values == [100, 0]


def test_a_month_that_is_emptied_is_no_longer_counted(four):
    client = four.client(four.secretary(CELL))
    save(four, client)

    answer = save(four, client, **dict.fromkeys(set(FEBRUARY) - {"due"}, ""))

    assert answer.status_code == 303
    figures = figures_of(four)
    assert (figures["meetings_held"], figures["attendance_pct"], figures["deeds_done"]) == tuple([(0, "year_work")] * 3)


def test_the_next_month_takes_over_the_numbers_that_rarely_change(four):
    client = four.client(four.secretary(CELL))
    save(four, client)

    page = client.get(address(four, "/3")).text

    carried = {name: box(page, name) for name in ("due", "groups", "followed", "present", "deeds", "day")}
    assert carried == {"due": "20", "groups": "6", "followed": "12", "present": "", "deeds": "", "day": ""}


def test_the_total_is_shown_without_storing_anything(four):
    client = four.client(four.secretary(CELL))

    answer = save(four, client, go="total")

    assert answer.status_code == 200
    assert "Tổng: 92,5 / 100 Tốt" in text_of(answer.text)
    assert figures_of(four) == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "30"}, "Mời ghi ngày họp trong tháng 2/2022 bằng số, ví dụ 3."),
        ({"points-running": "45,5"}, "Phần “Tổ chức sinh hoạt” được 45,5 điểm, vượt mức tối đa 45."),
        ({"points-running": ""}, "Chưa chấm đủ các phần: Tổ chức sinh hoạt."),
        ({"present": "20"}, "Có mặt 20 và vắng có lý do 1 cộng lại nhiều hơn số phải dự 20."),
        ({"minutes": "0"}, "Thời gian họp 0 phút không đúng; ghi từ 1 đến 1.440 phút."),
        ({"deeds": "năm"}, "Chỉ nhận số nguyên; không có thì ghi 0."),
        ({"deeds": "999.999.999"}, "“999.999.999” quá lớn so với số liệu ở đây."),
        ({"due": "999.999.999"}, "“999.999.999” quá lớn so với số liệu ở đây."),
    ],
)
def test_a_mistake_is_refused_with_a_sentence_and_what_was_typed_stays(four, typed, said):
    answer = save(four, four.client(four.secretary(CELL)), **typed)

    assert answer.status_code == 422
    assert said in text_of(answer.text)
    assert box(answer.text, next(iter(typed))) == next(iter(typed.values()))
    assert figures_of(four) == {}


@pytest.mark.parametrize("typed", [{"due": "20"}, {"excused": "3"}])
@pytest.mark.parametrize(
    ("page", "day"), [("/3", "Mời ghi ngày họp trong tháng 3/2022"), ("/thematic/1", "Mời ghi ngày họp theo mẫu")]
)
def test_a_meeting_with_nothing_but_people_asks_for_its_day(four, page, day, typed):
    client = four.client(four.secretary(CELL))

    answer = client.post(address(four, page), data=hidden_fields(client.get(address(four, page)).text) | typed)

    assert answer.status_code == 422
    assert day in text_of(answer.text)
    assert box(answer.text, next(iter(typed))) == next(iter(typed.values()))


def test_the_people_that_the_page_offers_are_no_meeting(four):
    client = four.client(four.secretary(CELL))
    save(four, client)

    answers = [client.post(address(four, page), data={"due": "20"}) for page in ("/3", "/thematic/1")]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert figures_of(four)["meetings_held"] == (100, "year_work")


def test_a_stale_month_is_refused_and_keeps_what_was_typed(four):
    client = four.client(four.secretary(CELL))
    old_fields = hidden_fields(client.get(address(four, "/2")).text)
    save(four, four.client(four.who(Role.cell_committee, CELL)), present="17")

    answer = client.post(address(four, "/2"), data=old_fields | FEBRUARY)

    assert answer.status_code == 409
    assert box(answer.text, "present") == "18"
    assert "Đang lưu trên hệ thống: 17." in text_of(answer.text)


def test_the_months_of_a_sent_dossier_are_closed(four):
    client = four.client(four.secretary(CELL))
    save(four, client)
    four.bring(CELL, State.commune_review)
    figures_before = figures_of(four)

    answer = client.post(address(four, "/3"), data=FEBRUARY)

    assert answer.status_code == 409
    assert "Hồ sơ đang ở bước “Cấp ủy cấp trên trực tiếp đang xem xét”" in text_of(answer.text)
    assert figures_of(four) == figures_before
    assert "Công việc trong năm 2022" in text_of(four.client(four.reviewer(CELL)).get(address(four)).text)


def test_the_figures_from_the_months_are_frozen_with_the_dossier(four):
    save(four, four.client(four.secretary(CELL)))

    four.bring(CELL, State.commune_review)

    with four.reading() as session:
        assert session.scalars(select(Revision)).one().frozen.figures["meetings_good"] == 100


def test_a_return_opens_the_months_only_if_it_names_a_criterion_that_they_feed(four):
    four.bring(CELL, State.commune_review)
    four.step(CELL, "send_back", four.reviewer(CELL), note="Bổ sung.", criteria=("unity_discipline",))

    answer = four.client(four.secretary(CELL)).post(address(four, "/2"), data=FEBRUARY)

    assert answer.status_code == 422
    assert "Đang khóa: tiêu chí II, IV." in text_of(answer.text)


def test_the_year_of_a_foreign_cell_does_not_exist(four):
    client = four.client(four.secretary(OTHER))

    page, answer = client.get(address(four)), client.post(address(four, "/2"), data=FEBRUARY)

    assert (page.status_code, answer.status_code) == (404, 404)
    assert "Chi bộ 01 xã Mẫu A" not in page.text
    assert figures_of(four) == {}


def test_a_programme_without_work_through_the_year_has_no_pages_for_months(season):
    season.open()

    reply = season.client(season.secretary(CELL)).get(address(season))

    assert reply.status_code == 404
    assert "Không tìm thấy trang này" in text_of(reply.text)


def test_a_thematic_meeting_is_counted_in_its_quarter(four):
    client = four.client(four.secretary(CELL))

    refused = client.post(address(four, "/thematic/2"), data={"held_on": "15/3/2022", "due": "20", "present": "19"})
    stored = client.post(address(four, "/thematic/1"), data={"held_on": "15/3/2022", "due": "20", "present": "19"})

    assert (refused.status_code, stored.status_code) == (422, 303)
    assert "Ngày họp 15/3/2022 không thuộc quý 2/2022." in text_of(refused.text).replace("15/03", "15/3")
    assert figures_of(four)["thematic_held"] == (100, "year_work")


def test_the_half_year_review_is_stored_as_counts_and_words(four):
    client = four.client(four.secretary(CELL))
    typed = {"held_on": "30/6/2022", "due": "20", "present": "19", "on_track": "3", "behind": "1",
             "words": "Còn chậm một chỉ tiêu."}  # fmt: skip

    too_many = client.post(address(four, "/half-year"), data=typed | {"behind": "2"})
    saved = client.post(address(four, "/half-year"), data=typed)

    assert "Số tiêu chí đã nhập là 5, bộ tiêu chí chỉ có 4." in text_of(too_many.text)
    assert saved.status_code == 303
    assert "3 tiêu chí đúng tiến độ, 1 tiêu chí chậm" in text_of(client.get(address(four)).text)


def test_a_year_of_seven_good_meetings_and_no_weak_one_is_good(four):
    with four.with_dossier(four.secretary(CELL), CELL) as (session, actor, dossier):
        for month in range(1, 13):
            points = {"preparation": 1500, "attendance": 2000, "running": 4500 if month <= 7 else 3000, "closing": 1000}
            entry = MeetingEntry(held_on=date(2022, month, 3), due=20, present=20, points=points)
            months.save_month(session, actor, dossier, month, entry, counts=CountsEntry())
        work = dossier.campaign.programme.year_work
        meetings = year_records.year_of(session, dossier).meetings

    assert year_class(work, meetings) == "good"
    assert "Đã đạt loại Tốt." in text_of(four.client(four.secretary(CELL)).get(address(four)).text)
