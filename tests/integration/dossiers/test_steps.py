"""Steps through the browser: the task list, the question before a step, each refusal once."""

from datetime import timedelta

import pytest

from grading import clock
from grading.services.dossiers import dossiers
from tests.integration.pages import box, hidden_fields, links_of, text_of
from workflows import Role, State

CELL = "HU-A-01"


@pytest.fixture
def url(season):
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}"


def ready(season, cell=CELL):
    """Everything that sending asks for, and the secretary's browser."""
    season.answer(cell)
    season.count_members(cell)
    season.vote(cell)
    season.attach(cell)
    return season.client(season.secretary(cell))


def test_a_fresh_task_list_says_what_is_left_and_where_to_mend_it(season, url):
    page = season.client(season.secretary(CELL)).get(url).text

    words = text_of(page)
    assert "Đã xong 0 trong 6 mục" in words
    assert "Chưa gửi được: còn 7 tiêu chí chưa tự đánh giá (I.1, I.2, I.3, I.4, II.1, II.2, III)." in words
    wanted = {f"{url}/groups/party_building#ideology", f"{url}/groups/party_building#inspection",
              f"{url}/members", f"{url}/ballot"}  # fmt: skip
    assert wanted <= set(links_of(page))


def test_a_dossier_is_sent_from_the_check_page_and_gets_a_receipt(season, url):
    client = ready(season)

    reply = client.post(f"{url}/steps/submit", data=hidden_fields(client.get(f"{url}/check").text))

    assert (reply.status_code, reply.location) == (303, url)
    assert season.state(CELL) is State.commune_review
    words = text_of(client.get(url).text)
    assert "Đã gửi hồ sơ. Đảng ủy nhận lúc" in words
    assert "Mã biên nhận: HU-A-01-2022-1 ." in words


def test_an_unready_dossier_is_not_sent_and_every_reason_is_told(season, url):
    season.answer(CELL)
    client = season.client(season.secretary(CELL))

    reply = client.post(f"{url}/steps/submit", data=version(season))

    words = text_of(reply.text)
    assert reply.status_code == 422
    assert "Tiêu chí “I.4” cần ít nhất 1 minh chứng." in words
    assert "Chưa có kết quả bỏ phiếu của chi bộ." in words
    assert season.state(CELL) is State.draft


def version(season, cell=CELL):
    with season.with_dossier(season.secretary(cell), cell) as (_session, _account, dossier):
        return {"version": str(dossier.version)}


def test_a_dossier_changed_since_the_page_was_made_is_not_sent(season, url):
    client = ready(season)
    seen = hidden_fields(client.get(f"{url}/check").text)
    season.count_members(CELL, members_official=11)

    reply = client.post(f"{url}/steps/submit", data=seen)

    assert reply.status_code == 409
    assert "Hồ sơ vừa được bí thư chi bộ cập nhật lúc" in text_of(reply.text)
    assert season.state(CELL) is State.draft


def test_a_member_of_the_committee_prepares_but_does_not_send(season, url):
    ready(season)
    client = season.client(season.who(Role.cell_committee, CELL))

    reply = client.post(f"{url}/steps/submit", data=version(season))

    assert reply.status_code == 403
    assert "Việc gửi hồ sơ do bí thư chi bộ thực hiện." in text_of(client.get(url).text)


def test_a_step_of_another_state_is_refused_with_whose_turn_it_is(season, url):
    client = ready(season)

    reply = client.post(f"{url}/steps/take_back", data=version(season))

    assert reply.status_code == 409
    assert "Hồ sơ đang ở bước “Đang soạn”" in text_of(reply.text)


def test_a_step_that_no_process_has_is_refused(season, url):
    reply = season.client(season.secretary(CELL)).get(f"{url}/steps/fly")

    assert reply.status_code == 409
    assert "Quy trình của đợt này không có bước vừa chọn." in text_of(reply.text)


def test_a_dossier_is_taken_back_while_nobody_has_begun_on_it(season, url):
    season.submit(CELL)
    client = season.client(season.secretary(CELL))
    assert "Lấy lại để sửa" in text_of(client.get(url).text)

    reply = client.post(f"{url}/steps/take_back", data=hidden_fields(client.get(f"{url}/steps/take_back").text))

    assert reply.status_code == 303
    assert season.state(CELL) is State.draft


def test_once_the_commune_has_begun_the_dossier_stays_and_the_page_says_why(season, url):
    season.submit(CELL)
    season.review(CELL)
    client = season.client(season.secretary(CELL))

    reply = client.post(f"{url}/steps/take_back", data=version(season))

    assert reply.status_code == 422
    assert "Đảng ủy xã đã bắt đầu đánh giá hoặc đã nhận bản giấy" in text_of(reply.text)
    assert "Đảng ủy xã đã bắt đầu đánh giá hoặc đã nhận bản giấy" in text_of(client.get(url).text)


