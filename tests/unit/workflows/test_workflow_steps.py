"""Every role tries every step of every process: what is recorded and what stays untouched."""

import pytest

from tests.processes import DECIDED
from workflows import (
    PROCESSES,
    Move,
    NotYourStep,
    Reason,
    Role,
    Side,
    State,
    StepNotOpen,
    StepRefused,
    Taker,
    on_the_way,
    take,
    way,
)

THREE = PROCESSES["three_tier_rating"]
RECOGNITION = PROCESSES["three_tier_recognition"]
ROWS = [
    pytest.param(process, step, id=f"{process.name}: {step.name} from {step.source}")
    for process in PROCESSES.values()
    for step in process.steps
]
ELSEWHERE = [
    pytest.param(process, name, state, id=f"{process.name}: {name} in {state}")
    for process in PROCESSES.values()
    for state in process.states
    for name in dict.fromkeys(step.name for step in process.steps)
    if process.find_step(name, state) is None
]
BOTH = {"note": "The minutes lack a date", "criteria": ("discipline",)}


def test_there_is_one_table_for_each_tier_and_kind_and_a_light_one():
    assert list(PROCESSES) == [*DECIDED, "light_rating"]
    assert list(DECIDED) == ["three_tier_rating", "three_tier_recognition", "two_tier_rating", "two_tier_recognition"]


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
@pytest.mark.parametrize("side", [Side.review, Side.appraise])
def test_a_dossier_is_with_a_body_until_this_body_hands_it_on(process, side):
    sides = [step.side for step in way(process)]

    until = process.until(side)

    up_to_the_last = len(sides) - sides[::-1].index(side) if side in sides else 0
    desks = set(on_the_way(process)[:up_to_the_last])
    assert until == desks | ({State.withdrawn} & set(process.states) if desks else set())


@pytest.mark.parametrize(("process", "step"), ROWS)
@pytest.mark.parametrize("role", Role)
def test_only_the_role_of_a_step_takes_the_step(process, step, role, make_paper, ready):
    paper = make_paper(step.source)

    if role is step.role:
        take(process, paper, step.name, Taker(roles={role}, facts=ready, by="account 7"), **BOTH)

        assert paper._state is step.dest
        return
    with pytest.raises(NotYourStep) as refusal:
        take(process, paper, step.name, Taker(roles={role}, facts=ready, by="account 7"), **BOTH)

    assert refusal.value.reasons == (Reason(code="not_your_role", params={"role": step.role}),)
    assert (paper._state, paper.moves) == (step.source, [])


@pytest.mark.parametrize(("process", "name", "state"), ELSEWHERE)
def test_a_step_of_another_state_is_not_open(process, name, state, make_paper, ready):
    paper = make_paper(state)

    with pytest.raises(StepNotOpen):
        take(process, paper, name, Taker(roles=set(Role), facts=ready, by="account 7"), **BOTH)

    assert (paper._state, paper.moves) == (state, [])


def test_a_step_of_another_state_says_where_the_dossier_is_and_whose_turn_it_is(make_paper, ready):
    with pytest.raises(StepNotOpen) as refusal:
        take(
            THREE,
            make_paper(State.appraisal),
            "submit",
            Taker(roles={Role.cell_secretary}, facts=ready, by="account 7"),
        )

    expected = Reason(code="not_this_state", params={"state": State.appraisal, "role": Role.appraisal_lead})
    assert refusal.value.reasons == (expected,)


def test_after_the_end_nobody_is_named_as_next(make_paper, ready):
    with pytest.raises(StepNotOpen) as refusal:
        take(
            THREE,
            make_paper(State.certified),
            "submit",
            Taker(roles={Role.cell_secretary}, facts=ready, by="account 7"),
        )

    assert refusal.value.reasons == (Reason(code="dossier_ended", params={"state": State.certified}),)


@pytest.mark.parametrize("name", ["fly", "withdraw", "reject", "decline", "to_certified", "record"])
def test_a_step_that_the_process_lacks_is_not_open(name, make_paper, ready):
    paper = make_paper(State.draft)

    with pytest.raises(StepNotOpen) as refusal:
        take(THREE, paper, name, Taker(roles=set(Role), facts=ready, by="account 7"), **BOTH)

    assert refusal.value.reasons == (Reason(code="not_in_process"),)
    assert paper._state is State.draft


def test_every_move_is_recorded_and_returned(make_paper, ready):
    paper = make_paper(State.commune_review)

    move = take(THREE, paper, "send_back", Taker(roles={Role.commune_reviewer}, facts=ready, by="account 7"), **BOTH)

    assert paper.moves == [move]
    assert move == Move(
        step="send_back",
        source=State.commune_review,
        dest=State.draft,
        role=Role.commune_reviewer,
        side=Side.review,
        by="account 7",
        note="The minutes lack a date",
        criteria=("discipline",),
    )


@pytest.mark.parametrize("process", DECIDED.values(), ids=DECIDED)
def test_the_steps_that_hand_a_dossier_on_freeze_it(process):
    assert [step.name for step in process.steps if step.freezes] == ["submit", "endorse", "approve"]


def test_a_move_says_whether_it_needs_a_revision(make_paper, ready):
    submitted = take(
        THREE, make_paper(State.draft), "submit", Taker(roles={Role.cell_secretary}, facts=ready, by="account 7")
    )
    taken_back = take(
        THREE,
        make_paper(State.commune_review),
        "take_back",
        Taker(roles={Role.cell_secretary}, facts=ready, by="account 7"),
    )

    assert (submitted.freezes, taken_back.freezes) == (True, False)


@pytest.mark.parametrize("step", [step for step in RECOGNITION.steps if step.needs_note], ids=lambda step: step.name)
def test_a_step_that_asks_for_a_reason_is_refused_without_a_reason(step, make_paper, ready):
    paper = make_paper(step.source)

    with pytest.raises(StepRefused) as refusal:
        take(RECOGNITION, paper, step.name, Taker(roles={step.role}, facts=ready, by="account 7"), note=" ")

    code = "return_criteria" if step.needs_criteria else "opinion_missing" if step.onward else "note_missing"
    assert refusal.value.reasons == (Reason(code=code),)
    assert (paper._state, paper.moves) == (step.source, [])


@pytest.mark.parametrize("given", [{"note": "Complete it"}, {"criteria": ("discipline",)}])
def test_a_return_to_the_cell_names_criteria_and_says_what_is_wrong(given, make_paper, ready):
    paper = make_paper(State.commune_review)

    with pytest.raises(StepRefused) as refusal:
        take(THREE, paper, "send_back", Taker(roles={Role.commune_reviewer}, facts=ready, by="account 7"), **given)

    assert refusal.value.reasons == (Reason(code="return_criteria"),)


def test_a_return_within_the_offices_names_no_criteria():
    returns = [step for step in THREE.steps if step.name == "send_back"]

    assert {step.source for step in returns if step.needs_criteria} == {State.commune_review}
    assert [step.dest for step in returns if step.needs_criteria] == [State.draft]
