"""Counts of a cell's members are entered in the browser, kept in hundredths, and refused if they do not add up."""

import pytest

from grading.services.dossiers import answers
from tests.integration.pages import box, hidden_fields, links_of, text_of

CELL = "HU-A-01"


def started(season):
    """Opens a campaign. Returns the address of the member counts of the drafted dossier, and the secretary's client."""
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}/members", season.client(season.secretary(CELL))


def test_counts_of_members_are_kept_in_hundredths(season):
    members, client = started(season)

    reply = client.post(members, data={"members_official": "18", "members_rated": "", "go": "next"})

    assert reply.location == members.replace("members", "ballot")
    with season.with_dossier(season.secretary(CELL), CELL) as (session, _account, dossier):
        assert answers.asked_values(session, dossier) == {"members_official": 1800}


def test_an_empty_form_of_counts_changes_nothing(season):
    members, client = started(season)
    version = version_of(season)

    client.post(members, data={"members_official": "", "go": "next"})

    assert version_of(season) == version


def version_of(season) -> int:
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        return dossier.version


def test_counts_that_do_not_add_up_are_refused_with_their_numbers(season):
    members, client = started(season)
    levels = {"members_excellent": "3", "members_good": "10", "members_completed": "4", "members_not_completed": "0"}

    totals = {"members_official": "18", "members_probationary": "0", "members_rated": "18"}
    reply = client.post(members, data=totals | levels)

    assert reply.status_code == 422
    assert "Tổng các mức xếp loại đảng viên là 17, số đảng viên được đánh giá là 18." in text_of(reply.text)
    assert "#members_rated" in links_of(reply.text)
    assert box(reply.text, "members_good") == "10"


def test_a_count_that_is_not_a_number_is_refused(season):
    members, client = started(season)

    reply = client.post(members, data={"members_official": "mười tám"})

    assert reply.status_code == 422
    assert "Đảng viên chính thức: chỉ nhận số nguyên; không có thì ghi 0." in text_of(reply.text)


def test_counts_that_somebody_else_changed_are_not_overwritten(season):
    members, client = started(season)
    season.count_members(CELL)
    old_fields = hidden_fields(client.get(members).text)
    season.count_members(CELL, members_official=11)

    reply = client.post(members, data=old_fields | {"members_official": "12", "members_probationary": "1"} | {
        "members_rated": "11", "members_excellent": "2", "members_good": "8", "members_completed": "1",
        "members_not_completed": "0"})  # fmt: skip

    assert reply.status_code == 409
    assert "Hồ sơ vừa được bí thư chi bộ cập nhật lúc" in text_of(reply.text)
    assert box(reply.text, "members_official") == "12"
    assert "Đang lưu trên hệ thống: 11." in text_of(reply.text)


@pytest.fixture
def rated(season):
    """A rating that waits at the commune, and a title in draft of the same year that asks for two of its counts."""
    season.open("rating")
    season.submit(CELL)
    season.open("title", programme="demo-four-good")
    return season


def test_counts_of_a_sent_dossier_are_not_changed_through_another_dossier(rated):
    client, members = rated.client(rated.secretary(CELL)), f"/dossiers/{rated.dossier_id(CELL)}/members"

    page = client.get(members)
    earlier_form = {"seen-members_official": "1000", "seen-members_probationary": "100"}
    reply = client.post(members, data=earlier_form | {"members_official": "99", "members_probationary": "1"})

    assert "đã gửi đang dùng số liệu “đảng viên chính thức”" in text_of(page.text)
    assert 'name="members_official"' not in page.text
    assert reply.status_code == 409
    assert "Chưa lưu được" in text_of(reply.text)
    assert "Hồ sơ vừa được" not in text_of(reply.text)
    with rated.with_dossier(rated.secretary(CELL), CELL) as (session, _account, dossier):
        assert answers.asked_values(session, dossier)["members_official"] == 1000


def test_counts_are_open_again_once_the_other_dossier_is_sent_back(rated):
    rated.campaign = "rating"
    rated.step(CELL, "send_back", rated.reviewer(CELL), note="Xem lại.", criteria=("members",))
    rated.campaign = "title"
    client, members = rated.client(rated.secretary(CELL)), f"/dossiers/{rated.dossier_id(CELL)}/members"

    fields = hidden_fields(client.get(members).text)
    reply = client.post(members, data=fields | {"members_official": "12", "members_probationary": "1"})

    assert (reply.status_code, reply.location) == (303, members)
    with rated.with_dossier(rated.secretary(CELL), CELL) as (session, _account, dossier):
        assert answers.asked_values(session, dossier)["members_official"] == 1200
