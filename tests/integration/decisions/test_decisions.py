"""The pages of a committee's meeting: a secretary opens it, fills it in and records the vote; no typed text is lost."""

import pytest

from grading.models import Decision, DecisionState
from grading.services.decisions import drafting, voting
from grading.services.ground.errors import NotNow
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
    opened_campaign,
    secretary_of,
    version,
    wait_at_the_commune,
)
from tests.integration.pages import text_of
from tests.seats import get
from workflows import State


def test_a_meeting_is_opened_filled_in_and_voted_on_with_forms_alone(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)

    saved = client.post(page, data=boxes(season) | {"do": "vote"})
    recorded = client.post(saved.location, data=version(season))

    assert (saved.status_code, recorded.status_code) == (303, 303)
    with season.reading() as session:
        decision = find(season, session)
        assert decision.state is DecisionState.voted
        assert [(item.outcome, item.in_favour) for item in decision.items] == [("GOOD", 9), ("GOOD", 9)]
        assert all(item.revision for item in decision.items)


def test_votes_are_filled_in_from_the_number_present_only_on_request(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)
    without_votes = boxes(season, **line(season, CELLS[0], yes=""), **line(season, CELLS[1], yes="", recused="1"))

    client.post(page, data=without_votes)
    with season.reading() as session:
        assert [item.in_favour for item in find(season, session).items] == [None, None]
        without_votes["version"] = str(find(season, session).version)
    client.post(page, data=without_votes | {"do": "fill"})

    with season.reading() as session:
        assert [item.in_favour for item in find(season, session).items] == [9, 8]


def test_a_form_that_somebody_else_saved_meanwhile_keeps_what_was_typed(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)
    stale_form = boxes(season, **line(season, CELLS[0], outcome="COMPLETED", yes="7"))
    client.post(page, data=boxes(season, **line(season, CELLS[1], outcome="COMPLETED")))

    refused = client.post(page, data=stale_form)

    assert refused.status_code == 409
    assert f'value="COMPLETED" checked><span class="vh">{"Chi bộ 01 xã Mẫu A"}' in refused.text
    assert "Chi bộ 02 xã Mẫu A: bản vừa lưu là “Hoàn thành nhiệm vụ”." in text_of(refused.text)
    with season.reading() as session:
        decision = find(season, session)
        assert [item.outcome for item in decision.items] == ["GOOD", "COMPLETED"]
        assert f'name="version" value="{decision.version}"' in refused.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("mười", "không phải số từ 0 đến 999."), ("1000", "không phải số từ 0 đến 999."), ("-1", ": không nhận số âm."),
     ("9,5", "không phải số nguyên.")],
)  # fmt: skip
def test_a_value_that_is_not_a_count_is_reported_at_its_box_and_kept(season, typed, said):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)

    refused = client.post(page, data=boxes(season, **line(season, CELLS[0], yes=typed)))

    assert refused.status_code == 422
    assert f"“{typed}” {said}".replace(" :", ":") in text_of(refused.text)
    assert f'href="#yes-{season.dossier_id(CELLS[0])}"' in refused.text
    assert f'value="{typed}"' in refused.text


def test_more_people_present_than_members_are_refused(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)

    refused = client.post(page, data=boxes(season, present="10"))

    assert refused.status_code == 422
    assert 'href="#present"' in refused.text


