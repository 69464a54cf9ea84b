"""Steps in the browser: the task list, the question before a step, and each refusal once."""

from datetime import timedelta

import pytest

from grading import clock
from grading.rules.levels import Grade
from grading.services.dossiers import dossiers
from tests.integration.pages import box, hidden_fields, links_of, text_of
from workflows import Role, State

CELL = "HU-A-01"


@pytest.fixture
def url(season):
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}"


def ready(season, cell=CELL):
    """Enters everything that sending requires. Returns the secretary's client."""
    season.answer(cell)
    season.count_members(cell)
    season.vote(cell)
    season.attach(cell)
    return season.client(season.secretary(cell))


def test_a_new_task_list_says_what_is_missing_and_links_to_the_pages_for_it(season, url):
    page = season.client(season.secretary(CELL)).get(url).text

    words = text_of(page)
    assert "Đã xong 0/6 mục" in words
    assert "Chưa gửi được: còn 7 tiêu chí chưa tự đánh giá (I.1, I.2, I.3, I.4, II.1, II.2, III)." in words
    expected_links = {f"{url}/groups/party_building#ideology", f"{url}/groups/party_building#inspection",
              f"{url}/members", f"{url}/ballot"}  # fmt: skip
    assert expected_links <= set(links_of(page))


def test_a_dossier_is_sent_from_the_check_page_and_gets_a_receipt(season, url):
    client = ready(season)

    reply = client.post(f"{url}/steps/submit", data=hidden_fields(client.get(f"{url}/check").text))

    assert (reply.status_code, reply.location) == (303, url)
    assert season.state(CELL) is State.commune_review
    words = text_of(client.get(url).text)
    assert "Đã gửi hồ sơ. Đảng ủy xã nhận lúc" in words
    assert "Mã biên nhận: HU-A-01-2022-1 ." in words


def test_an_incomplete_dossier_is_not_sent_and_the_page_names_every_reason(season, url):
    season.answer(CELL)
    client = season.client(season.secretary(CELL))

    reply = client.post(f"{url}/steps/submit", data=version(season))

    words = text_of(reply.text)
    assert reply.status_code == 422
    assert "Tiêu chí “I.4” cần ít nhất 1 minh chứng." in words
    assert "Chưa có kết quả bỏ phiếu." in words
    assert season.state(CELL) is State.draft


def version(season, cell=CELL):
    with season.with_dossier(season.secretary(cell), cell) as (_session, _account, dossier):
        return {"version": str(dossier.version)}


def test_a_dossier_that_somebody_else_changed_since_the_page_was_loaded_is_not_sent(season, url):
    client = ready(season)
    old_fields = hidden_fields(client.get(f"{url}/check").text)
    with season.with_dossier(season.who(Role.cell_committee, CELL), CELL) as (session, actor, dossier):
        season.change_answer(session, actor, dossier, dossier.programme.criteria[0].key, Grade.excellent)

    reply = client.post(f"{url}/steps/submit", data=old_fields)

    assert reply.status_code == 409
    assert "Hồ sơ vừa được chi ủy viên cập nhật lúc" in text_of(reply.text)
    assert season.state(CELL) is State.draft


def test_a_change_of_ones_own_on_another_page_does_not_keep_a_dossier_from_being_sent(season, url):
    client = ready(season)
    old_fields = hidden_fields(client.get(f"{url}/check").text)
    season.count_members(CELL, members_probationary=2)

    reply = client.post(f"{url}/steps/submit", data=old_fields)

    assert reply.status_code == 303
    assert season.state(CELL) is State.commune_review


def test_a_member_of_the_committee_prepares_but_does_not_send(season, url):
    ready(season)
    client = season.client(season.who(Role.cell_committee, CELL))

    reply = client.post(f"{url}/steps/submit", data=version(season))

    assert reply.status_code == 403
    assert "Việc gửi hồ sơ do bí thư chi bộ thực hiện." in text_of(client.get(url).text)


def test_a_step_of_another_state_is_refused_and_the_page_names_the_current_state(season, url):
    client = ready(season)

    reply = client.post(f"{url}/steps/take_back", data=version(season))

    assert reply.status_code == 409
    assert "Hồ sơ đang ở bước “Đang soạn”" in text_of(reply.text)


def test_a_step_that_the_process_does_not_have_is_refused(season, url):
    reply = season.client(season.secretary(CELL)).get(f"{url}/steps/fly")

    assert reply.status_code == 409
    assert "Quy trình của đợt này không có bước vừa chọn." in text_of(reply.text)


def test_a_cell_takes_its_dossier_back_while_nobody_has_begun_to_work_on_it(season, url):
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
    assert "cấp ủy cấp trên trực tiếp đã bắt đầu đánh giá hoặc đã nhận bản giấy" in text_of(reply.text)
    assert "cấp ủy cấp trên trực tiếp đã bắt đầu đánh giá hoặc đã nhận bản giấy" in text_of(client.get(url).text)


