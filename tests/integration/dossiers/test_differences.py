"""A difference between layers that arises after a return needs a reason before the dossier moves on."""

import pytest

from grading.rules.levels import Grade
from workflows import State, StepRefused


def test_the_commune_explains_a_difference_that_the_cells_new_answer_makes_after_a_return(season):
    season.open()
    season.bring("HU-A-01", State.commune_review)
    season.review("HU-A-01")
    season.step("HU-A-01", "send_back", season.reviewer("HU-A-01"), note="Xem lại.", criteria=("inspection",))
    with season.with_dossier(season.secretary("HU-A-01"), "HU-A-01") as (session, actor, dossier):
        season.change_answer(session, actor, dossier, "inspection", Grade.average)
    season.step("HU-A-01", "submit", season.secretary("HU-A-01"))

    with pytest.raises(StepRefused) as refusal:
        season.step("HU-A-01", "endorse", season.reviewer("HU-A-01"))

    assert "commune_unexplained" in [reason.code for reason in refusal.value.reasons]
