"""The proof holds for the real tables and finds each fault that is planted in a table."""

from dataclasses import replace

import pytest

from workflows import PROCESSES, ActName, Role, Side, State, Step, prove

TABLE = PROCESSES["three_tier_recognition"]


def planted(**changes):
    """Returns the real table with other rows; dataclasses.replace keeps everything else."""
    return replace(TABLE, **changes)


def with_step(name, **changes):
    return planted(steps=tuple(replace(row, **changes) if row.name == name else row for row in TABLE.steps))


def with_act(name, **changes):
    return planted(acts=tuple(replace(row, **changes) if row.name == name else row for row in TABLE.acts))


def without(*names):
    return planted(steps=tuple(row for row in TABLE.steps if row.name not in names))


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_every_process_is_proven(process):
    assert prove(process) == []


@pytest.mark.parametrize(
    ("process", "finding"),
    [
        (without("decline"), "declined is never reached from draft"),
        (without("reject"), "rejected is never reached from draft"),
        (without("certify", "decline", "reject", "withdraw", "discontinue"), "appraisal can never end"),
        (without("endorse"), "commune_review has 0 steps onward: none"),
        (with_step("withdraw", onward=True), "draft has 2 steps onward: submit, withdraw"),
        (with_step("recall", onward=True), "rejected has 1 steps onward: recall"),
        (with_step("endorse", role=None), "step endorse from commune_review has no role"),
        (with_act(ActName.receive_paper, roles=()), "act receive_paper has no role"),
        (
            with_act(ActName.receive_paper, roles=(Role.admin,)),
            "act receive_paper belongs to admin, who scores and decides nothing",
        ),
        (with_step("endorse", side=Side.read), "step endorse from commune_review writes, but has no side"),
        (with_act(ActName.read_ballot, side=Side.review), "act read_ballot reads, but has a side"),
        (planted(steps=(*TABLE.steps, TABLE.steps[0])), "step submit from draft stands twice"),
        (
            planted(states=tuple(state for state in State if state is not State.withdrawn)),
            "step reopen from withdrawn stands in a state that the process does not have",
        ),
        (with_act(ActName.propose, states=()), "act propose stands in a state that the process does not have"),
        (
            with_step("certify", by_decision_only=False),
            "step certify from certification certifies or declines without a decision",
        ),
        (
            with_step("endorse", role=Role.cell_secretary),
            "cell_secretary stands on both sides of a control: produce, review",
        ),
        (
            with_act(ActName.answer, roles=(Role.cell_secretary, Role.commune_reviewer)),
            "commune_reviewer stands on both sides of a control: produce, review",
        ),
        (
            with_act(ActName.score_appraiser, roles=(Role.commune_reviewer,)),
            "commune_reviewer stands on both sides of a control: review, appraise",
        ),
        (
            with_act(ActName.draft_decision, roles=(Role.appraisal_lead,)),
            "appraisal_lead stands on both sides of a control: appraise, decide",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "planted",
)
def test_a_planted_fault_is_found(process, finding):
    assert f"three_tier_recognition: {finding}" in prove(process)


def test_a_step_without_a_role_cannot_be_written():
    with pytest.raises(TypeError, match="role"):
        Step(name="fly", source=State.draft, dest=State.certified, side=Side.produce)
