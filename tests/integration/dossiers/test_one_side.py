"""One person holds roles at several desks, but works at one of them for each dossier."""

import pytest

from grading.services.dossiers.answers import Entry
from grading.services.layers import assessments
from workflows import Layer, Role, State, StepRefused

CELL = "HU-A-01"


def score(season, login: str) -> None:
    with season.with_dossier(login, CELL) as (session, account, dossier):
        entries = {criterion.key: Entry() for criterion in dossier.campaign.programme.criteria}
        assessments.save_layer(session, dossier, Layer.appraiser, entries, outcome=None, by=account, now=season.now)


def test_the_reviewer_of_a_dossier_does_not_appraise_it(season):
    season.open()
    season.bring(CELL, State.appraisal)
    both = season.make_account(season.reviewer(CELL), Role.appraiser, "HU")

    with pytest.raises(StepRefused) as refusal:
        score(season, both)

    assert [reason.code for reason in refusal.value.reasons] == ["other_side"]


def test_whoever_recorded_the_communes_decision_does_not_appraise_it(season):
    season.open()
    season.bring(CELL, State.appraisal)
    both = season.make_account(season.who(Role.authority_secretary, "HU-A"), Role.appraiser, "HU")

    with pytest.raises(StepRefused) as refusal:
        score(season, both)

    assert [reason.code for reason in refusal.value.reasons] == ["other_side"]


def test_another_dossier_is_another_matter(season):
    season.open()
    season.bring(CELL, State.appraisal)
    both = season.make_account(season.reviewer("HU-B-01"), Role.appraiser, "HU")

    score(season, both)

    assert season.state(CELL) is State.appraisal
