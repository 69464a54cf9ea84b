"""The choices that no meeting can make, whatever a form says, and the people who may not record a decision."""

import pytest

from grading.models import Decider
from grading.rules.programmes.parts.outcomes import RECOGNISED
from grading.services.decisions import drafting
from grading.services.decisions.choices import AwardChoice, Choice, Meeting
from grading.services.ground.errors import Refused
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    at_the_table,
    codes,
    open_meeting,
    opened_campaign,
    wait_at_the_commune,
)
from tests.seats import get
from workflows import Layer, Role, State


def _save(season, choices, awards=None, meeting=None, unit=COMMUNE) -> list[str]:
    meeting = meeting or Meeting(held_on=None, members=9, present=9)
    minutes = drafting.Minutes(meeting=meeting, choices=choices, awards=awards or {})
    with at_the_table(season, unit) as (session, actor, decision), pytest.raises(Refused) as refusal:
        drafting.save(session, actor, decision, minutes, version=decision.version)
    return codes(refusal.value.reasons)


def test_a_choice_that_no_meeting_can_make_is_refused(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    open_meeting(season)
    dossier_id, other_dossier_id = season.dossier_id(CELLS[0]), season.dossier_id("HU-B-01")

    refusals = [
        _save(season, {dossier_id: Choice(outcome="NOT_RATED")}),
        _save(season, {dossier_id: Choice(outcome=RECOGNISED)}),
        _save(season, {other_dossier_id: Choice(outcome="GOOD")}),
        _save(season, {dossier_id: Choice(outcome="GOOD", in_favour=-1)}),
        _save(season, {dossier_id: Choice(outcome="GOOD", reason="x" * 501)}),
        _save(season, {}, {dossier_id: AwardChoice(ground="Y")}),
    ]

    assert refusals == [
        ["not_on_the_table"], ["not_on_the_table"], ["not_on_the_table"], ["count_range"], ["reason_long"],
        ["awards_elsewhere"],
    ]  # fmt: skip


def test_an_award_needs_a_unit_of_the_meeting_and_a_ground_that_exists(season):
    season.open()
    season.bring(CELLS[0], State.certification)
    open_meeting(season, DISTRICT)
    dossier_id, other_dossier_id = season.dossier_id(CELLS[0]), season.dossier_id("HU-B-01")

    refusals = [
        _save(season, {}, {other_dossier_id: AwardChoice(ground="Y", in_favour=9)}, unit=DISTRICT),
        _save(season, {}, {dossier_id: AwardChoice(ground="Z", in_favour=9)}, unit=DISTRICT),
    ]

    assert refusals == [["not_on_the_table"], ["not_on_the_table"]]


def test_nobody_records_a_decision_on_their_own_unit(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    login = season.make_account("home", Role.authority_secretary, COMMUNE, home=CELLS[0])

    with season.acting(login) as (session, actor), pytest.raises(Refused) as refusal:
        drafting.draft(session, actor, opened_campaign(season, session), get(session, COMMUNE))

    assert codes(refusal.value.reasons) == ["own_unit"]


def test_nobody_records_a_decision_on_a_dossier_that_they_appraised(season):
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELLS[0], State.appraisal)
    login = season.make_account("both", Role.appraiser, DISTRICT)
    season.score(CELLS[0], Layer.appraiser, login)
    season.score(CELLS[0], Layer.panel, season.who(Role.appraisal_lead, DISTRICT))
    season.hand_on(CELLS[0], State.certification)
    season.make_account("both", Role.authority_secretary, DISTRICT)

    with season.acting(login) as (session, actor), pytest.raises(Refused) as refusal:
        drafting.draft(session, actor, opened_campaign(season, session), get(session, DISTRICT))

    assert codes(refusal.value.reasons) == ["assessed_yourself"]
