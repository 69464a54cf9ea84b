"""The cell's answers in the browser are kept or refused, locked after a return, and never silently overwritten."""

from datetime import date

from grading.rules.levels import Grade
from grading.services.dossiers import answers
from grading.services.dossiers.answers import own_layer
from grading.services.dossiers.entries import Entry
from tests.integration.pages import box, chosen, hidden_fields, links_of, text_of
from workflows import Role

CELL = "HU-A-01"
GROUP = "/dossiers/{}/groups/party_building"
ANSWER = {"grade-ideology": "excellent", "words-ideology": "Tổ chức 4 buổi học tập, 18/18 đảng viên."}


def started(season):
    """Opens a campaign. Returns the address of the first group of the drafted dossier, and the secretary's client."""
    season.open()
    client = season.client(season.secretary(CELL))
    return GROUP.format(season.dossier_id(CELL)), client


def stored_score(season, key, cell=CELL):
    with season.with_dossier(season.secretary(cell), cell) as (_session, _account, dossier):
        own = own_layer(dossier)
        score = own.score(key) if own else None
        return (score.grade, score.points, score.words) if score else None


def test_what_is_typed_is_stored_and_shown_again(season):
    url, client = started(season)

    reply = client.post(url, data=hidden_fields(client.get(url).text) | ANSWER)

    assert (reply.status_code, reply.location) == (303, url)
    assert stored_score(season, "ideology") == (Grade.excellent, None, ANSWER["words-ideology"])
    page = client.get(url).text
    assert chosen(page, "grade-ideology") == "excellent"
    assert box(page, "words-ideology") == ANSWER["words-ideology"]


def test_saving_leads_to_the_next_group_and_from_the_last_group_to_the_counts(season):
    url, client = started(season)
    groups = url.rpartition("/")[0]

    first, last = (client.post(f"{groups}/{key}", data={"go": "next"}) for key in ("party_building", "shortcomings"))

    assert first.location == f"{groups}/assigned_tasks"
    assert last.location == url.replace("groups/party_building", "members")


def test_a_group_says_once_what_not_to_write_and_folds_the_files_of_each_criterion(season):
    url, client = started(season)
    season.attach(CELL)

    page = client.get(url).text

    assert page.count("Không ghi họ tên") == 1
    assert page.count("<summary>Minh chứng: ") == page.count('type="file"') > 1
    assert "<summary>Minh chứng: 1</summary>" in page


def test_a_draft_may_stay_incomplete(season):
    url, client = started(season)

    reply = client.post(url, data={"words-ideology": "Mới ghi một nửa."})

    assert reply.status_code == 303
    assert stored_score(season, "ideology") == (None, None, "Mới ghi một nửa.")


def test_too_many_points_are_refused_at_their_field_and_stay_in_the_box(season):
    season.open("four", programme="demo-four-good")
    url = f"/dossiers/{season.dossier_id(CELL)}/groups/political_tasks"
    client = season.client(season.secretary(CELL))

    reply = client.post(url, data={"points-political_tasks": "30,5", "words-political_tasks": "Đạt 9/9 chỉ tiêu."})

    assert reply.status_code == 422
    assert "Điểm 30,5 vượt mức tối đa 30" in text_of(reply.text)
    assert "#points-political_tasks" in links_of(reply.text)
    assert box(reply.text, "points-political_tasks") == "30,5"
    assert box(reply.text, "words-political_tasks") == "Đạt 9/9 chỉ tiêu."
    assert stored_score(season, "political_tasks") is None


def test_points_that_are_not_a_number_are_refused(season):
    season.open("four", programme="demo-four-good")
    url = f"/dossiers/{season.dossier_id(CELL)}/groups/political_tasks"

    reply = season.client(season.secretary(CELL)).post(url, data={"points-political_tasks": "ba mươi"})

    assert reply.status_code == 422
    assert "phải là số" in text_of(reply.text)


def test_an_answer_changed_by_somebody_else_is_shown_beside_what_was_typed(season):
    url, client = started(season)
    old_fields = hidden_fields(client.get(url).text)
    with season.with_dossier(season.who(Role.cell_committee, CELL), CELL) as (session, actor, dossier):
        entries = {"ideology": Entry(grade=Grade.good, words="Chi ủy viên đã ghi trước.")}
        answers.save_answers(session, actor, dossier, entries)

    reply = client.post(url, data=old_fields | ANSWER)

    words = text_of(reply.text)
    assert reply.status_code == 409
    assert "Hồ sơ vừa được chi ủy viên cập nhật lúc" in words
    assert "Nội dung đang lưu trên hệ thống Tốt Chi ủy viên đã ghi trước." in words
    assert box(reply.text, "words-ideology") == ANSWER["words-ideology"]
    assert stored_score(season, "ideology") == (Grade.good, None, "Chi ủy viên đã ghi trước.")
    assert client.post(url, data=hidden_fields(reply.text) | ANSWER).status_code == 303
    assert stored_score(season, "ideology") == (Grade.excellent, None, ANSWER["words-ideology"])


