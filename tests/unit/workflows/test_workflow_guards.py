"""Each guard at its step: the facts that make it refuse, with the code and the parameters of the reason."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.workflows.ballots import BALLOTS, OVER, SHORT
from workflows import (
    PROCESSES,
    REASON_CODES,
    BallotOutcome,
    BallotStanding,
    Facts,
    Kind,
    Reason,
    Role,
    State,
    StepRefused,
    Taker,
    Tier,
    open_steps,
    take,
)

DRAFT, REVIEW, APPRAISAL = State.draft, State.commune_review, State.appraisal
DECIDED = {"decided_by": "Đảng ủy xã Hoà Thuận", "decided_on": date(2022, 12, 20)}

# step, state, the facts that are wrong, the code and the parameters of the reason
EVERYWHERE = [
    ("submit", DRAFT, {"campaign_open": False}, "campaign_closed", {"period": 2022}),
    (
        "submit",
        DRAFT,
        {"overdue_since": date(2022, 12, 15), "office": "Đảng ủy xã Hoà Thuận"},
        "deadline",
        {"date": date(2022, 12, 15), "office": "Đảng ủy xã Hoà Thuận"},
    ),
    (
        "submit",
        DRAFT,
        {"return_overdue_since": date(2022, 12, 20), "office": "Đảng ủy xã Hoà Thuận"},
        "return_deadline",
        {"date": date(2022, 12, 20), "office": "Đảng ủy xã Hoà Thuận"},
    ),
    ("submit", DRAFT, {"unanswered": ("I.2", "II.1")}, "unanswered", {"n": 2, "list": "I.2, II.1"}),
    ("submit", DRAFT, {"not_completed": ("I.2",)}, "not_completed", {"n": 1, "list": ("I.2",)}),
    ("submit", DRAFT, {"evidence_missing": (("I.3", 2),)}, "evidence_missing", {"criterion": "I.3", "n": 2}),
    ("submit", DRAFT, {"figures_missing": ("rated",)}, "figures_missing", {"n": 1, "figures": ("rated",)}),
    (
        "submit",
        DRAFT,
        {"disagreeing": ("more_rated", "ballot_members")},
        "figures_disagree",
        {"n": 2, "relations": ("more_rated", "ballot_members")},
    ),
    ("submit", DRAFT, {"members_sum": (19, 20)}, "members_sum", {"sum": 19, "rated": 20}),
    ("submit", DRAFT, {"ballot_needed": True}, "ballot_missing", {}),
    *(("submit", DRAFT, {"ballot_needed": True, "ballot": ballot}, *reason) for ballot, *reason in BALLOTS),
    ("take_back", REVIEW, {"commune_begun": True}, "commune_begun", {}),
    ("take_back", REVIEW, {"commune_decided": True}, "already_decided", {}),
    ("send_back", REVIEW, {"commune_decided": True}, "already_decided", {}),
    ("endorse", REVIEW, {"paper_received": False}, "paper_missing", {"n": 1}),
    ("endorse", REVIEW, {"open_contradictions": 6}, "figures_open", {"n": 6}),
    (
        "endorse",
        REVIEW,
        {"subordinates_open": ("Chi bộ 01", "Chi bộ 02")},
        "subordinates_open",
        {"n": 2, "year": 2022, "list": ("Chi bộ 01", "Chi bộ 02")},
    ),
    ("approve", APPRAISAL, {"assessments_needed": 3}, "assessments_few", {"finished": 1, "needed": 3}),
    ("approve", APPRAISAL, {"panel_unscored": ("I.1",)}, "panel_unscored", {"n": 1, "list": "I.1"}),
    ("approve", APPRAISAL, {"panel_unexplained": ("I.1",)}, "panel_unexplained", {"n": 1, "list": "I.1"}),
    ("approve", APPRAISAL, {"proposal_missing": True}, "proposal_missing", {}),
    ("discontinue", REVIEW, {"unit_changed": False}, "unit_unchanged", {}),
    ("discontinue", REVIEW, {"commune_decided": True}, "already_decided", {}),
    ("certify", State.certification, {"in_issued_decision": False}, "only_by_decision", {}),
]
THREE_TIER = [
    ("endorse", REVIEW, {"commune_unscored": ("I.1", "I.2")}, "commune_unscored", {"n": 2, "list": "I.1, I.2"}),
    ("endorse", REVIEW, {"commune_unexplained": ("I.2",)}, "commune_unexplained", {"n": 1, "list": "I.2"}),
    ("endorse", REVIEW, {"commune_decides": True}, "commune_undecided", {}),
    (
        "approve",
        APPRAISAL,
        {**DECIDED, "award_proposed": True, "award_opinions": 1, "assessments_needed": 2},
        "award_opinions_few",
        {"finished": 1, "needed": 2},
    ),
]
TWO_TIER = [
    ("endorse", REVIEW, {"unanswered": ("I.2",)}, "unanswered", {"n": 1, "list": "I.2"}),
    ("endorse", REVIEW, {"evidence_missing": (("I.3", 2),)}, "evidence_missing", {"criterion": "I.3", "n": 2}),
]
RECOGNITION = [
    ("withdraw", REVIEW, {"commune_decided": True}, "already_decided", {}),
    ("reopen", State.withdrawn, {"campaign_open": False}, "campaign_closed", {"period": 2022}),
    ("reject", APPRAISAL, DECIDED, "level_decided", {"office": "Đảng ủy xã Hoà Thuận", "date": date(2022, 12, 20)}),
    ("decline", State.certification, {"in_issued_decision": False}, "only_by_decision", {}),
]


LIGHT = [
    ("cancel_note", State.noted, {"campaign_open": False}, "campaign_closed", {"period": 2022}),
    ("cancel_note", State.noted, {"year_decided": True}, "year_decided", {"year": 2022}),
]


def _rows_of(process):
    if not process.sittings:  # light: only sending has what must be there before, and a note is not always taken back
        return LIGHT + [row for row in EVERYWHERE if row[0] == "submit" or row[3] == "unit_unchanged"]
    rows = EVERYWHERE + (THREE_TIER if process.tier is Tier.three_tier else TWO_TIER)
    return rows + (RECOGNITION if process.kind is Kind.recognition else [])


CASES = [
    pytest.param(process, *row, id=f"{process.name}: {row[0]}: {row[3]}")
    for process in PROCESSES.values()
    for row in _rows_of(process)
]


@pytest.mark.parametrize(("process", "name", "state", "wrong", "code", "params"), CASES)
def test_a_guard_refuses_with_its_reason(process, name, state, wrong, code, params, make_paper, ready):
    paper, facts = make_paper(state), replace(ready, **wrong)

    with pytest.raises(StepRefused) as refusal:
        take(process, paper, name, Taker(roles=set(Role), facts=facts, by="account 7"), note="Because", criteria=("x",))

    assert refusal.value.reasons == (Reason(code=code, params=params),)
    assert (paper._state, paper.moves) == (state, [])


def test_every_guard_of_every_step_is_tried_above():
    tried = {(case.values[0].name, case.values[1], case.values[4]) for case in CASES}
    worst = Facts(campaign_open=False, unanswered=("I.1",), return_overdue_since=date(2022, 12, 20),
                  not_completed=("I.1",), evidence_missing=(("I.1", 1),),
                  overdue_since=date(2022, 12, 15), figures_missing=("rated",), members_sum=(1, 2), ballot_needed=True,
                  disagreeing=("more_rated",),
                  commune_begun=True, commune_unscored=("I.1",), open_contradictions=1, commune_decides=True,
                  subordinates_open=("Chi bộ 01",), panel_unscored=("I.1",), proposal_missing=True,
                  year_decided=True)  # fmt: skip
    decided = replace(worst, commune_decided=True, award_proposed=True, **DECIDED)

    refusals = {
        (process.name, step.name, reason.code)
        for process in PROCESSES.values()
        for step in process.steps
        for guard in step.guards
        for reason in (*guard(worst), *guard(decided))
    }

    assert refusals <= tried


def test_a_refusal_names_every_reason(make_paper, ready):
    facts = replace(ready, paper_received=False, commune_unscored=("I.1",), open_contradictions=2)

    reviewer = Taker(roles={Role.commune_reviewer}, facts=facts, by="account 7")

    with pytest.raises(StepRefused) as refusal:
        take(PROCESSES["three_tier_rating"], make_paper(REVIEW), "endorse", reviewer)

    assert [reason.code for reason in refusal.value.reasons] == ["paper_missing", "commune_unscored", "figures_open"]
    assert str(refusal.value) == "paper_missing, commune_unscored, figures_open"


def test_a_passed_ballot_and_an_unneeded_ballot_let_a_dossier_pass(make_paper, ready):
    passed = BallotStanding(outcome=BallotOutcome.passed, level="GOOD", yes=15, eligible=20)

    ballots = [{"ballot_needed": True, "ballot": passed}, {"ballot_needed": True, "ballot": OVER}, {"ballot": SHORT}]
    for facts in (replace(ready, **each) for each in ballots):
        paper = make_paper(DRAFT)
        take(
            PROCESSES["two_tier_rating"],
            paper,
            "submit",
            Taker(roles={Role.cell_secretary}, facts=facts, by="account 7"),
        )
        assert paper._state is REVIEW


def test_the_commune_endorses_a_dossier_that_it_has_decided(make_paper, ready):
    paper, facts = make_paper(REVIEW), replace(ready, commune_decides=True, commune_decided=True)

    reviewer = Taker(roles={Role.commune_reviewer}, facts=facts, by="account 7")
    move = take(PROCESSES["three_tier_rating"], paper, "endorse", reviewer)

    assert (move.source, paper.moves) == (REVIEW, [move])


def test_two_tier_endorse_asks_for_no_commune_layer_and_no_decision(make_paper, ready):
    paper, facts = make_paper(REVIEW), replace(ready, commune_unscored=("I.1",), commune_decides=True)

    reviewer = Taker(roles={Role.commune_reviewer}, facts=facts, by="account 7")
    move = take(PROCESSES["two_tier_rating"], paper, "endorse", reviewer)

    assert (move.source, paper.moves) == (REVIEW, [move])


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_a_persons_own_unit_closes_every_step_above_the_cell(process, make_paper, ready):
    facts = replace(ready, own_unit="Chi bộ ấp Hòa Lợi")
    own_unit = Reason(code="own_unit", params={"unit": "Chi bộ ấp Hòa Lợi"})

    for step in process.steps:
        reasons = ()
        try:
            take(process, make_paper(step.source), step.name, Taker(roles={step.role}, facts=facts, by="account 7"),
                 note="Because", criteria=("x",))  # fmt: skip
        except StepRefused as refusal:
            reasons = refusal.reasons
        assert reasons == (() if step.role is Role.cell_secretary else (own_unit,)), step.name


def test_a_closed_step_stays_listed_with_its_reasons(ready):
    facts = replace(ready, open_contradictions=1)

    listed = open_steps(PROCESSES["three_tier_rating"], REVIEW, {Role.commune_reviewer}, facts)

    assert [(entry.step.name, entry.is_open) for entry in listed] == [("send_back", True), ("endorse", False)]
    assert listed[1].reasons == (Reason(code="figures_open", params={"n": 1}),)


def test_every_code_tried_here_is_declared_with_its_parameters():
    for case in CASES:
        code, params = case.values[4:]
        assert set(params) == set(REASON_CODES[code]), code


def test_every_declared_code_is_used():
    by_guards = {case.values[4] for case in CASES}
    elsewhere = {"own_unit", "other_side", "same_hand", "not_your_role", "not_this_state", "dossier_ended",
                 "not_in_process", "registration_state"}  # fmt: skip
    on_asking = {"note_missing", "opinion_missing", "return_criteria", "commune_decides_nothing", "award_unproposed"}
    of_acts = {"level_undecided", "award_not_left", "campaign_over", "campaign_cancelled", "stopped_unsent"}
    before_a_vote = {"members_proposed_only"}

    assert set(REASON_CODES) == by_guards | elsewhere | on_asking | of_acts | before_a_vote
