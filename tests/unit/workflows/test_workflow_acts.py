"""The roles and states of every act, written a second time by hand; and how an act is refused."""

from dataclasses import replace

import pytest

from tests.processes import DECIDED
from workflows import (
    PROCESSES,
    ActName,
    Kind,
    NotYourStep,
    Reason,
    Role,
    Side,
    State,
    StepNotOpen,
    StepRefused,
    Tier,
    may,
    next_role,
    open_steps,
    process,
    require,
    why_not,
)

THREE = process(Tier.three_tier, Kind.recognition)
TWO = process(Tier.two_tier, Kind.recognition)
RATING = process(Tier.three_tier, Kind.rating)

CELL = {Role.cell_secretary, Role.cell_committee}
REVIEWER, INSPECTOR, CLERK = {Role.commune_reviewer}, {Role.inspector}, {Role.award_clerk}
LEAD, TEAM, SECRETARY = {Role.appraisal_lead}, {Role.appraiser, Role.appraisal_lead}, {Role.authority_secretary}
OFFICES = REVIEWER | TEAM | SECRETARY

DRAFT, REVIEW, STOPPED = {State.draft}, {State.commune_review}, {State.discontinued}
APPRAISAL, CERTIFICATION = {State.appraisal}, {State.certification}
OUTCOMES = {State.certified, State.rejected, State.declined}
LATE = CERTIFICATION | OUTCOMES
FROM_APPRAISAL = APPRAISAL | LATE
PAST_REVIEW = FROM_APPRAISAL
ALWAYS = set(State)

SELF_LAYER = [
    (CELL, ALWAYS),
    (REVIEWER, REVIEW | PAST_REVIEW | STOPPED),
    (TEAM, FROM_APPRAISAL),
    (SECRETARY, REVIEW | LATE),
    (INSPECTOR, OUTCOMES | STOPPED),
]
EXPECTED = {
    "answer": [(CELL, DRAFT)],
    "attach": [(CELL, DRAFT)],
    "enter_figures": [(CELL, DRAFT)],
    "enter_ballot": [(CELL, DRAFT)],
    "log_month": [(CELL, DRAFT)],
    "print_papers": [(CELL, ALWAYS)],
    "correct_figures": [(REVIEWER, DRAFT | REVIEW)],
    "explain_figures": [(REVIEWER, DRAFT | REVIEW)],
    "receive_paper": [(REVIEWER, REVIEW)],
    "decide_members": [(REVIEWER, REVIEW)],
    "score_commune": [(REVIEWER, REVIEW)],
    "score_appraiser": [(TEAM, APPRAISAL)],
    "score_panel": [(LEAD, APPRAISAL)],
    "propose": [(LEAD, APPRAISAL)],
    "appraise_award": [],  # only where a level is decided before the team
    "propose_award": [],
    "draft_decision": [(SECRETARY, REVIEW | CERTIFICATION)],
    "read_self": SELF_LAYER,
    "read_evidence": SELF_LAYER,
    "read_ballot": SELF_LAYER,
    "read_year": SELF_LAYER,
    "read_commune": [
        (CELL | INSPECTOR, OUTCOMES),
        (REVIEWER, REVIEW | PAST_REVIEW | STOPPED),
        (INSPECTOR, STOPPED),
        (TEAM, FROM_APPRAISAL),
        (SECRETARY, REVIEW | LATE),
    ],
    "read_appraiser": [(OFFICES, LATE), (TEAM, APPRAISAL), (INSPECTOR, OUTCOMES)],
    "read_panel": [(OFFICES, LATE), (LEAD, APPRAISAL), (CELL | INSPECTOR, OUTCOMES)],
    "read_history": [
        (CELL | REVIEWER, ALWAYS),
        (TEAM, FROM_APPRAISAL),
        (SECRETARY, REVIEW | LATE),
        (CLERK | INSPECTOR, OUTCOMES),
        (INSPECTOR, STOPPED),
    ],
}
# Under two tiers the commune decides at certification: it has no layer of its own and no earlier decision of its own.
EXPECTED_TWO = EXPECTED | {
    "score_commune": [],
    "read_commune": [],
    "draft_decision": [(SECRETARY, CERTIFICATION)],
    "read_history": [
        (CELL | REVIEWER, ALWAYS), (TEAM, FROM_APPRAISAL), (SECRETARY, LATE), (CLERK | INSPECTOR, OUTCOMES),
        (INSPECTOR, STOPPED),
    ],
} | dict.fromkeys(
    ("read_self", "read_evidence", "read_ballot", "read_year"),
    [(roles, states - (REVIEW if roles is SECRETARY else set())) for roles, states in SELF_LAYER],
)  # fmt: skip


def not_your_role(role):
    return Reason(code="not_your_role", params={"role": role})


def not_this_state(state, role):
    return Reason(code="not_this_state", params={"state": state, "role": role})


