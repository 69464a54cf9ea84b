"""The pages of its own dossier that a cell reads: the check before sending, advice, the history, the result."""

import pytest

from grading.rules.levels import Grade
from tests.integration.pages import hidden_fields, text_of
from workflows import Role, State

CELL = "HU-A-01"


@pytest.fixture
def url(season):
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}"


def ready(season, cell=CELL, grade=Grade.good, level="GOOD"):
    """Enters everything that sending requires. Returns the secretary's client."""
    season.answer(cell, grade)
    season.count_members(cell)
    season.vote(cell, level)
    season.attach(cell)
    return season.client(season.secretary(cell))


def test_a_level_whose_conditions_are_not_met_brings_a_warning_and_may_still_be_sent(season, url):
    client = ready(season, level="EXCELLENT")

    page = client.get(f"{url}/check").text

    assert "Chưa đủ điều kiện xếp loại “Hoàn thành xuất sắc nhiệm vụ”: tiêu chí I.1, I.2" in text_of(page)
    assert client.post(f"{url}/steps/submit", data=hidden_fields(page)).status_code == 303


def test_a_share_of_good_members_that_is_too_low_is_shown_with_the_required_share(season, url):
    client = ready(season, grade=Grade.excellent, level="EXCELLENT")
    season.count_members(CELL, members_excellent=1, members_good=6, members_completed=4)

    words = text_of(client.get(f"{url}/check").text)

    assert "tỷ lệ đảng viên từ mức tốt trở lên đạt 63,64%, yêu cầu từ 80%." in words


def test_the_check_page_shows_everything_that_is_sent(season, url):
    client = ready(season)

    words = text_of(client.get(f"{url}/check").text)

    assert "I.1. Công tác chính trị tư tưởng Tốt 12/12 kỳ đạt yêu cầu." in words
    assert "Đảng viên hoàn thành tốt nhiệm vụ 8" in words
    assert "“Hoàn thành tốt nhiệm vụ”: 9/9 phiếu (100%)" in words
    assert "so-lieu.pdf" in words


def test_the_history_shows_numbers_roles_and_digests_and_no_names(season, url):
    season.submit(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Mời sửa I.4.", criteria=("inspection",))
    client = season.client(season.secretary(CELL))

    words = text_of(client.get(f"{url}/history").text)

    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        digest = dossier.revisions[0].digest[:12]
    assert f"Lần chuyển thứ 1; Gửi hồ sơ lên Đảng ủy xã. Bí thư chi bộ; bản số 1, mã {digest}" in words
    assert "Mời sửa I.4." in words
    assert season.secretary(CELL) not in words


def test_the_cell_does_not_read_what_the_team_writes_to_the_commune(season, url):
    season.bring(CELL, State.appraisal)
    season.step(CELL, "send_back", season.who(Role.appraisal_lead, "HU"), note="Đề nghị xã xem lại mức I.4.")

    readers = (season.secretary(CELL), season.reviewer(CELL))
    cell_page, commune_page = (season.client(login).get(f"{url}/history") for login in readers)

    assert "Đề nghị xã xem lại mức I.4." not in text_of(cell_page.text)
    assert "Đề nghị xã xem lại mức I.4." in text_of(commune_page.text)


def test_after_the_decision_the_cell_reads_its_result(season, url):
    season.bring(CELL, State.certified)

    words = text_of(season.client(season.secretary(CELL)).get(url).text)

    assert "Đã xếp loại: “Hoàn thành tốt nhiệm vụ”" in words
    assert "Số HU-A-01-QĐ, ngày 26/12/2022" in words
    assert "Cấp quyết định Đảng ủy xã Mẫu A" in words
