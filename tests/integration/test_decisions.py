"""The meeting of a committee, by its pages: what is chosen, what is counted, what is refused and why."""

import pytest

from grading.models import Decision, DecisionState, TitleOutcome
from grading.services import campaigns, decisions
from grading.services.decision_choices import AwardChoice, Choice, Meeting
from grading.services.errors import NotNow, Refused
from tests.integration.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    at_the_table,
    boxes,
    find,
    line,
    open_meeting,
    opened_campaign,
    secretary_of,
    wait_at_the_commune,
)
from tests.integration.pages import text_of
from tests.seats import get
from workflows import Layer, Role, State


def codes(refusal: Refused) -> list[str]:
    return [reason.code for reason in refusal.reasons]


def test_a_meeting_is_opened_filled_in_and_voted_on_with_forms_alone(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)

    saved = client.post(page, data=boxes(season) | {"do": "vote"})
    recorded = client.post(saved.location, data={})

    assert (saved.status_code, recorded.status_code) == (303, 303)
    with season.reading() as session:
        decision = find(season, session)
        assert decision.state is DecisionState.voted
        assert [(item.outcome, item.in_favour) for item in decision.items] == [("GOOD", 9), ("GOOD", 9)]
        assert all(item.revision for item in decision.items)


def test_votes_are_filled_with_those_present_only_when_asked(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)
    empty = boxes(season, **line(season, CELLS[0], yes=""), **line(season, CELLS[1], yes="", recused="1"))

    client.post(page, data=empty)
    with season.reading() as session:
        assert [item.in_favour for item in find(season, session).items] == [None, None]
        empty["version"] = str(find(season, session).version)
    client.post(page, data=empty | {"do": "fill"})

    with season.reading() as session:
        assert [item.in_favour for item in find(season, session).items] == [9, 8]


def test_the_quota_holds_over_the_whole_batch_and_leads_to_its_commune(season):
    season.open()
    wait_at_the_commune(season, *CELLS, excellent=CELLS[:2])
    client, page = open_meeting(season)

    asked = client.post(page, data=boxes(season) | {"do": "vote"}, follow_redirects=True)
    refused = client.post(asked.request.path, data={})

    assert refused.status_code == 422
    assert "chỉ được xếp “Hoàn thành xuất sắc nhiệm vụ” 1 tổ chức, đang chọn 2" in text_of(refused.text)
    with season.reading() as session:
        assert f"#xa-{get(session, COMMUNE).id}" in refused.text
        assert find(season, session).state is DecisionState.drafted


def test_the_quota_counts_what_earlier_decisions_of_the_campaign_gave(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:4])
    season.decide(COMMUNE, number="01-QĐ/ĐU")
    wait_at_the_commune(season, CELLS[4], excellent=(CELLS[4],))

    season.vote_on(COMMUNE)

    with season.reading() as session:
        assert [item.outcome for item in find(season, session).items] == ["EXCELLENT"]


def test_a_second_sitting_cannot_give_what_the_first_used_up(season):
    season.open()
    wait_at_the_commune(season, *CELLS[1:], excellent=(CELLS[1],))
    client, page = open_meeting(season)
    client.post(page, data=boxes(season) | {"do": "vote"})

    with at_the_table(season) as (session, account, decision), pytest.raises(Refused) as refusal:
        decisions.record_vote(session, decision, by=account, now=season.now)

    assert codes(refusal.value) == ["quota_full"]


def test_what_was_typed_stays_on_a_page_that_somebody_else_saved_meanwhile(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)
    mine = boxes(season, **line(season, CELLS[0], outcome="COMPLETED", yes="7"))
    client.post(page, data=boxes(season, **line(season, CELLS[1], outcome="COMPLETED")))

    refused = client.post(page, data=mine)

    assert refused.status_code == 409
    assert f'value="COMPLETED" checked><span class="vh">{"Chi bộ 01 xã Mẫu A"}' in refused.text
    assert "Chi bộ 02 xã Mẫu A: bản vừa lưu là “Hoàn thành nhiệm vụ”." in text_of(refused.text)
    with season.reading() as session:
        decision = find(season, session)
        assert [item.outcome for item in decision.items] == ["GOOD", "COMPLETED"]
        assert f'name="version" value="{decision.version}"' in refused.text


@pytest.mark.parametrize("typed", ["mười", "-1", "1000", "9,5"])
def test_a_count_that_is_none_is_named_at_its_box_and_kept(season, typed):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)

    refused = client.post(page, data=boxes(season, **line(season, CELLS[0], yes=typed)))

    assert refused.status_code == 422
    assert f"“{typed}” không phải số từ 0 đến 999." in text_of(refused.text)
    assert f'href="#yes-{season.dossier_id(CELLS[0])}"' in refused.text
    assert f'value="{typed}"' in refused.text


def test_more_present_than_there_are_members_is_refused(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)

    refused = client.post(page, data=boxes(season, present="10"))

    assert refused.status_code == 422
    assert 'href="#present"' in refused.text


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

    with at_the_table(season) as (session, account, decision), pytest.raises(Refused) as refusal:
        decisions.record_vote(session, decision, by=account, now=season.now)

    assert codes(refusal.value) == [code]
    assert refusal.value.reasons[0].params["dossier"] == season.dossier_id(CELLS[0])