def test_a_return_without_criteria_keeps_the_note_in_its_box(season, url):
    season.submit(CELL)
    reviewer = season.client(season.reviewer(CELL))
    seen = hidden_fields(reviewer.get(f"{url}/steps/send_back").text)

    reply = reviewer.post(f"{url}/steps/send_back", data=seen | {"note": "Số liệu I.4 chưa khớp."})

    assert reply.status_code == 422
    assert "Mời chọn ít nhất một mục cần bổ sung" in text_of(reply.text)
    assert box(reply.text, "note") == "Số liệu I.4 chưa khớp."


def test_a_return_tells_the_cell_what_to_complete_and_sending_waits_for_it(season, url):
    season.submit(CELL)
    reviewer = season.client(season.reviewer(CELL))
    seen = hidden_fields(reviewer.get(f"{url}/steps/send_back").text)
    note = {"note": "Kế hoạch ghi 4, báo cáo ghi 3.", "criteria": ["inspection", "no_such_key"]}

    reply = reviewer.post(f"{url}/steps/send_back", data=seen | note)

    assert reply.status_code == 303
    page = season.client(season.secretary(CELL)).get(url).text
    words = text_of(page)
    assert "Đảng ủy xã đề nghị bổ sung 1 tiêu chí" in words
    assert "Kế hoạch ghi 4, báo cáo ghi 3." in words
    assert "còn 1 mục được yêu cầu bổ sung nhưng chưa sửa (I.4)" in words
    assert f"{url}/groups/party_building#inspection" in links_of(page)


def test_a_completed_return_is_sent_again_with_a_new_receipt(season, url):
    season.submit(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Mời sửa I.4.", criteria=("inspection",))
    client = season.client(season.secretary(CELL))
    group = f"{url}/groups/party_building"
    completed = {"grade-inspection": "good", "words-inspection": "3/3 cuộc."}
    client.post(group, data=hidden_fields(client.get(group).text) | completed)

    reply = client.post(f"{url}/steps/submit", data=hidden_fields(client.get(f"{url}/check").text))

    assert reply.status_code == 303
    assert "Mã biên nhận: HU-A-01-2022-2 ." in text_of(client.get(url).text)


def test_a_late_dossier_is_not_sent_and_names_the_office_to_ask(season, url):
    client = ready(season)
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        dossier.due_on = clock.day(season.now) - timedelta(days=1)

    words = text_of(client.get(url).text)

    assert "Đã hết hạn gửi" in words
    assert "Đề nghị liên hệ Đảng ủy xã Mẫu A để được gia hạn." in words


def test_who_loses_sight_of_a_dossier_by_a_step_goes_on_to_his_work(season, url):
    season.bring(CELL, State.appraisal)
    lead = season.client(season.who(Role.appraisal_lead, "HU"))
    seen = hidden_fields(lead.get(f"{url}/steps/send_back").text)

    reply = lead.post(f"{url}/steps/send_back", data=seen | {"note": "Đề nghị xã xem lại."})

    assert (reply.status_code, reply.location) == (303, "/")


def test_a_title_is_withdrawn_with_a_reason_and_asked_for_again(season):
    season.open("four", programme="demo-four-good")
    url = f"/dossiers/{season.dossier_id(CELL)}"
    client = season.client(season.secretary(CELL))
    seen = hidden_fields(client.get(f"{url}/steps/withdraw").text)
    assert client.post(f"{url}/steps/withdraw", data=seen).status_code == 422

    client.post(f"{url}/steps/withdraw", data=seen | {"note": "Chưa đủ điều kiện."})

    assert season.state(CELL) is State.withdrawn
    reopening = hidden_fields(client.get(f"{url}/steps/reopen").text)
    assert client.post(f"{url}/steps/reopen", data=reopening).status_code == 303
    assert season.state(CELL) is State.draft


def test_foreign_pages_of_a_dossier_do_not_exist(season, url):
    other = season.client(season.secretary("HU-B-01"))

    replies = [other.get(f"{url}{page}") for page in ("", "/check", "/history", "/steps/submit")]
    replies.append(other.post(f"{url}/steps/submit", data={"version": "1"}))

    assert {reply.status_code for reply in replies} == {404}
    assert not any("Chi bộ 01 xã Mẫu A" in reply.text for reply in replies)


def test_a_visitor_who_is_not_signed_in_is_asked_to(client, season, url):
    reply = client.get(url)

    assert reply.status_code == 302
    assert reply.location.startswith("/sign-in")


def test_the_engine_is_not_asked_twice(season, url):
    """A double click sends the form twice: the second finds a dossier that has moved on."""
    client = ready(season)
    seen = hidden_fields(client.get(f"{url}/check").text)

    replies = [client.post(f"{url}/steps/submit", data=seen).status_code for _click in range(2)]

    assert replies == [303, 409]
    with season.with_dossier(season.secretary(CELL), CELL) as (session, account, dossier):
        assert len(dossier.moves) == 1
        assert dossiers.get_dossier(session, dossier.id, account, season.now) is dossier


def test_a_sent_dossier_says_how_long_it_can_be_taken_back(season, url):
    season.submit(CELL)
    client = season.client(season.secretary(CELL))
    hint = "Lấy lại được cho đến khi Đảng ủy xã bắt đầu đánh giá hoặc nhận bản giấy."

    before = text_of(client.get(url).text)
    season.review(CELL)

    assert hint in before
    assert hint not in text_of(client.get(url).text)
