"""Issuing a decision: its number and day, everything that happens with it, and an attempt to issue it again."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from grading.models import Decider, Decision, DecisionState, Result
from grading.services.decisions import drafting, finding, issuing, voting
from grading.services.dossiers import moving
from grading.services.ground.errors import Refused
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    PRINTING,
    TYPED,
    issue_as,
    numbering,
    opened_campaign,
    secretary_of,
    voted,
    wait_at_the_commune,
)
from tests.integration.pages import hidden_fields, text_of
from tests.seats import get
from workflows import Kind, Layer, Role, State


def refused_codes(season, decision_id: int, **changed) -> list[str]:
    with season.acting(secretary_of(season)) as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        with pytest.raises(Refused) as refusal:
            issuing.issue(session, actor, decision, numbering(**changed), PRINTING)
    return [reason.code for reason in refusal.value.reasons]


def test_a_decision_is_issued_once_its_number_is_confirmed(season):
    decision_id = voted(season)
    client, page = season.client(secretary_of(season)), f"/decisions/{decision_id}"

    typed = TYPED | hidden_fields(client.get(page).text)
    question = client.post(f"{page}/issue", data=typed)
    with season.reading() as session:
        assert session.get_one(Decision, decision_id).state is DecisionState.voted
    issued = client.post(f"{page}/issue", data=hidden_fields(question.text))

    assert "Ban hành Quyết định số 05-QĐ/ĐU?" in text_of(question.text)
    assert issued.status_code == 303
    assert "Quyết định số 05-QĐ/ĐU, ngày 26/12/2022" in text_of(client.get(page).text)
    with season.reading() as session:
        assert [result.outcome for result in session.scalars(select(Result))] == ["GOOD"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": " "}, "decision_number_missing"),
        ({"number": "1" * 41}, "decision_number_missing"),
        ({"term": ""}, "term_missing"),
        ({"issued_on": date(2022, 12, 19)}, "issued_before_meeting"),
        ({"issued_on": date(2999, 1, 1)}, "date_future"),
        ({"signer_office": "x" * 61}, "signer_long"),
        ({"signer_office": "Bí thư ☃"}, "letters_unprintable"),
    ],
)
def test_an_invalid_number_day_term_or_signer_is_refused(season, changed, code):
    decision_id = voted(season)

    codes = refused_codes(season, decision_id, **changed)

    assert codes == [code]


def test_a_fault_is_shown_at_its_box_and_what_was_typed_stays(season):
    decision_id = voted(season)
    client, page = season.client(secretary_of(season)), f"/decisions/{decision_id}"

    refused = client.post(f"{page}/issue", data=TYPED | hidden_fields(client.get(page).text) | {"issued_on": "hôm qua"})

    assert refused.status_code == 422
    assert 'href="#issued_on"' in refused.text
    assert 'value="05-QĐ/ĐU"' in refused.text
    assert 'value="hôm qua"' in refused.text


def test_a_number_is_used_once_in_a_term_of_a_committee(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    season.decide(COMMUNE, number="05-QĐ/ĐU")
    wait_at_the_commune(season, CELLS[1])
    decision_id = season.vote_on(COMMUNE)

    codes_in_same_term, next_term = refused_codes(season, decision_id), numbering(term="2025 - 2030")
    with season.acting(secretary_of(season)) as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        issuing.issue(session, actor, decision, next_term, PRINTING)

    assert codes_in_same_term == ["decision_number"]


def test_a_dossier_that_changed_since_the_vote_needs_a_new_vote(season):
    decision_id = voted(season)
    season.score(CELLS[0], Layer.commune, season.reviewer(CELLS[0]), outcome="COMPLETED")

    codes = refused_codes(season, decision_id)

    assert codes == ["changed_since_vote"]


def test_a_dossier_that_was_sent_back_since_the_vote_is_not_decided(season):
    decision_id = voted(season, *CELLS[:2])
    criterion = season.programme("demo-giong-rieng-r2019").criteria[0].key
    season.step(CELLS[0], "send_back", season.reviewer(CELLS[0]), note="Bổ sung.", criteria=(criterion,))

    codes = refused_codes(season, decision_id)

    assert codes == ["changed_since_vote", "left_the_table"]
    with season.reading() as session:
        assert session.scalars(select(Result)).all() == []


def test_a_demonstration_prints_no_signers_name(season):
    decision_id = voted(season)

    with season.acting(secretary_of(season)) as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        with_signer = numbering(signer_office="bí thư", signer_name="Người ký")
        issuing.issue(session, actor, decision, with_signer, PRINTING)

    with season.reading() as session:
        issued = session.get_one(Decision, decision_id)
        assert (issued.signer_office, issued.signer_name) == ("BÍ THƯ", "")


def test_an_error_while_issuing_leaves_nothing_half_done(season, monkeypatch):
    season.open()
    season.bring(CELLS[0], State.certification)
    decision_id = season.vote_on(DISTRICT)

    def fail(*_given, **_named):
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(moving, "take_by_decision", fail)
    with pytest.raises(RuntimeError), season.writing() as session:
        issue_as(season, session, decision_id, unit=DISTRICT)

    assert season.state(CELLS[0]) is State.certification
    with season.reading() as session:
        assert session.get_one(Decision, decision_id).state is DecisionState.voted


def test_a_later_decision_supersedes_an_earlier_result_and_keeps_it(season):
    season.rate(CELLS[0], "COMPLETED")
    decision_id = voted(season)

    with season.writing() as session:
        issue_as(season, session, decision_id)

    with season.reading() as session:
        first, second = session.scalars(select(Result).order_by(Result.id))
        assert (first.outcome, second.outcome, second.supersedes_id) == ("COMPLETED", "GOOD", first.id)


def test_two_titles_of_one_year_do_not_supersede_each_other(season, monkeypatch):
    four_good = season.programme("demo-four-good")
    season.open("four", programme="demo-four-good")
    season.bring(CELLS[0], State.certified)
    five_good = replace(four_good, key="five-good", recognition=replace(four_good.recognition, model="five_good"))
    monkeypatch.setattr(season, "programme", lambda _name: five_good)
    season.open("five", programme="five-good")

    season.bring(CELLS[0], State.certified)

    with season.reading() as session:
        titles = session.scalars(select(Result).where(Result.kind == Kind.recognition).order_by(Result.id)).all()
        assert [(title.programme_key, title.supersedes_id) for title in titles] == [
            ("demo-four-good", None),
            ("five-good", None),
        ]


def test_the_same_model_in_the_files_of_two_issuers_is_one_title(season, monkeypatch):
    four_good = season.programme("demo-four-good")
    season.open("four", programme="demo-four-good")
    monkeypatch.setattr(season, "programme", lambda _name: replace(four_good, key="four-good-of-the-commune"))

    with pytest.raises(Refused) as refusal:
        season.open("again", programme="four-good-of-the-commune")

    assert [reason.code for reason in refusal.value.reasons] == ["campaign_overlaps"]


def test_a_title_that_the_commune_declines_ends_declined(season):
    season.open("four", programme="demo-four-good", decided_by=Decider.review_unit, decided_by_reason="thử nghiệm")
    season.submit(CELLS[0])
    season.review(CELLS[0])
    with season.acting(secretary_of(season)) as (session, actor):
        decision = drafting.draft(session, actor, opened_campaign(season, session), get(session, COMMUNE))
        declined = drafting.Choice(outcome="declined", in_favour=9, reason="Chưa đủ minh chứng.")
        meeting = drafting.Meeting(held_on=date(2022, 12, 20), members=9, present=9)
        minutes = drafting.Minutes(meeting=meeting, choices={season.dossier_id(CELLS[0]): declined})
        drafting.save(session, actor, decision, minutes, version=decision.version)
        voting.record_vote(session, actor, decision)
        decision_id = decision.id
    season.issue(COMMUNE, decision_id, "06-QĐ/ĐU")
    season.hand_on(CELLS[0], State.certification)

    season.decide(DISTRICT)

    assert season.state(CELLS[0]) is State.declined


def test_an_award_clerk_learns_that_only_the_secretary_issues_a_decision(season):
    season.open()
    season.bring(CELLS[0], State.certified)
    with season.reading() as session:
        issued = session.scalars(select(Decision).order_by(Decision.id.desc())).first()

    refused = season.client(season.who(Role.award_clerk, DISTRICT)).post(f"/decisions/{issued.id}/issue", data=TYPED)

    assert refused.status_code == 403
    assert "Việc này do thư ký hội nghị cấp ủy thực hiện." in text_of(refused.text)


def test_issuing_a_second_time_in_a_browser_shows_the_page_with_the_reason(season):
    decision_id = voted(season)
    client, page = season.client(secretary_of(season)), f"/decisions/{decision_id}"
    question = client.post(f"{page}/issue", data=TYPED | hidden_fields(client.get(page).text)).text
    client.post(f"{page}/issue", data=hidden_fields(question))

    second = client.post(f"{page}/issue", data=hidden_fields(question))

    assert second.status_code == 409
    assert "Quyết định đã ban hành nên không thay đổi được." in text_of(second.text)
