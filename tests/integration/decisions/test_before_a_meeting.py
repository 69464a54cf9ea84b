"""A meeting says before it opens which dossiers cannot be decided yet and why, and counts what was decided before."""

import re

from grading.rules.levels import Grade
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    open_meeting,
    opened_campaign,
    refused_vote,
    secretary_of,
    wait_at_the_commune,
)
from tests.integration.pages import text_of
from tests.seats import get


def desk(season, **asked):
    with season.reading() as session:
        asked |= {"unit": get(session, COMMUNE).id}
        address = f"/campaigns/{opened_campaign(season, session).id}/decision"
    return season.client(secretary_of(season)).get(address, query_string=asked).text


def test_the_desk_says_which_dossiers_cannot_be_decided_yet_and_why(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    season.submit(CELLS[1])

    words = text_of(desk(season))

    assert "1 hồ sơ chưa quyết định được" in words
    assert re.search(r"Chi bộ 01 xã Mẫu A Đảng bộ xã Mẫu A Chờ hội nghị –", words), words
    assert re.search(r"Chi bộ 02 xã Mẫu A Đảng bộ xã Mẫu A Chưa đánh giá Còn \d+ tiêu chí", words), words


def test_the_desk_shows_one_stage_of_the_work_alone(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    season.submit(CELLS[1])

    page = desk(season, work="not_begun")

    assert "Chi bộ 02 xã Mẫu A</a>" in page
    assert "Chi bộ 01 xã Mẫu A</a>" not in page


def test_the_page_of_an_open_meeting_says_what_the_refusal_of_its_vote_says(season):
    season.open()
    season.submit(CELLS[0])
    client, address = open_meeting(season)

    words = text_of(client.get(address).text)

    assert "Còn 1 hồ sơ chưa đánh giá xong hoặc chưa nêu lý do khác với tự đánh giá" in words
    assert "layers_incomplete" in [reason.code for reason in refused_vote(season)]


def test_the_total_of_a_group_agrees_with_the_meter_and_shows_what_earlier_decisions_gave(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:4])
    season.issue(COMMUNE, season.vote_on(COMMUNE), "05-QĐ/ĐU")
    season.submit(CELLS[4], "EXCELLENT", Grade.excellent)
    season.review(CELLS[4])
    client, address = open_meeting(season)

    words = text_of(client.get(address).text)

    assert "Trong số trên có 4 tổ chức xếp “Hoàn thành tốt nhiệm vụ” tại các quyết định trước của nhóm này." in words
    assert "Các quyết định trước 0 4 0 0 Tổng cộng 1 4 0 0" in words
    assert "đã chọn 1" in words