@pytest.mark.parametrize(
    ("held_on", "code"), [("", "meeting_day_missing"), ("2999-01-01", "date_future"), ("2021-12-31", "dates_in_order")]
)
def test_a_meeting_is_held_on_a_day_of_its_year_that_has_come(season, held_on, code):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    client.post(page, data=boxes(season, held_on=held_on))

    with at_the_table(season) as (session, account, decision), pytest.raises(Refused) as refusal:
        decisions.record_vote(session, decision, by=account, now=season.now)

    assert codes(refusal.value) == [code]


def test_a_dossier_that_was_sent_back_meanwhile_is_not_voted_on(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    client, page = open_meeting(season)
    client.post(page, data=boxes(season))
    criterion = season.programme("demo-giong-rieng-r2019").criteria[0].key
    season.step(CELLS[0], "send_back", season.reviewer(CELLS[0]), note="Bổ sung.", criteria=(criterion,))

    with at_the_table(season) as (session, account, decision), pytest.raises(Refused) as refusal:
        decisions.record_vote(session, decision, by=account, now=season.now)
    shown = client.get(page)
    _client, page = open_meeting(season)

    assert codes(refusal.value) == ["left_the_table"]
    assert "1 hồ sơ không còn chờ quyết định." in text_of(shown.text)
    with season.reading() as session:
        assert [item.dossier_id for item in find(season, session).items] == [season.dossier_id(CELLS[1])]


def test_a_dossier_that_came_later_is_announced_and_joins_when_asked(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    wait_at_the_commune(season, CELLS[1])

    shown = client.get(page)
    open_meeting(season)

    assert "Có thêm 1 hồ sơ chờ quyết định." in text_of(shown.text)
    with season.reading() as session:
        assert len(find(season, session).items) == 2


def test_a_vote_that_was_recorded_is_opened_again_and_a_draft_thrown_away(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    decision_id = season.vote_on(COMMUNE)
    client = season.client(secretary_of(season))

    reopened = client.post(f"/decisions/{decision_id}/reopening", data={})
    discarded = client.post(f"/decisions/{decision_id}/discarding", data={})

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
    with at_the_table(season) as (session, account, decision):
        decisions.record_vote(session, decision, by=account, now=season.now)

    refused = client.post(page, data=typed)

    assert refused.status_code == 409
    assert "Kết quả biểu quyết đã ghi nên không sửa được." in text_of(refused.text)


def test_a_stale_question_records_nothing(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    asked = client.post(page, data=boxes(season) | {"do": "vote"})
    client.post(page, data=boxes(season, **line(season, CELLS[0], outcome="COMPLETED")))

    refused = client.post(asked.location, data={"version": "1"})

    assert refused.status_code == 409
    with season.reading() as session:
        assert find(season, session).state is DecisionState.drafted


def test_only_the_committees_own_secretary_comes_to_its_table(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    client, page = open_meeting(season)
    decision_id = season.vote_on(COMMUNE)
    strangers = [secretary_of(season, "HU-B"), season.reviewer(CELLS[0]), season.secretary(CELLS[0])]

    answers = [season.client(login).get(page).status_code for login in strangers]
    answers += [season.client(login).get(f"/decisions/{decision_id}").status_code for login in strangers]
    answers.append(season.client(strangers[0]).post(f"/decisions/{decision_id}/reopening", data={}).status_code)

    assert answers == [403, 403, 403, 404, 404, 404, 404]


def test_nobody_records_a_decision_over_the_own_unit(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    login = season.make_account("home", Role.authority_secretary, COMMUNE, home=CELLS[0])

    with season.acting(login) as (session, account), pytest.raises(Refused) as refusal:
        decisions.draft(
            session, opened_campaign(season, session), get(session, COMMUNE), by=account, now=season.now
        )  # fmt: skip

    assert codes(refusal.value) == ["own_unit"]


def test_nobody_records_a_decision_on_what_they_assessed_for_the_team(season):
    season.open()
    season.bring(CELLS[0], State.appraisal)
    login = season.make_account("both", Role.appraiser, DISTRICT)
    season.score(CELLS[0], Layer.appraiser, login)
    season.score(CELLS[0], Layer.panel, season.who(Role.appraisal_lead, DISTRICT))
    season.step(CELLS[0], "approve", season.who(Role.appraisal_lead, DISTRICT))
    season.make_account("both", Role.authority_secretary, DISTRICT)

    with season.acting(login) as (session, account), pytest.raises(Refused) as refusal:
        decisions.draft(
            session, opened_campaign(season, session), get(session, DISTRICT), by=account, now=season.now
        )  # fmt: skip

    assert codes(refusal.value) == ["assessed_yourself"]


def _save(season, choices, awards=None, meeting=None, unit=COMMUNE) -> list[str]:
    meeting = meeting or Meeting(held_on=None, members=9, present=9)
    with at_the_table(season, unit) as (session, account, decision), pytest.raises(Refused) as refusal:
        decisions.save(
            session, decision, choices, awards or {}, meeting, version=decision.version, by=account, now=season.now
        )
    return codes(refusal.value)


def test_what_no_meeting_could_choose_is_refused_whatever_the_form_says(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    open_meeting(season)
    here, elsewhere = season.dossier_id(CELLS[0]), season.dossier_id("HU-B-01")

    found = [
        _save(season, {here: Choice(outcome="NOT_RATED")}),
        _save(season, {here: Choice(outcome=TitleOutcome.recognised)}),
        _save(season, {elsewhere: Choice(outcome="GOOD")}),
        _save(season, {here: Choice(outcome="GOOD", in_favour=-1)}),
        _save(season, {here: Choice(outcome="GOOD", reason="x" * 501)}),
        _save(season, {}, {here: AwardChoice(ground="Y")}),
    ]

    assert found == [
        ["not_on_the_table"], ["not_on_the_table"], ["not_on_the_table"], ["count_range"], ["reason_long"],
        ["awards_elsewhere"],
    ]  # fmt: skip


def test_an_award_goes_only_to_a_unit_on_the_table_and_on_a_ground_that_there_is(season):
    season.open()
    season.bring(CELLS[0], State.certification)
    open_meeting(season, DISTRICT)
    here, elsewhere = season.dossier_id(CELLS[0]), season.dossier_id("HU-B-01")

    found = [
        _save(season, {}, {elsewhere: AwardChoice(ground="Y", in_favour=9)}, unit=DISTRICT),
        _save(season, {}, {here: AwardChoice(ground="Z", in_favour=9)}, unit=DISTRICT),
    ]

    assert found == [["not_on_the_table"], ["not_on_the_table"]]


@pytest.mark.parametrize(("ground", "code"), [("Y", "award_level"), ("F", "award_level")])
def test_an_award_needs_the_level_its_ground_asks_for(season, ground, code):
    season.open()
    season.bring(CELLS[0], State.certification)
    client, page = open_meeting(season, DISTRICT)
    client.post(page, data=boxes(season, DISTRICT, **line(season, CELLS[0], award="1", ground=ground, award_yes="9")))

    with at_the_table(season, DISTRICT) as (session, account, decision), pytest.raises(Refused) as refusal:
        decisions.record_vote(session, decision, by=account, now=season.now)

    assert codes(refusal.value) == [code]


def test_a_level_that_another_body_decided_is_only_noted(season):
    season.open()
    season.bring(CELLS[0], State.certification)
    client, page = open_meeting(season, DISTRICT)
    dossier_id = season.dossier_id(CELLS[0])

    shown = client.get(page)
    saved = client.post(page, data=boxes(season, DISTRICT, **{f"outcome-{dossier_id}": "EXCELLENT"}))

    assert f'name="outcome-{dossier_id}"' not in shown.text
    assert f"{CELLS[0]}-QĐ" in text_of(shown.text)
    assert saved.status_code == 303
    with season.reading() as session:
        item = find(season, session, DISTRICT).items[0]
        assert (item.outcome, item.in_favour) == (None, None)


def test_communes_that_are_not_at_the_table_are_named_with_the_reason(season):
    season.open()
    season.bring(CELLS[0], State.certification)
    client, page = open_meeting(season, DISTRICT)

    shown = text_of(client.get(page).text)

    assert "Đảng bộ xã Mẫu A: 4 hồ sơ chưa trình." in shown
    assert "Đảng bộ xã Mẫu B: 3 hồ sơ chưa trình. Không biểu quyết tại hội nghị này." in shown


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
def test_a_title_is_given_only_where_the_programmes_thresholds_hold(season, rating, found):
    _title_at_the_table(season, rating)

    with at_the_table(season, DISTRICT) as (session, account, decision):
        try:
            decisions.record_vote(session, decision, by=account, now=season.now)
            refused = []
        except Refused as refusal:
            refused = codes(refusal)

    assert refused == found


def test_a_title_is_declined_only_with_a_reason(season):
    client, _saved = _title_at_the_table(season, None)
    _client, page = open_meeting(season, DISTRICT)
    declined = line(season, CELLS[0], outcome="declined")

    asked = client.post(page, data=boxes(season, DISTRICT, **declined) | {"do": "vote"})
    refused = client.post(asked.location, data={})
    reasoned = declined | line(season, CELLS[0], reason="Chưa đạt mức xếp loại.")
    asked = client.post(page, data=boxes(season, DISTRICT, **reasoned) | {"do": "vote"})
    recorded = client.post(asked.location, data={})

    assert refused.status_code == 422
    assert "Không công nhận thì phải nêu lý do: Chi bộ 01 xã Mẫu A." in text_of(refused.text)
    assert recorded.status_code == 303


def test_an_empty_table_opens_no_meeting(season):
    season.open()

    with season.acting(secretary_of(season)) as (session, account), pytest.raises(NotNow) as refusal:
        found = campaigns.find_campaign(session, "rating")
        decisions.draft(session, found, get(session, COMMUNE), by=account, now=season.now)

    assert codes(refusal.value) == ["nothing_to_decide"]