def test_a_dossier_that_comes_later_is_announced_and_joins_when_the_meeting_is_opened_again(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    wait_at_the_commune(season, CELLS[1])

    answer = client.get(page)
    open_meeting(season)

    assert "Có thêm 1 hồ sơ chờ quyết định." in text_of(answer.text)
    with season.reading() as session:
        assert len(find(season, session).items) == 2


def test_a_recorded_vote_can_be_reopened_and_its_draft_discarded(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    decision_id = season.vote_on(COMMUNE)
    client = season.client(secretary_of(season))

    reopened = client.post(f"/decisions/{decision_id}/reopening", data=version(season))
    discarded = client.post(f"/decisions/{decision_id}/discarding", data=version(season))

    assert (reopened.status_code, discarded.status_code) == (303, 303)
    with season.reading() as session:
        assert session.get(Decision, decision_id) is None
    assert season.state(CELLS[0]) is State.commune_review


def test_saving_after_the_vote_says_that_the_list_is_closed(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    typed = boxes(season)
    client.post(page, data=typed)
    with at_the_table(season) as (session, actor, decision):
        voting.record_vote(session, actor, decision)

    refused = client.post(page, data=typed)

    assert refused.status_code == 409
    assert "Kết quả biểu quyết đã ghi nên không sửa được." in text_of(refused.text)


def test_confirming_a_stale_page_records_no_vote(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    question = client.post(page, data=boxes(season) | {"do": "vote"})
    client.post(page, data=boxes(season, **line(season, CELLS[0], outcome="COMPLETED")))

    refused = client.post(question.location, data={"version": "1"})

    assert refused.status_code == 409
    with season.reading() as session:
        assert find(season, session).state is DecisionState.drafted


def test_a_confirmation_without_a_version_records_no_vote(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    question = client.post(page, data=boxes(season) | {"do": "vote"})

    refused = client.post(question.location, data={})

    assert refused.status_code == 409
    with season.reading() as session:
        assert find(season, session).state is DecisionState.drafted


@pytest.mark.parametrize("question", ["vote", "reopening", "discarding"])
def test_an_issued_decision_cannot_be_voted_on_reopened_or_discarded(season, question):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    decision_id = season.decide(COMMUNE)

    refused = season.client(secretary_of(season)).get(f"/decisions/{decision_id}/{question}")

    assert refused.status_code == 409
    assert "Quyết định đã ban hành nên không thay đổi được." in text_of(refused.text)


def test_a_level_that_another_body_decided_is_shown_but_not_decided_again(season):
    season.open()
    season.bring(CELLS[0], State.certification)
    client, page = open_meeting(season, DISTRICT)
    dossier_id = season.dossier_id(CELLS[0])

    answer = client.get(page)
    saved = client.post(page, data=boxes(season, DISTRICT, **{f"outcome-{dossier_id}": "EXCELLENT"}))

    assert f'name="outcome-{dossier_id}"' not in answer.text
    assert f"{CELLS[0]}-QĐ" in text_of(answer.text)
    assert saved.status_code == 303
    with season.reading() as session:
        item = find(season, session, DISTRICT).items[0]
        assert (item.outcome, item.in_favour) == (None, None)


def test_communes_with_dossiers_that_have_not_arrived_are_named_with_the_number(season):
    season.open()
    season.bring(CELLS[0], State.certification)
    client, page = open_meeting(season, DISTRICT)

    page_text = text_of(client.get(page).text)

    assert "Đảng bộ xã Mẫu A: 4 hồ sơ chưa trình." in page_text
    assert "Đảng bộ xã Mẫu B: 3 hồ sơ chưa trình. Không biểu quyết tại hội nghị này." in page_text


def test_only_the_committees_own_secretary_reaches_its_meeting(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    decision_id = season.vote_on(COMMUNE)
    strangers = [secretary_of(season, "HU-B"), season.reviewer(CELLS[0]), season.secretary(CELLS[0])]

    meeting_pages = [season.client(login).get(page) for login in strangers]
    answers = [season.client(login).get(f"/decisions/{decision_id}") for login in strangers]
    answers.append(season.client(strangers[0]).post(f"/decisions/{decision_id}/reopening", data={}))

    assert [meeting_page.status_code for meeting_page in meeting_pages] == [403, 403, 403]
    assert all("Việc này do thư ký hội nghị cấp ủy thực hiện." in meeting_page.text for meeting_page in meeting_pages)
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    with season.reading() as session:
        assert find(season, session).state is DecisionState.voted


def test_a_meeting_without_dossiers_is_not_opened(season):
    season.open()

    with season.acting(secretary_of(season)) as (session, actor):
        campaign, unit = opened_campaign(season, session), get(session, COMMUNE)
        with pytest.raises(NotNow) as refusal:
            drafting.draft(session, actor, campaign, unit)

    assert codes(refusal.value.reasons) == ["nothing_to_decide"]
