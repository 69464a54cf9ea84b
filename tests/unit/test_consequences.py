"""What follows from a step is said as it is: only a note in place of an award says that no award is proposed."""

from grading.words.bodies import Bodies
from grading.words.moves import CONSEQUENCES, consequence_words
from workflows import OpenStep, Role, Side, State, Step

BODIES = Bodies(reviewer="Đảng ủy xã", sitting="Ban Thường vụ")
WITHOUT_AWARD = "không đề nghị khen thưởng"


def onward_of_the_team(**needs: bool) -> OpenStep:
    step = Step(name="approve", source=State.appraisal, dest=State.certification, role=Role.appraisal_lead,
                side=Side.appraise, onward=True, **needs)  # fmt: skip
    return OpenStep(step=step, reasons=(), needs_note=True)


def test_a_note_in_place_of_an_award_says_that_none_is_proposed() -> None:
    words = consequence_words(onward_of_the_team(), BODIES)

    assert WITHOUT_AWARD in words


def test_a_step_with_a_note_of_its_own_says_nothing_of_an_award() -> None:
    found = onward_of_the_team(needs_note=True)

    words = consequence_words(found, BODIES)

    assert WITHOUT_AWARD not in words
    assert words == str(CONSEQUENCES["approve"]) % {"reviewer": BODIES.reviewer, "sitting": BODIES.sitting}
