"""A dossier that stopped because its unit changed: who reads it on, and what a stale page about it says."""

import pytest

from tests.reading import words_of
from tests.reorganising import CELL, OTHER, answered, merged, task_page
from tests.season import Season
from workflows import Role, State


@pytest.fixture
def opened(season: Season) -> Season:
    season.open()
    return season


def stop(season: Season, *, sent: bool) -> None:
    """Stops the dossier of a cell that merged into another, before or after the cell sent it."""
    if sent:
        season.submit(OTHER)
    merged(season, CELL, OTHER, into=CELL)
    answered(season, OTHER, "leave_out")


def page(season: Season, login: str):
    return season.client(login).get(f"/dossiers/{season.dossier_id(OTHER)}")


@pytest.mark.parametrize("who", ["reviewer", "inspector"])
def test_the_reviewer_and_the_inspector_read_on_what_was_sent_before_it_stopped(opened, who):
    stop(opened, sent=True)
    login = opened.reviewer(OTHER) if who == "reviewer" else opened.who(Role.inspector, "HU")

    shown = page(opened, login)

    assert shown.status_code == 200
    assert 'id="tc-' in shown.text
    assert "Nội dung hồ sơ chưa xem được" not in shown.text


def test_what_was_never_sent_stays_with_its_cell_and_the_reviewer_reads_why(opened):
    stop(opened, sent=False)

    shown = page(opened, opened.reviewer(OTHER))

    assert 'id="tc-' not in shown.text
    assert "Hồ sơ dừng khi chưa gửi hoặc chưa gửi lại" in shown.text
    assert "không thuộc phạm vi được phân công" not in shown.text


def test_the_district_that_never_had_the_dossier_does_not_see_it(opened):
    stop(opened, sent=True)

    district = [opened.who(role, "HU") for role in (Role.appraisal_lead, Role.authority_secretary)]
    answers = [page(opened, login) for login in district]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not any("Chi bộ 02" in words_of(answer) for answer in answers)


def test_a_stale_page_of_a_task_is_told_who_answered_when_and_how(opened):
    stop(opened, sent=True)
    reviewer = opened.client(opened.reviewer(OTHER))
    place = task_page(opened, OTHER)

    answers = [reviewer.post(place, data={"answer": "go_on", "reason": "Vì sao."}), reviewer.get(place)]

    assert [answer.status_code for answer in answers] == [409, 409]
    for answer in answers:
        assert f"({opened.reviewer(OTHER)}): Dừng, không xếp loại." in words_of(answer)
    assert opened.state(OTHER) is State.discontinued


def test_no_desk_and_no_list_counts_a_stopped_dossier_as_done(opened):
    stop(opened, sent=True)
    people = [opened.reviewer(OTHER), opened.who(Role.authority_secretary, "HU")]

    homes = [words_of(opened.client(login).get("/")) for login in people]
    queue, campaign = (words_of(opened.client(people[0]).get(f"/campaigns/1{rest}")) for rest in ("/review", ""))

    assert "Đã trình 0/4 hồ sơ" in homes[0]
    assert "Đã quyết định 0/7 hồ sơ" in homes[1]
    assert "Đã trình 0/4 hồ sơ" in queue
    assert "Đã kết thúc 0/7 hồ sơ" in campaign


def test_a_stopped_row_of_the_queue_has_no_days_left(opened):
    stop(opened, sent=False)

    page_of_queue = opened.client(opened.reviewer(OTHER)).get("/campaigns/1/review?place=discontinued")

    assert "Dừng do thay đổi tổ chức" in page_of_queue.text
    assert "còn " not in words_of(page_of_queue).partition("Chi bộ 02")[2]


def test_the_home_of_the_stopped_cell_says_why_it_stopped_and_what_follows(opened):
    stop(opened, sent=False)

    home = words_of(opened.client(opened.secretary(OTHER)).get("/"))

    assert "Sáp nhập từ ngày 01/06/2022. Lý do dừng: Đã sáp nhập vào Chi bộ 01." in home
    assert "tổ chức được ghi là không xếp loại, kèm lý do." in home
    assert "Năm 2022 Dừng do thay đổi tổ chức" in home
    assert "Đang thực hiện" not in home
    assert "Còn " not in home


def test_the_home_of_the_stopped_cell_names_who_received_its_dossier(opened):
    merged(opened, CELL, OTHER, into=CELL)
    answered(opened, OTHER, "hand_over", "Bàn giao 7 biên bản.")

    home = words_of(opened.client(opened.secretary(OTHER)).get("/"))

    assert "Lý do dừng: Bàn giao 7 biên bản." in home
    assert "Tổ chức tiếp nhận: Chi bộ 01 xã Mẫu A." in home
