"""A person may hold roles at several desks, but works on each dossier at only one of them."""

import pytest

from grading.models import Decider
from grading.rules.levels import Grade
from grading.services.decisions import drafting, finding, voting
from grading.services.dossiers.entries import Entry
from grading.services.dossiers.facts import one_facts
from grading.services.layers import assessments, award_opinions
from tests.season import DISTRICT
from workflows import Layer, Role, Side, State, StepRefused

CELL = "HU-A-01"


def score(season, login: str) -> None:
    with season.with_dossier(login, CELL) as (session, actor, dossier):
        entries = {criterion.key: Entry() for criterion in dossier.campaign.programme.criteria}
        assessments.save_layer(
            session, actor, dossier, Layer.appraiser, assessments.Judgement(entries=entries, outcome=None)
        )


def test_the_reviewer_of_a_dossier_does_not_appraise_it(season):
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)
    reviewer_and_appraiser = season.make_account(season.reviewer(CELL), Role.appraiser, "HU")

    with pytest.raises(StepRefused) as refusal:
        score(season, reviewer_and_appraiser)

    assert [reason.code for reason in refusal.value.reasons] == ["other_side"]


def test_the_secretary_who_recorded_the_communes_decision_does_not_appraise_the_dossier(season):
    season.open()
    season.bring(CELL, State.appraisal)
    secretary_and_appraiser = season.make_account(season.who(Role.authority_secretary, "HU-A"), Role.appraiser, "HU")
    opened = season.with_dossier(secretary_and_appraiser, CELL)

    with opened as (session, actor, dossier), pytest.raises(StepRefused) as refusal:
        award_opinions.save_opinion(session, actor, dossier, {})

    assert [reason.code for reason in refusal.value.reasons] == ["other_side"]


def test_the_reviewer_of_one_commune_appraises_a_dossier_of_another_commune(season):
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)
    reviewer_and_appraiser = season.make_account(season.reviewer("HU-B-01"), Role.appraiser, "HU")

    score(season, reviewer_and_appraiser)

    assert season.state(CELL) is State.appraisal


def sides_of(season, login: str) -> frozenset[Side]:
    with season.with_dossier(login, CELL) as (session, actor, dossier):
        return one_facts(session, actor, dossier).sides


def change_an_answer(season, login: str, grade: Grade) -> None:
    with season.with_dossier(login, CELL) as (session, actor, dossier):
        season.change_answer(session, actor, dossier, dossier.programme.criteria[0].key, grade)


def appraised_by_the_team(season) -> None:
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)


def test_the_side_of_a_writer_stays_when_somebody_else_saves_the_answers_of_the_cell(season):
    season.open()
    first = season.who(Role.cell_committee, CELL)
    change_an_answer(season, first, Grade.good)

    change_an_answer(season, season.secretary(CELL), Grade.excellent)

    assert sides_of(season, first) == {Side.produce}


def test_the_side_of_a_member_of_the_team_stays_when_somebody_else_saves_the_common_layer(season):
    appraised_by_the_team(season)
    first, second = (
        season.make_account("head-two", Role.appraisal_lead, DISTRICT),
        season.who(Role.appraisal_lead, "HU"),
    )
    season.score(CELL, Layer.panel, first)

    season.score(CELL, Layer.panel, second)

    assert (sides_of(season, first), sides_of(season, second)) == ({Side.appraise}, {Side.appraise})


def test_a_person_who_saves_the_common_layer_without_a_change_stands_on_no_side(season):
    appraised_by_the_team(season)
    first, second = (
        season.make_account("head-two", Role.appraisal_lead, DISTRICT),
        season.who(Role.appraisal_lead, "HU"),
    )
    opened = assessments.Judgement(entries={}, outcome=None)
    with season.with_dossier(first, CELL) as (session, actor, dossier):
        assessments.save_layer(session, actor, dossier, Layer.panel, opened)

    with season.with_dossier(second, CELL) as (session, actor, dossier):
        assessments.save_layer(session, actor, dossier, Layer.panel, opened)

    assert (sides_of(season, first), sides_of(season, second)) == ({Side.appraise}, frozenset())


def test_whoever_enters_the_ballot_or_attaches_a_file_stands_on_the_side_of_the_cell(season):
    season.open()
    season.make_account("voter", Role.cell_secretary, CELL)
    season.make_account("sender", Role.cell_secretary, CELL)
    season.answer(CELL)
    usual, season.secretary = season.secretary, lambda _cell: "voter"
    season.vote(CELL)
    season.secretary = lambda _cell: "sender"
    season.attach(CELL)

    season.secretary = usual

    assert (sides_of(season, "voter"), sides_of(season, "sender")) == ({Side.produce}, {Side.produce})


def test_whoever_received_the_signed_paper_stands_on_the_side_of_the_commune(season):
    season.open()
    season.bring(CELL, State.commune_review)
    first = season.make_account("clerk-two", Role.commune_reviewer, "HU-A")
    season.receive_paper(CELL, first)

    season.receive_paper(CELL, season.reviewer(CELL))

    assert sides_of(season, first) == {Side.review}


def test_whoever_recorded_a_vote_stands_on_the_side_of_the_decision_though_the_vote_was_reopened(season):
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    decision_id, secretary = season.vote_on("HU-A"), season.who(Role.authority_secretary, "HU-A")

    with season.acting(secretary) as (session, actor):
        voting.reopen_vote(session, actor, finding.get_decision(session, actor, decision_id))

    assert sides_of(season, secretary) == {Side.decide}


def test_whoever_recorded_a_vote_stands_on_the_side_of_the_decision_though_the_dossier_left_the_table(season):
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    decision_id, secretary = season.vote_on("HU-A"), season.who(Role.authority_secretary, "HU-A")

    with season.acting(secretary) as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        voting.reopen_vote(session, actor, decision)
        drafting.discard(session, actor, decision)

    assert sides_of(season, secretary) == {Side.decide}
