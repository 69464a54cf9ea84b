"""The proof holds for the real tables and finds each fault that is planted in a table."""

from dataclasses import replace

import pytest

from workflows import PROCESSES, ActName, Finding, Role, RowName, Side, State, Step, prove

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


def found(code, **params):
    return Finding.of(code, **params)


def step(name, source):
    return RowName(name=name, source=source)


def act(name):
    return RowName(name=name)


FAULTS = [
    (without("decline"), found("state_unreached", state=State.declined, start=State.draft)),
    (without("reject"), found("state_unreached", state=State.rejected, start=State.draft)),
    (
        without("certify", "decline", "reject", "withdraw", "discontinue"),
        found("state_endless", state=State.appraisal),
    ),
    (without("endorse"), found("state_stuck", state=State.commune_review)),
    (
        with_step("withdraw", onward=True),
        found("state_forks", state=State.draft, n=2, steps=("submit", "withdraw")),
    ),
    (with_step("recall", onward=True), found("state_end_goes_on", state=State.rejected, steps=("recall",))),
    (with_step("endorse", role=None), found("row_ownerless", row=step("endorse", State.commune_review))),
    (with_act(ActName.receive_paper, roles=()), found("row_ownerless", row=act("receive_paper"))),
    (with_act(ActName.receive_paper, roles=(Role.admin,)), found("row_of_admin", row=act("receive_paper"))),
    (with_step("endorse", side=Side.read), found("row_writes_sideless", row=step("endorse", State.commune_review))),
    (with_act(ActName.read_ballot, side=Side.review), found("row_reads_on_side", row=act("read_ballot"))),
    (planted(steps=(*TABLE.steps, TABLE.steps[0])), found("step_twice", row=step("submit", State.draft))),
    (
        planted(states=tuple(state for state in State if state is not State.withdrawn)),
        found("row_misplaced", row=step("reopen", State.withdrawn), states=(State.withdrawn,)),
    ),
    (with_act(ActName.propose, states=()), found("row_placeless", row=act("propose"))),
    (
        with_step("certify", by_decision_only=False),
        found("step_by_hand", row=step("certify", State.certification)),
    ),
    (
        with_step("endorse", role=Role.cell_secretary),
        found("role_on_two_sides", role=Role.cell_secretary, side=(Side.produce, Side.review)),
    ),
    (
        with_act(ActName.answer, roles=(Role.cell_secretary, Role.commune_reviewer)),
        found("role_on_two_sides", role=Role.commune_reviewer, side=(Side.produce, Side.review)),
    ),
    (
        with_act(ActName.score_appraiser, roles=(Role.commune_reviewer,)),
        found("role_on_two_sides", role=Role.commune_reviewer, side=(Side.review, Side.appraise)),
    ),
    (
        with_act(ActName.draft_decision, roles=(Role.appraisal_lead,)),
        found("role_on_two_sides", role=Role.appraisal_lead, side=(Side.appraise, Side.decide)),
    ),
]
NAMES = [f"{finding.code}-{number}" for number, (_process, finding) in enumerate(FAULTS)]


@pytest.mark.parametrize(("process", "finding"), FAULTS, ids=NAMES)
def test_a_planted_fault_is_found(process, finding):
    assert finding in prove(process)


def test_a_step_without_a_role_cannot_be_written():
    with pytest.raises(TypeError, match="role"):
        Step(name="fly", source=State.draft, dest=State.certified, side=Side.produce)
