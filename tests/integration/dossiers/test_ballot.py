"""The cell's ballot in the browser: its counts agree, and each round follows from the round before."""

import pytest

from grading.services.dossiers import facts
from tests.integration.pages import box, hidden_fields, links_of, text_of
from workflows import BallotOutcome, Role

CELL = "HU-A-01"
PEOPLE = {"held_on": "06/12/2022", "official": "18", "away": "1", "excused": "1",
          "present": "16", "issued": "16", "returned": "16", "valid": "16", "invalid": "0"}  # fmt: skip
FOR_GOOD = {"votes-EXCELLENT": "2", "votes-GOOD": "14", "votes-COMPLETED": "0", "votes-NOT_COMPLETED": "0"}
SPLIT = {"votes-EXCELLENT": "7", "votes-GOOD": "6", "votes-COMPLETED": "3", "votes-NOT_COMPLETED": "0"}


@pytest.fixture
def cell(season):
    """The address of the ballot's page and the secretary's browser."""
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}/ballot", season.client(season.secretary(CELL))


def standing(season, cell=CELL):
    with season.with_dossier(season.secretary(cell), cell) as (_session, _account, dossier):
        return facts.ballot_standing(dossier)


def test_the_same_ballot_sent_twice_is_one_act_and_no_conflict_with_oneself(season, cell):
    url, client = cell
    typed = hidden_fields(client.get(url).text) | PEOPLE | FOR_GOOD

    first, second = (client.post(url, data=typed) for _click in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert "vừa được" not in text_of(client.get(url).text)


def test_a_level_passes_with_a_majority_of_the_members_who_count(season, cell):
    url, client = cell

    reply = client.post(url, data=PEOPLE | FOR_GOOD)

    ballot = standing(season)
    assert reply.status_code == 303
    assert (ballot.outcome, ballot.level, ballot.yes, ballot.eligible) == (BallotOutcome.passed, "GOOD", 14, 16)
    words = text_of(client.get(url).text)
    assert "Kết quả: “Hoàn thành tốt nhiệm vụ”: 14/16 phiếu (87,5%), quá một nửa số đảng viên được triệu tập." in words
    assert "Số đảng viên được triệu tập: 16 = 18 chính thức - 1 sinh hoạt nơi khác" in words


def test_saving_the_ballot_leads_on_to_the_page_that_shows_everything(season, cell):
    url, client = cell

    reply = client.post(url, data=PEOPLE | FOR_GOOD | {"go": "next"})

    assert reply.location == url.replace("ballot", "check")


@pytest.mark.parametrize(
    ("wrong", "sentence", "field"),
    [
        ({"valid": "15"}, "thu vào 16, hợp lệ 15 và không hợp lệ 0 cộng lại là 15", "valid"),
        ({"issued": "17", "returned": "17", "valid": "17"}, "Số phiếu phát ra (17) nhiều hơn", "issued"),
        ({"present": "17"}, "có mặt (17) nhiều hơn số được triệu tập (16)", "present"),
        ({"votes-GOOD": "13"}, "cộng lại là 15, số phiếu hợp lệ là 16", "votes-EXCELLENT"),
        ({"official": "hai chục"}, "Đảng viên chính thức: chỉ nhận số nguyên", "official"),
        ({"held_on": "06/13/2022"}, "Mời ghi ngày họp", "held_on"),
        ({"held_on": "06/12/2999"}, "Ngày 06/12/2999 chưa đến", "held_on"),
        ({"held_on": "06/12/2021"}, "06/12/2021 ở trước kỳ đánh giá, bắt đầu từ ngày 01/01/2022", "held_on"),
    ],
)
def test_wrong_counts_and_dates_are_refused_at_their_field(season, cell, wrong, sentence, field):
    url, client = cell

    reply = client.post(url, data=PEOPLE | FOR_GOOD | wrong)

    assert reply.status_code == 422
    assert sentence in text_of(reply.text)
    assert f"#{field}" in links_of(reply.text)
    assert box(reply.text, "votes-EXCELLENT") == "2"
    assert standing(season).outcome is BallotOutcome.missing


def test_without_a_majority_the_second_round_is_between_the_two_levels_with_most_votes(season, cell):
    url, client = cell
    client.post(url, data=PEOPLE | SPLIT)

    page = client.get(url).text

    assert "“Hoàn thành xuất sắc nhiệm vụ”: 7/16 phiếu (43,8%), chưa quá một nửa" in text_of(page)
    assert 'name="votes-GOOD"' in page
    assert 'name="votes-COMPLETED"' not in page
    assert box(page, "official") == "18"
    second_round = hidden_fields(page) | PEOPLE | {"votes-EXCELLENT": "5", "votes-GOOD": "11"}
    assert client.post(url, data=second_round).status_code == 303
    ballot = standing(season)
    assert (ballot.outcome, ballot.level, ballot.round) == (BallotOutcome.passed, "GOOD", 2)


def test_all_levels_that_share_the_first_place_are_named(season, cell):
    url, client = cell
    client.post(url, data=PEOPLE | {"votes-EXCELLENT": "8", "votes-GOOD": "8", "votes-COMPLETED": "0",
                                    "votes-NOT_COMPLETED": "0"})  # fmt: skip

    words = text_of(client.get(url).text)

    assert "chưa có mức nào quá một nửa số đảng viên được triệu tập; bằng phiếu nhau: " in words
    assert "bằng phiếu nhau: “Hoàn thành xuất sắc nhiệm vụ”: 8/16" in words
    assert "“Hoàn thành tốt nhiệm vụ”: 8/16 phiếu (50%). Lần sau biểu quyết giữa các mức này." in words


def test_no_second_round_is_held_after_a_majority(season, cell):
    url, client = cell
    client.post(url, data=PEOPLE | FOR_GOOD)

    reply = client.post(url, data=PEOPLE | FOR_GOOD | {"round": "2"})

    assert client.get(f"{url}?round=2").status_code == 404
    assert reply.status_code == 422
    assert "Chưa nhập được lần 2" in text_of(reply.text)


def test_correcting_the_first_round_removes_a_second_round_that_no_longer_follows(season, cell):
    url, client = cell
    client.post(url, data=PEOPLE | SPLIT)
    client.post(url, data=PEOPLE | {"round": "2", "votes-EXCELLENT": "5", "votes-GOOD": "11"})

    old_fields = hidden_fields(client.get(f"{url}?round=1").text)
    majority = SPLIT | {"votes-EXCELLENT": "12", "votes-GOOD": "4", "votes-COMPLETED": "0"}
    reply = client.post(url, data=old_fields | PEOPLE | majority)

    ballot = standing(season)
    assert reply.status_code == 303
    assert (ballot.round, ballot.level) == (1, "EXCELLENT")


@pytest.mark.parametrize(("round_", "day"), [("2", "2022-12-01"), ("1", "2022-12-20")])
def test_a_second_round_is_not_held_before_the_first_round(season, cell, round_, day):
    url, client = cell
    client.post(url, data=PEOPLE | SPLIT)
    second_round = {"round": "2", "votes-EXCELLENT": "5", "votes-GOOD": "11"}
    client.post(url, data=PEOPLE | second_round)
    old_fields = hidden_fields(client.get(f"{url}?round={round_}").text)

    reply = client.post(url, data=old_fields | PEOPLE | (second_round if round_ == "2" else SPLIT) | {"held_on": day})

    assert reply.status_code == 422
    assert "đứng trước ngày" in text_of(reply.text)
    assert "#held_on" in links_of(reply.text)


def test_a_round_that_somebody_else_entered_meanwhile_is_not_overwritten(season, cell):
    url, client = cell
    old_fields = hidden_fields(client.get(url).text)
    other_client = season.client(season.who(Role.cell_committee, CELL))
    other_client.post(url, data=PEOPLE | FOR_GOOD)

    reply = client.post(url, data=old_fields | PEOPLE | SPLIT)

    assert reply.status_code == 409
    assert "Hồ sơ vừa được chi ủy viên cập nhật lúc" in text_of(reply.text)
    assert box(reply.text, "votes-EXCELLENT") == "7"
    assert standing(season).yes == 14


def test_a_title_without_a_majority_of_votes_for_it_is_not_adopted(season):
    season.open("four", programme="demo-four-good")
    url = f"/dossiers/{season.dossier_id(CELL)}/ballot"
    client = season.client(season.secretary(CELL))

    client.post(url, data=PEOPLE | {"votes-for": "6", "votes-against": "10"})

    assert standing(season).outcome is BallotOutcome.no_majority
    assert "“Tán thành”: 6/16 phiếu (37,5%), chưa quá một nửa" in text_of(client.get(url).text)


def test_the_ballot_of_a_sent_dossier_is_shown_and_cannot_be_changed(season, cell):
    url, client = cell
    season.submit(CELL)

    page = client.get(url).text

    assert "9/9 phiếu (100%)" in text_of(page)
    assert 'name="official"' not in page
    assert client.post(url, data=PEOPLE | FOR_GOOD).status_code == 409
    assert season.client(season.reviewer(CELL)).post(url, data=PEOPLE | FOR_GOOD).status_code == 403
