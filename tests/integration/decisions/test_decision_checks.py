"""The checks of a whole meeting before its vote is recorded."""

import pytest
from sqlalchemy import select

from grading.models import DecisionState, Result
from grading.services.decisions import voting
from grading.services.ground.errors import Refused
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    at_the_table,
    boxes,
    codes,
    find,
    line,
    open_meeting,
    refused_vote,
    version,
    wait_at_the_commune,
)
from tests.integration.pages import text_of
from tests.seats import get
from workflows import State, Tier


def test_the_quota_holds_for_the_whole_meeting_and_a_fault_links_to_the_commune(season):
    season.open()
    wait_at_the_commune(season, *CELLS, excellent=CELLS[:2])
    client, page = open_meeting(season)

    question = client.post(page, data=boxes(season) | {"do": "vote"}, follow_redirects=True)
    refused = client.post(question.request.path, data=version(season))

    assert refused.status_code == 422
    assert "chỉ được xếp “Hoàn thành xuất sắc nhiệm vụ” 1 tổ chức, đang chọn 2" in text_of(refused.text)
    with season.reading() as session:
        assert f"#xa-{get(session, COMMUNE).id}" in refused.text
        assert find(season, session).state is DecisionState.drafted


def test_the_quota_counts_the_cells_that_earlier_decisions_of_the_campaign_rated(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:4])
    season.decide(COMMUNE, number="01-QĐ/ĐU")
    wait_at_the_commune(season, CELLS[4], excellent=(CELLS[4],))

    season.vote_on(COMMUNE)

    with season.reading() as session:
        assert [item.outcome for item in find(season, session).items] == ["EXCELLENT"]


def test_the_quota_of_four_cells_has_no_room_for_an_excellent_one(season):
    season.open()
    wait_at_the_commune(season, *CELLS[1:], excellent=(CELLS[1],))
    client, page = open_meeting(season)
    client.post(page, data=boxes(season) | {"do": "vote"})

    reasons = refused_vote(season)

    assert codes(reasons) == ["quota_full"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"yes": "4"}, "votes_short"),
        ({"yes": "9", "recused": "1"}, "votes_too_many"),
        ({"yes": ""}, "votes_missing"),
        ({"outcome": ""}, "undecided"),
    ],
)
def test_a_vote_that_does_not_add_up_is_not_recorded(season, changed, code):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    client.post(page, data=boxes(season, **line(season, CELLS[0], **changed)))

    reasons = refused_vote(season)

    assert codes(reasons) == [code]
    assert reasons[0].params["dossier"] == season.dossier_id(CELLS[0])


@pytest.mark.parametrize(
    ("held_on", "code"), [("", "meeting_day_missing"), ("2999-01-01", "date_future"), ("2021-12-31", "dates_in_order")]
)
def test_a_meeting_day_that_is_missing_or_in_the_future_or_before_the_year_is_refused(season, held_on, code):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    client.post(page, data=boxes(season, held_on=held_on))

    reasons = refused_vote(season)

    assert codes(reasons) == [code]


def test_a_dossier_that_was_sent_back_meanwhile_is_not_voted_on(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)
    client.post(page, data=boxes(season))
    criterion = season.programme("demo-giong-rieng-r2019").criteria[0].key
    season.step(CELLS[0], "send_back", season.reviewer(CELLS[0]), note="Bổ sung.", criteria=(criterion,))

    reasons = refused_vote(season)
    answer = client.get(page)
    _client, page = open_meeting(season)

    assert codes(reasons) == ["left_the_table"]
    assert "1 hồ sơ không còn chờ quyết định." in text_of(answer.text)
    with season.reading() as session:
        assert [item.dossier_id for item in find(season, session).items] == [season.dossier_id(CELLS[1])]


@pytest.mark.parametrize(("ground", "code"), [("Y", "award_level"), ("F", "award_level")])
def test_an_award_needs_the_level_its_ground_asks_for(season, ground, code):
    season.open()
    season.bring(CELLS[0], State.certification)
    client, page = open_meeting(season, DISTRICT)
    client.post(page, data=boxes(season, DISTRICT, **line(season, CELLS[0], award="1", ground=ground, award_yes="9",
                                                               award_but="Hội nghị thống nhất.")))  # fmt: skip

    reasons = refused_vote(season, DISTRICT)

    assert codes(reasons) == [code]


def _title_at_the_table(season, rating):
    if rating:
        season.rate(CELLS[0], rating)
    season.open("title", programme="demo-four-good")
    season.bring(CELLS[0], State.certification)
    client, page = open_meeting(season, DISTRICT)
    return client, client.post(page, data=boxes(season, DISTRICT) | {"do": "vote"})


@pytest.mark.parametrize(
    ("rating", "found"), [("GOOD", []), ("COMPLETED", ["recognition_rating"]), (None, ["recognition_unrated"])]
)
def test_a_title_is_given_only_if_the_rating_meets_the_threshold_of_the_programme(season, rating, found):
    _title_at_the_table(season, rating)

    with at_the_table(season, DISTRICT) as (session, actor, decision):
        try:
            voting.record_vote(session, actor, decision)
            refused_codes = []
        except Refused as refusal:
            refused_codes = codes(refusal.reasons)

    assert refused_codes == found


def test_a_title_is_declined_only_with_a_reason(season):
    client, _saved = _title_at_the_table(season, None)
    _client, page = open_meeting(season, DISTRICT)
    without_reason = line(season, CELLS[0], outcome="declined")

    question = client.post(page, data=boxes(season, DISTRICT, **without_reason) | {"do": "vote"})
    refused = client.post(question.location, data=version(season, DISTRICT))
    with_reason = without_reason | line(season, CELLS[0], reason="Chưa đạt mức xếp loại.")
    question = client.post(page, data=boxes(season, DISTRICT, **with_reason) | {"do": "vote"})
    recorded = client.post(question.location, data=version(season, DISTRICT))

    assert refused.status_code == 422
    assert "Không công nhận thì phải nêu lý do: Chi bộ 01 xã Mẫu A." in text_of(refused.text)
    assert recorded.status_code == 303


def test_under_two_tiers_a_decision_of_the_commune_ends_the_dossier_with_its_level(season):
    season.open(tier=Tier.two_tier, authority_code=COMMUNE, commune_codes=(COMMUNE,), award_by=None)
    season.submit(CELLS[0])
    season.receive_paper(CELLS[0], season.reviewer(CELLS[0]))
    season.hand_on(CELLS[0], State.certification)

    season.decide(COMMUNE)

    assert season.state(CELLS[0]) is State.certified
    with season.reading() as session:
        assert session.scalars(select(Result.outcome)).all() == ["GOOD"]