def test_a_return_without_criteria_is_refused_and_keeps_the_note_in_its_box(season, url):
    season.submit(CELL)
    reviewer = season.client(season.reviewer(CELL))
    fields = hidden_fields(reviewer.get(f"{url}/steps/send_back").text)

    reply = reviewer.post(f"{url}/steps/send_back", data=fields | {"note": "Số liệu I.4 chưa khớp."})

    assert reply.status_code == 422
    assert "Mời chọn ít nhất một mục cần bổ sung" in text_of(reply.text)
    assert box(reply.text, "note") == "Số liệu I.4 chưa khớp."


def test_a_return_tells_the_cell_what_to_complete_and_sending_waits_for_it(season, url):
    season.submit(CELL)
    reviewer = season.client(season.reviewer(CELL))
    fields = hidden_fields(reviewer.get(f"{url}/steps/send_back").text)
    note = {"note": "Kế hoạch ghi 4, báo cáo ghi 3.", "criteria": ["inspection", "no_such_key"]}

    reply = reviewer.post(f"{url}/steps/send_back", data=fields | note)

    assert reply.status_code == 303
    page = season.client(season.secretary(CELL)).get(url).text
    words = text_of(page)
    assert "Đảng ủy xã Mẫu A đề nghị bổ sung 1 tiêu chí" in words
    assert "Kế hoạch ghi 4, báo cáo ghi 3." in words
    assert "còn 1 mục được yêu cầu bổ sung nhưng chưa sửa (I.4)" in words
    assert f"{url}/groups/party_building#inspection" in links_of(page)


def test_a_dossier_completed_after_a_return_is_sent_again_with_a_new_receipt(season, url):
    season.submit(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Mời sửa I.4.", criteria=("inspection",))
    client = season.client(season.secretary(CELL))
    group = f"{url}/groups/party_building"
    new_answer = {"grade-inspection": "good", "words-inspection": "3/3 cuộc."}
    client.post(group, data=hidden_fields(client.get(group).text) | new_answer)

    reply = client.post(f"{url}/steps/submit", data=hidden_fields(client.get(f"{url}/check").text))

    assert reply.status_code == 303
    assert "Mã biên nhận: HU-A-01-2022-2 ." in text_of(client.get(url).text)


def test_the_page_of_a_late_dossier_says_so_and_names_the_office_to_ask(season, url):
    client = ready(season)
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        dossier.due_on = clock.day(season.now) - timedelta(days=1)

    words = text_of(client.get(url).text)

    assert "Đã hết hạn gửi" in words
    assert "Đề nghị liên hệ Đảng ủy xã Mẫu A để được gia hạn." in words


def test_a_person_who_no_longer_sees_a_dossier_after_a_step_is_led_to_the_home_page(season, url):
    season.bring(CELL, State.appraisal)
    lead = season.client(season.who(Role.appraisal_lead, "HU"))
    fields = hidden_fields(lead.get(f"{url}/steps/send_back").text)

    reply = lead.post(f"{url}/steps/send_back", data=fields | {"note": "Đề nghị xã xem lại."})

    assert (reply.status_code, reply.location) == (303, "/")


def test_a_title_is_withdrawn_with_a_reason_and_reopened(season):
    season.open("four", programme="demo-four-good")
    url = f"/dossiers/{season.dossier_id(CELL)}"
    client = season.client(season.secretary(CELL))
    fields = hidden_fields(client.get(f"{url}/steps/withdraw").text)
    assert client.post(f"{url}/steps/withdraw", data=fields).status_code == 422

    client.post(f"{url}/steps/withdraw", data=fields | {"note": "Chưa đủ điều kiện."})

    assert season.state(CELL) is State.withdrawn
    reopening = hidden_fields(client.get(f"{url}/steps/reopen").text)
    assert client.post(f"{url}/steps/reopen", data=reopening).status_code == 303
    assert season.state(CELL) is State.draft


def test_the_pages_of_a_foreign_dossier_do_not_exist(season, url):
    foreign_client = season.client(season.secretary("HU-B-01"))

    replies = [foreign_client.get(f"{url}{page}") for page in ("", "/check", "/history", "/steps/submit")]
    replies.append(foreign_client.post(f"{url}/steps/submit", data={"version": "1"}))

    assert {reply.status_code for reply in replies} == {404}
    assert not any("Chi bộ 01 xã Mẫu A" in reply.text for reply in replies)


def test_a_visitor_who_is_not_signed_in_is_led_to_the_sign_in_page(client, season, url):
    reply = client.get(url)

    assert reply.status_code == 302
    assert reply.location.startswith("/sign-in")


def test_a_double_click_takes_the_step_once(season, url):
    client = ready(season)
    fields = hidden_fields(client.get(f"{url}/check").text)

    replies = [client.post(f"{url}/steps/submit", data=fields).status_code for _click in range(2)]

    assert replies == [303, 303]
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier):
        assert len(dossier.moves) == 1
        assert dossiers.get_dossier(session, actor, dossier.id) is dossier
