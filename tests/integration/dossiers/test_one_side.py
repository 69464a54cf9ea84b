"""A person may hold roles at several desks, but works on each dossier at only one of them."""

import pytest

from grading.models import Decider
from grading.services.dossiers.answers import Entry
from grading.services.layers import assessments, award_opinions
from workflows import Layer, Role, State, StepRefused

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
