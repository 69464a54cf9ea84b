"""A proposed award is handed on with the opinions on it, and whoever spoke of it records no decision on it."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from grading.models import Dossier, Move
from grading.services.decisions import drafting
from grading.services.dossiers import revisions
from grading.services.ground.errors import Refused
from tests.season import DISTRICT, Season
from tests.seats import get
from workflows import Role, State, StepRefused

CELL = "HU-A-01"


def appraiser(season: Season) -> str:
    return season.who(Role.appraiser, DISTRICT)


def head(season: Season) -> str:
    return season.who(Role.appraisal_lead, DISTRICT)


def test_a_proposed_award_waits_for_the_minimum_of_opinions_and_is_frozen_when_it_goes_on(decided):
    decided.say_of_awards(CELL, "F", head(decided))
    with pytest.raises(StepRefused) as refusal:
        decided.step(CELL, "approve", head(decided))

    decided.say_of_awards(CELL, "F", appraiser(decided))
    decided.step(CELL, "approve", head(decided))

    assert [reason.code for reason in refusal.value.reasons] == ["award_opinions_few"]
    with decided.reading() as session:
        move = session.scalars(select(Move).where(Move.step == "approve")).one()
        frozen = json.loads(move.revision.content)["award_opinions"]
        assert sorted((said["ground"], said["in_favour"]) for said in frozen) == [
            ("F", True), ("F", True), ("Y", False), ("Y", False),
        ]  # fmt: skip


def test_an_opinion_on_another_award_does_not_count_for_the_proposed_one(season):
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    for year in range(2019, 2022):
        season.rate(CELL, "EXCELLENT", year)
    season.open()
    season.bring(CELL, State.appraisal, "EXCELLENT")
    season.say_of_awards(CELL, "Y", appraiser(season))
    season.rate(CELL, "EXCELLENT", 2018)  # an earlier year comes in: now the unit may get F too
    season.say_of_awards(CELL, "F", head(season))

    with pytest.raises(StepRefused) as refusal:
        season.step(CELL, "approve", head(season))

    assert [reason.code for reason in refusal.value.reasons] == ["award_opinions_few"]


def test_what_the_team_said_stands_when_the_dossier_went_back_and_comes_again(decided):
    decided.say_of_awards(CELL, "F", appraiser(decided))
    decided.say_of_awards(CELL, "F", head(decided))
    decided.step(CELL, "send_back", head(decided), note="Xem lại hồ sơ.")
    with decided.reading() as session:
        at_the_commune = revisions.as_it_stands(session, session.get_one(Dossier, decided.dossier_id(CELL)))
    decided.hand_on(CELL, State.appraisal)

    decided.step(CELL, "approve", head(decided))

    with decided.reading() as session:
        last = session.scalars(select(Move).where(Move.step == "approve")).one()
        frozen = json.loads(last.revision.content)["award_opinions"]
    assert (len(at_the_commune.award_opinions), len(frozen)) == (0, 4)


def test_a_dossier_without_a_proposal_goes_on_with_a_note(decided):
    client, step = decided.client(head(decided)), f"/dossiers/{decided.dossier_id(CELL)}/steps/approve"
    version = {"version": str(_version(decided))}

    asked = client.get(step)
    silent = client.post(step, data=version)
    client.post(step, data=version | {"note": "Chi bộ đã được khen ở đợt khác."})

    assert 'name="note"' in asked.text
    assert silent.status_code == 422
    assert "Tổ thẩm định chưa đề nghị khen thưởng" in silent.text
    assert decided.state(CELL) is decided.desk_after(State.appraisal)


def _version(season: Season) -> int:
    with season.reading() as session:
        return session.get_one(Dossier, season.dossier_id(CELL)).version


def test_whoever_has_an_opinion_on_an_award_records_no_decision_on_it(decided):
    login = decided.make_account("both", Role.appraiser, DISTRICT)
    decided.say_of_awards(CELL, "F", login)
    decided.say_of_awards(CELL, "F", head(decided))
    decided.hand_on(CELL, State.certification, award="F")
    decided.make_account("both", Role.authority_secretary, DISTRICT)

    with decided.acting(login) as (session, actor), pytest.raises(Refused) as refusal:
        drafting.draft(session, actor, session.get_one(Dossier, decided.dossier_id(CELL)).campaign,
                       get(session, DISTRICT))  # fmt: skip

    assert [reason.code for reason in refusal.value.reasons] == ["assessed_yourself"]


def test_whoever_proposed_an_award_records_no_decision_on_it_though_somebody_else_saved_the_same_again(decided):
    login = decided.make_account("first-head", Role.appraisal_lead, DISTRICT)
    decided.say_of_awards(CELL, "F", login)
    decided.say_of_awards(CELL, "F", appraiser(decided))
    decided.say_of_awards(CELL, "F", head(decided))
    decided.hand_on(CELL, State.certification, award="F")
    decided.make_account(login, Role.authority_secretary, DISTRICT)

    with decided.acting(login) as (session, actor), pytest.raises(Refused) as refusal:
        drafting.draft(session, actor, session.get_one(Dossier, decided.dossier_id(CELL)).campaign,
                       get(session, DISTRICT))  # fmt: skip

    assert [reason.code for reason in refusal.value.reasons] == ["assessed_yourself"]
