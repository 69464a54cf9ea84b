"""A return opens only the criteria, member counts or ballot that it names, and everybody sees what was changed."""

from datetime import date

import pytest

from grading.rules.ballots import Counts
from grading.services.dossiers import answers, ballots
from grading.services.ground.errors import Refused
from tests.integration.pages import hidden_fields, links_of, text_of
from workflows import State

CELL = "HU-A-01"


@pytest.fixture
def url(season):
    season.open()
    season.submit(CELL)
    return f"/dossiers/{season.dossier_id(CELL)}"


def returned(season, *named):
    """Sends the dossier back to its cell with the named parts. Returns the secretary's client."""
    season.step(CELL, "send_back", season.reviewer(CELL), note="Kế hoạch ghi 4, báo cáo ghi 3.", criteria=named)
    return season.client(season.secretary(CELL))


def count_members(season, good=8):
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier):
        values = {"members_good": good * 100, "members_completed": (9 - good) * 100}
        answers.record_members(session, actor, dossier, values)


def vote_again(season):
    counts = Counts(official=10, excused=1, present=9, issued=9, returned=9, valid=9)
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier):
        votes = {option: 9 if option == "GOOD" else 0 for option in dossier.campaign.programme.ballot_options}
        ballots.record_ballot(
            session,
            actor,
            dossier,
            ballots.CountedRound(number=1, held_on=date(2022, 12, 7), counts=counts, votes=votes),
        )


def complete(client, url, key="inspection"):
    group = f"{url}/groups/party_building"
    typed = {f"grade-{key}": "good", f"words-{key}": "3/3 cuộc.", "go": "next"}
    return client.post(group, data=hidden_fields(client.get(group).text) | typed)


@pytest.mark.parametrize("change", [count_members, vote_again])
def test_counts_and_ballot_stay_closed_unless_the_return_names_them(season, url, change):
    returned(season, "inspection")

    with pytest.raises(Refused) as refusal:
        change(season)

    assert [reason.code for reason in refusal.value.reasons] == ["criteria_locked"]


@pytest.mark.parametrize("part", ["members", "ballot"])
def test_a_part_that_was_not_returned_has_no_form_and_says_that_it_is_locked(season, url, part):
    client = returned(season, "inspection")

    page = client.get(f"{url}/{part}").text

    assert "Đã khóa" in text_of(page)
    assert f'action="{url}/{part}"' not in page


def test_the_question_before_a_return_offers_the_counts_and_the_ballot(season, url):
    reviewer = season.client(season.reviewer(CELL))
    fields = hidden_fields(reviewer.get(f"{url}/steps/send_back").text)

    reply = reviewer.post(f"{url}/steps/send_back",
                          data=fields | {"note": "Mời bỏ phiếu lại.", "criteria": ["members", "ballot"]})  # fmt: skip

    assert reply.status_code == 303
    page = season.client(season.secretary(CELL)).get(url).text
    words = text_of(page)
    assert "Đảng ủy xã Mẫu A đề nghị bổ sung 2 mục" in words
    assert "còn 2 mục được yêu cầu bổ sung nhưng chưa sửa (số liệu đảng viên và nhiệm vụ, kết quả bỏ phiếu)" in words
    assert {f"{url}/members", f"{url}/ballot"} <= set(links_of(page))


def test_returned_counts_and_a_returned_ballot_are_changed_and_the_dossier_is_sent_again(season, url):
    client = returned(season, "members", "ballot")
    assert "Cần bổ sung" in text_of(client.get(f"{url}/members").text)

    count_members(season, good=7)
    vote_again(season)
    reply = client.post(f"{url}/steps/submit", data=hidden_fields(client.get(f"{url}/check").text))

    assert reply.status_code == 303
    assert season.state(CELL) is State.commune_review


def test_the_parts_that_a_return_leaves_closed_count_as_done_on_both_pages(season, url):
    client = returned(season, "inspection")

    pages = [text_of(client.get(address).text) for address in (url, "/")]

    assert all("Đã xong 5/6 mục" in words for words in pages)


def test_the_history_and_the_home_page_show_the_parts_of_a_return(season, url):
    client = returned(season, "inspection", "ballot")

    words = {
        page: text_of(client.get(f"{url}{page}").text) for page in ("/history", "/groups/party_building", "/check")
    }

    assert "1 tiêu chí (I.4), kết quả bỏ phiếu" in words["/history"]
    assert "2 mục" in text_of(client.get("/").text)


def test_saving_leads_to_the_next_returned_part(season, url):
    client = returned(season, "inspection", "ballot")

    assert complete(client, url).location == f"{url}/ballot"


def test_saving_the_only_returned_group_leads_to_the_check(season, url):
    client = returned(season, "inspection")

    assert complete(client, url).location == f"{url}/check"


def test_the_cell_sees_what_it_has_changed_since_the_return(season, url):
    client = returned(season, "inspection", "plans")

    complete(client, url)

    assert "Tiêu chí: I.4 (đã sửa), II.1 ." in text_of(client.get(url).text)


def test_the_reviewer_reads_the_earlier_request_and_what_was_changed_since(season, url):
    client = returned(season, "inspection")
    complete(client, url)
    season.step(CELL, "submit", season.secretary(CELL))

    words = text_of(season.client(season.reviewer(CELL)).get(url).text)

    assert "Kế hoạch ghi 4, báo cáo ghi 3." in words
    assert "Những mục đã trả lại: I.4 (đã sửa)." in words
    assert words.count("Đã sửa sau khi trả lại") == 1


def test_the_reviewer_reads_the_communes_decision_after_it_is_issued(season, url):
    season.review(CELL)
    season.decide("HU-A", number="12-QĐ/ĐU")

    words = text_of(season.client(season.reviewer(CELL)).get(url).text)

    assert "đã quyết định: “Hoàn thành tốt nhiệm vụ”" in words
    assert "Quyết định số 12-QĐ/ĐU, ngày 26/12/2022." in words
    assert "Hồ sơ đã có trong quyết định đã ban hành nên không thay đổi được." in words