def test_an_autosave_answers_with_the_new_versions(season):
    url, client = started(season)

    reply = client.post(url, data=ANSWER, headers={"X-Autosave": "1"})

    assert reply.status_code == 200
    assert reply.json["saved"].startswith("Đã lưu lúc ")
    assert reply.json["versions"]["version-ideology"] == 1
    assert hidden_fields(client.get(url).text)["version-ideology"] == "1"


def test_an_autosave_over_somebody_elses_answer_is_refused(season):
    url, client = started(season)
    client.post(url, data=ANSWER)

    reply = client.post(url, data={"words-ideology": "Ghi đè.", "version-ideology": "0"}, headers={"X-Autosave": "1"})

    assert reply.status_code == 409
    assert "saved" not in reply.json


def test_after_a_return_only_the_named_criteria_are_open(season):
    url, client = started(season)
    season.submit(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Kế hoạch 4, báo cáo 3.", criteria=("inspection",))

    page = client.get(url).text

    assert "Kế hoạch 4, báo cáo 3." in text_of(page)
    assert 'name="words-inspection"' in page
    assert 'name="words-ideology"' not in page
    assert list(hidden_fields(page)) == ["version-inspection", "version_shown-inspection"]


def test_an_answer_to_a_locked_criterion_is_refused_and_stays_readable_on_the_page(season):
    url, client = started(season)
    season.submit(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Mời sửa I.4.", criteria=("inspection",))

    reply = client.post(url, data={"words-ideology": "Ghi vào chỗ đã khóa."})

    words = text_of(reply.text)
    assert reply.status_code == 422
    assert "Đang khóa: tiêu chí I.1." in words
    assert "Nội dung vừa nhập, chưa được lưu Ghi vào chỗ đã khóa." in words


def test_last_years_answer_stands_beside_this_years(season):
    season.open("rating-2021", year=2021, as_of=date(2021, 12, 31))
    season.submit(CELL, grade=Grade.average)
    url, client = started(season)

    words = text_of(client.get(url).text)

    assert "Nội dung đã viết năm 2021: 12/12 kỳ đạt yêu cầu. Cấp độ: Trung bình" in words


def test_the_page_of_a_sent_dossier_shows_the_answers_and_accepts_none(season):
    url, client = started(season)
    season.submit(CELL)

    page = client.get(url).text
    reply = client.post(url, data=ANSWER)

    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert "Tốt Đã khóa 12/12 kỳ đạt yêu cầu." in text_of(page)
    assert reply.status_code == 409
    assert "Cấp ủy cấp trên trực tiếp đang xem xét" in text_of(reply.text)
    assert ANSWER["words-ideology"] in text_of(reply.text)


def test_the_dossier_of_another_cell_does_not_exist_for_a_secretary(season):
    url, _client = started(season)
    neighbour = season.client(season.secretary("HU-A-02"))

    replies = [
        neighbour.get(url),
        neighbour.post(url, data=ANSWER),
        neighbour.get(url.replace("groups/party_building", "members")),
    ]

    assert {reply.status_code for reply in replies} == {404}
    assert not any("Chi bộ 01 xã Mẫu A" in reply.text for reply in replies)
    assert stored_score(season, "ideology") is None


def test_the_commune_reads_no_draft_and_answers_nothing(season):
    url, _client = started(season)
    reviewer = season.client(season.reviewer(CELL))

    page, reply = reviewer.get(url), reviewer.post(url, data=ANSWER)

    assert (page.status_code, reply.status_code) == (409, 403)
    assert "Hồ sơ đang ở bước “Đang soạn”" in text_of(page.text)
    assert "Việc này do bí thư chi bộ thực hiện." in text_of(reply.text)
    assert stored_score(season, "ideology") is None


def test_an_unknown_group_is_not_found(season):
    url, client = started(season)

    reply = client.get(url.replace("party_building", "nowhere"))

    assert reply.status_code == 404
    assert "Không tìm thấy trang này" in text_of(reply.text)
