"""A campaign in which nothing was decided is cancelled with a reason: all stays to be read, and counts for nothing."""

import re

import pytest
from sqlalchemy import select

from grading import clock
from grading.models import Campaign, CampaignState, Done, Event
from grading.services.campaigns import campaigns, closing, plan_progress
from grading.services.decisions import finding, voting
from grading.services.dossiers import answers
from grading.services.ground.errors import NotNow, Refused
from grading.services.results import unit_record
from grading.services.units import directory
from tests.committees import settle_town
from tests.quarters import note as note_a_quarter
from tests.quarters import open_year
from tests.reading import words_of
from tests.registering import Registrations
from tests.season import get
from workflows import Role, State, WorkflowError

CELL, OTHER = "HU-A-01", "HU-A-02"
WHY = "Mở nhầm năm."


def cancel(season, reason=WHY, code=None):
    with season.acting(season.who(Role.authority_secretary, "HU")) as (session, actor):
        closing.cancel(session, actor, campaigns.by_code(session, code or season.campaign), reason)


def reopen(season, reason="Hủy nhầm."):
    with season.acting(season.who(Role.authority_secretary, "HU")) as (session, actor):
        closing.reopen(session, actor, campaigns.by_code(session, season.campaign), reason)


def refused(doing, *given):
    with pytest.raises((NotNow, Refused, WorkflowError)) as refusal:
        doing(*given)
    return [reason.code for reason in refusal.value.reasons]


def test_nobody_works_on_a_dossier_of_a_cancelled_campaign_and_everybody_reads_why(season):
    season.open()
    season.fill_in(CELL)
    season.submit(OTHER)
    lead = season.client(season.who(Role.appraisal_lead, "HU"))

    cancel(season)

    assert refused(season.step, CELL, "submit", season.secretary(CELL)) == ["campaign_cancelled"]
    assert refused(season.answer, CELL) == ["campaign_cancelled"]
    assert refused(season.receive_paper, OTHER, season.reviewer(OTHER)) == ["campaign_cancelled"]
    cell, office = season.client(season.secretary(CELL)), season.client(season.reviewer(OTHER))
    pages = [cell.get(f"/dossiers/{season.dossier_id(CELL)}"), office.get(f"/dossiers/{season.dossier_id(OTHER)}"),
             office.get("/campaigns/1/review"), cell.get("/"), office.get("/"), lead.get("/")]  # fmt: skip
    assert [page.status_code for page in pages] == [200] * 6
    assert all(f"Lý do: {WHY}" in page.text and "Đợt đã hủy" in page.text for page in pages)
    unsent = office.get(f"/dossiers/{season.dossier_id(CELL)}").text
    assert ("Chưa gửi hồ sơ khi đợt hủy ngày" in unsent, "đợt khóa" in unsent) == (True, False)
    with season.reading() as session:
        assert session.scalars(select(Event).where(Event.done == Done.campaign_cancelled)).one().words.reason == WHY


def test_a_cancelled_campaign_leaves_its_units_and_what_was_typed_to_the_next_one(season):
    season.open()
    season.submit(CELL)
    cancel(season)

    season.open("again")

    season.count_members(
        CELL, members_good=7, members_completed=2
    )  # the dossier that was sent before uses no figure any more
    with season.with_dossier(season.secretary(CELL), CELL) as (session, _actor, dossier):
        assert set(answers.asked_values(session, dossier).values()) - {None}
    season.campaign = "rating"
    assert refused(reopen, season) == ["campaign_overlaps"]


def test_a_campaign_that_was_cancelled_by_mistake_goes_on_where_it_stood(season):
    season.open()
    season.fill_in(CELL)
    season.submit(OTHER)
    cancel(season)

    reopen(season)
    season.step(CELL, "submit", season.secretary(CELL))
    season.review(OTHER)

    assert (season.state(CELL), season.state(OTHER)) == (State.commune_review, State.commune_review)
    with season.reading() as session:
        assert session.scalars(select(Campaign)).one().state is CampaignState.open


def test_the_page_of_a_campaign_keeps_why_it_was_cancelled_and_opened_again(season):
    season.open()
    cancel(season)
    reopen(season)

    page = words_of(season.client(season.reviewer(CELL)).get("/campaigns/1"))

    assert re.search(f"Mở lại đợt đánh giá[^.]*Hủy nhầm[.] Hủy đợt đánh giá[^.]*{WHY}", page)


def test_a_campaign_with_a_vote_or_a_decision_is_not_cancelled(season):
    season.open()
    season.submit(CELL)
    season.review(CELL)
    decision_id = season.vote_on("HU-A")

    voted = refused(cancel, season)
    with season.acting(season.who(Role.authority_secretary, "HU-A")) as (session, actor):
        voting.reopen_vote(session, actor, finding.get_decision(session, actor, decision_id))
    season.decide("HU-A", number="01-QĐ")

    assert (voted, refused(cancel, season)) == (["cancel_voted"], ["cancel_issued"])


