"""A difference between layers that arises after a return needs its reason before the dossier goes on."""

import pytest

from grading.rules.levels import Grade
from workflows import State, StepRefused


def test_a_cell_that_answers_otherwise_after_a_return_leaves_the_commune_to_explain(season):
    season.open()
    season.bring("HU-A-01", State.commune_review)
    season.review("HU-A-01")
    season.step("HU-A-01", "send_back", season.reviewer("HU-A-01"), note="Xem lại.", criteria=("inspection",))
    with season.with_dossier(season.secretary("HU-A-01"), "HU-A-01") as (session, account, dossier):
        season.change_answer(session, account, dossier, "inspection", Grade.average)
    season.step("HU-A-01", "submit", season.secretary("HU-A-01"))

    with pytest.raises(StepRefused) as refusal:
        season.step("HU-A-01", "endorse", season.reviewer("HU-A-01"))

    assert "commune_unexplained" in [reason.code for reason in refusal.value.reasons]