@pytest.mark.parametrize("act", ActName)
@pytest.mark.parametrize("table", DECIDED.values(), ids=DECIDED)
def test_an_act_is_open_exactly_to_its_roles_in_its_states(table, act, ready):
    expected = (EXPECTED if table.tier is Tier.three_tier else EXPECTED_TWO)[act]
    facts = replace(ready, commune_decides=True)

    open_pairs = {(role, state) for role in Role for state in table.states if may(table, act, state, {role}, facts)}

    expected_pairs = {(role, state) for roles, states in expected for role in roles for state in states}
    assert open_pairs == {(role, state) for role, state in expected_pairs if state in table.states}


@pytest.mark.parametrize("table", DECIDED.values(), ids=DECIDED)
def test_a_reviewer_only_reads_a_dossier_that_has_left_the_commune(table):
    """grading.permissions relies on this: the commune's secretary may then read as its reviewer does."""
    steps = [row for row in table.steps if row.role is Role.commune_reviewer and row.source in PAST_REVIEW]
    sides = {row.side for row in table.acts if Role.commune_reviewer in row.roles and PAST_REVIEW & set(row.states)}

    assert (steps, sides) == ([], {Side.read})


def test_the_administrator_has_no_step_and_no_act(ready):
    for table in PROCESSES.values():
        for state in table.states:
            assert not open_steps(table, state, {Role.admin}, ready)
            assert not any(may(table, act, state, {Role.admin}, ready) for act in ActName)


@pytest.mark.parametrize(
    ("act", "state", "role", "error", "reason"),
    [
        ("answer", State.draft, Role.appraiser, NotYourStep, not_your_role(Role.cell_secretary)),
        ("read_self", State.commune_review, Role.admin, NotYourStep, not_your_role(Role.cell_secretary)),
        ("draft_decision", State.draft, Role.appraiser, NotYourStep, not_your_role(Role.authority_secretary)),
        ("read_panel", State.certification, Role.award_clerk, NotYourStep, not_your_role(Role.commune_reviewer)),
        ("read_appraiser", State.draft, Role.award_clerk, NotYourStep, not_your_role(Role.appraiser)),
        ("answer", State.commune_review, Role.cell_committee, StepNotOpen,
         not_this_state(State.commune_review, Role.commune_reviewer)),
        ("read_self", State.draft, Role.commune_reviewer, StepNotOpen,
         not_this_state(State.draft, Role.cell_secretary)),
        ("answer", State.withdrawn, Role.cell_secretary, StepNotOpen,
         Reason(code="dossier_ended", params={"state": State.withdrawn})),
        ("draft_decision", State.commune_review, Role.authority_secretary, StepRefused,
         Reason(code="commune_decides_nothing")),
    ],
)  # fmt: skip
def test_a_refused_act_says_why(act, state, role, error, reason, ready):
    with pytest.raises(error) as refusal:
        require(THREE, act, state, {role}, ready)

    assert refusal.value.reasons == (reason,)
    assert why_not(THREE, act, state, {role}, ready) == (reason,)
    assert not may(THREE, act, state, {role}, ready)


def test_an_act_of_another_process_is_not_open(ready):
    with pytest.raises(StepNotOpen) as refusal:
        require(TWO, "score_commune", State.commune_review, REVIEWER, ready)

    assert refusal.value.reasons == (Reason(code="not_in_process"),)


def test_a_misspelt_act_is_an_error_and_not_a_refusal(ready):
    with pytest.raises(ValueError, match="fly"):
        may(THREE, "fly", State.draft, CELL, ready)


def test_an_open_act_is_not_refused(ready):
    require(THREE, "answer", State.draft, CELL, ready)

    assert why_not(THREE, "answer", State.draft, CELL, ready) == ()


def test_the_commune_no_longer_scores_what_it_has_decided(ready):
    facts = replace(ready, commune_decided=True)

    reasons = why_not(THREE, "score_commune", State.commune_review, REVIEWER, facts)

    assert reasons == (Reason(code="already_decided"),)


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.draft, Role.cell_secretary),
        (State.commune_review, Role.commune_reviewer),
        (State.appraisal, Role.appraisal_lead),
        (State.certification, Role.authority_secretary),
        (State.certified, None),
        (State.rejected, None),
        (State.declined, None),
        (State.withdrawn, None),
        (State.discontinued, None),
    ],
)
def test_every_open_state_has_a_role_whose_turn_it_is(state, role):
    assert next_role(THREE, state) is role


def test_the_screen_lists_the_steps_of_all_roles_of_a_person_except_those_only_a_decision_takes(ready):
    listed = {state: [entry.step.name for entry in open_steps(THREE, state, set(Role), ready)] for state in State}

    assert listed == {
        State.draft: ["submit", "withdraw"],
        State.commune_review: ["take_back", "send_back", "endorse", "withdraw"],
        State.appraisal: ["send_back", "approve", "reject"],
        State.certification: ["send_back"],
        State.certified: [],
        State.rejected: ["recall"],
        State.declined: [],
        State.withdrawn: ["reopen"],
        State.discontinued: [],
        State.noted: [],
    }


def test_a_rating_is_compulsory():
    assert not {"withdraw", "reopen", "reject", "recall", "decline"} & {step.name for step in RATING.steps}
    assert set(RATING.states) == DRAFT | REVIEW | APPRAISAL | CERTIFICATION | {State.certified, State.discontinued}