def test_a_quarter_of_which_something_is_noted_is_not_cancelled(season):
    settle_town(season)
    open_year(season)
    note_a_quarter(season)

    with season.acting(season.who(Role.admin)) as (session, actor), pytest.raises(NotNow) as refusal:
        closing.cancel(session, actor, campaigns.by_code(session, "quarter-1"), WHY)

    assert [(each.code, each.params["n"]) for each in refusal.value.reasons] == [("cancel_noted", 1)]


@pytest.mark.parametrize(("reason", "code"), [(" ", "cancelling_reason"), ("a" * 501, "reason_long")])
def test_a_cancelling_says_why_in_words_that_can_be_read(season, reason, code):
    season.open()

    assert refused(cancel, season, reason) == [code]


def test_a_body_neither_opens_a_meeting_nor_settles_a_list_of_a_cancelled_campaign(season):
    model = Registrations(season)
    model.register(CELL)

    cancel(season)

    assert refused(model.settle, CELL) == ["campaign_cancelled"]
    assert refused(season.vote_on, "HU") == ["campaign_cancelled"]


def test_the_plan_of_years_does_not_count_the_cells_of_a_cancelled_campaign(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)

    cancel(season)

    with season.reading() as session:
        plan = plan_progress.of_campaign(session, campaigns.by_code(session, season.campaign), season.now)
        assert [year.carrying_out for year in plan.years] == [0, 0, 0, 0]


def test_a_campaign_that_was_cancelled_because_of_its_authority_leaves_the_service_to_the_other_one(season):
    season.open("wrong", authority_code="HU-A", commune_codes=("HU-A",))
    with season.acting(season.who(Role.admin)) as (session, actor):
        closing.cancel(session, actor, campaigns.by_code(session, "wrong"), WHY)

    season.open()

    with season.reading() as session:
        assert directory.owner_name(session, clock.day(season.now)) == "Huyện ủy Mẫu"


def test_a_cancelled_campaign_opens_the_results_of_its_units_to_nobody(season):
    season.open("wrong", authority_code="HU-B", commune_codes=("HU-A",))
    with season.acting(season.who(Role.authority_secretary, "HU-B")) as (session, actor):
        unit_id = get(session, CELL).id
        before = unit_record.may_see(session, actor.standing, unit_id, actor.today)

        closing.cancel(session, actor, campaigns.by_code(session, "wrong"), WHY)

        assert (before, unit_record.may_see(session, actor.standing, unit_id, actor.today)) == (True, False)


def test_only_whoever_opens_campaigns_of_the_authority_ends_them(season):
    season.open()
    season.submit(CELL)
    district, administrator = season.who(Role.authority_secretary, "HU"), season.who(Role.admin)
    others = [season.reviewer(CELL), season.who(Role.authority_secretary, "HU-A")]

    offered = ["/campaigns/1/cancelling" in season.client(login).get("/campaigns/1").text for login in
               (district, administrator, *others)]  # fmt: skip
    sent = [season.client(login).post("/campaigns/1/cancelling", data={"reason": WHY}) for login in others]

    assert (offered, [answer.status_code for answer in sent]) == ([True, True, False, False], [403, 403])
    with season.reading() as session:
        assert session.scalars(select(Campaign)).one().state is CampaignState.open


def test_the_question_says_what_a_cancelling_touches_and_the_answer_needs_its_reason(season):
    season.open()
    season.submit(CELL)
    client = season.client(season.who(Role.authority_secretary, "HU"))

    question = client.get("/campaigns/1/cancelling").text
    silent = client.post("/campaigns/1/cancelling", data={"version": version_in(question)})
    done = client.post("/campaigns/1/cancelling", data={"version": version_in(question), "reason": WHY})

    assert ["7 hồ sơ" in question, "1 hồ sơ" in question, silent.status_code, done.status_code] == [
        True,
        True,
        422,
        303,
    ]
    assert "Chưa ghi lý do hủy đợt." in silent.text
    assert "Đã hủy" in client.get("/campaigns").text


def test_the_second_of_two_people_is_told_and_a_second_click_is_one_act(season):
    season.open()
    first, second = (season.client(season.who(role, unit)) for role, unit in
                     ((Role.authority_secretary, "HU"), (Role.admin, None)))  # fmt: skip
    seen = {"version": version_in(first.get("/campaigns/1/cancelling").text), "reason": WHY}

    answers_ = [first.post("/campaigns/1/cancelling", data=seen), first.post("/campaigns/1/cancelling", data=seen)]
    closing_too = second.post("/campaigns/1/closing", data=seen)
    opening = first.post("/campaigns/1/reopening", data=seen)

    assert [answer.status_code for answer in (*answers_, closing_too, opening)] == [303, 303, 409, 409]
    assert "đã hủy ngày" in closing_too.text
    assert "Người khác vừa khóa, mở lại hoặc hủy đợt này" in opening.text


def version_in(page):
    return re.search(r'name="version" value="(\d+)"', page).group(1)
