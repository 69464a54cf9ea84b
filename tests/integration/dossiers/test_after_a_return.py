"""After a return, only the returned criteria are open, and the signed paper no longer counts."""

import pytest

from grading.rules.levels import Grade
from grading.services.ground.errors import Refused
from workflows import State, StepRefused

CELL = "HU-A-01"


def returned(season) -> None:
    season.open()
    season.bring(CELL, State.commune_review)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Xem lại.", criteria=("ideology",))


def change(season, key: str) -> None:
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier):
        season.change_answer(session, actor, dossier, key, Grade.good)


def test_taking_back_a_dossier_that_was_sent_again_opens_no_other_criterion(season):
    returned(season)
    change(season, "ideology")
    season.step(CELL, "submit", season.secretary(CELL))
    season.step(CELL, "take_back", season.secretary(CELL))

    with pytest.raises(Refused) as refusal:
        change(season, "inspection")

    assert [reason.code for reason in refusal.value.reasons] == ["criteria_locked"]


def test_a_paper_that_was_signed_before_the_return_no_longer_counts(season):
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Xem lại.", criteria=("ideology",))
    change(season, "ideology")
    season.step(CELL, "submit", season.secretary(CELL))

    with pytest.raises(StepRefused) as refusal:
        season.step(CELL, "endorse", season.reviewer(CELL))

    assert "paper_missing" in [reason.code for reason in refusal.value.reasons]


def test_a_commune_does_not_vote_on_a_dossier_that_it_has_not_assessed(season):
    season.open()
    season.bring(CELL, State.commune_review)

    with pytest.raises(Refused) as refusal:
        season.vote_on("HU-A")

    assert "layers_incomplete" in [reason.code for reason in refusal.value.reasons]
