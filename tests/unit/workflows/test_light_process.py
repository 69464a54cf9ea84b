"""The light process: a cell sends one sheet, the body above notes it, and nobody else has a part."""

from dataclasses import replace

import pytest

from workflows import (
    ENDS,
    PROCESSES,
    ActName,
    NotYourStep,
    Role,
    Side,
    State,
    StepNotOpen,
    StepRefused,
    Taker,
    may,
    sights_of,
    take,
)

LIGHT = PROCESSES["light_rating"]
HELD = {Role.cell_secretary, Role.cell_committee, Role.commune_reviewer}


def step(paper, name, role, facts, **given):
    take(LIGHT, paper, name, Taker(roles={role}, facts=facts, by="account 7"), **given)


def test_a_sheet_is_sent_and_noted_and_both_freeze_it(make_paper, ready):
    sheet = make_paper(State.draft)

    step(sheet, "submit", Role.cell_secretary, ready)
    step(sheet, "note", Role.commune_reviewer, ready)

    assert sheet._state is State.noted
    assert State.noted in ENDS
    assert [row.name for row in LIGHT.steps if row.freezes] == ["submit", "note"]


def test_a_sheet_goes_back_with_a_reason_and_the_criteria_or_is_taken_back(make_paper, ready):
    sheet = make_paper(State.commune_review)
    with pytest.raises(StepRefused):
        step(sheet, "send_back", Role.commune_reviewer, ready)

    step(sheet, "send_back", Role.commune_reviewer, ready, note="Chưa rõ.", criteria=("tasks",))
    step(sheet, "submit", Role.cell_secretary, ready)
    step(sheet, "take_back", Role.cell_secretary, ready)

    assert sheet._state is State.draft


def test_a_noted_sheet_moves_only_when_the_note_is_taken_back_with_a_reason(make_paper, ready):
    sheet = make_paper(State.noted)
    for name in {row.name for row in LIGHT.steps} - {"cancel_note"}:
        with pytest.raises(StepNotOpen):
            step(sheet, name, Role.commune_reviewer, ready)
    with pytest.raises(StepRefused):
        step(sheet, "cancel_note", Role.commune_reviewer, ready)

    step(sheet, "cancel_note", Role.commune_reviewer, ready, note="Ghi nhận nhầm.")

    assert sheet._state is State.commune_review


@pytest.mark.parametrize(
    ("wrong", "code"), [({"campaign_open": False}, "campaign_closed"), ({"year_decided": True}, "year_decided")]
)
def test_a_note_is_not_taken_back_after_the_campaign_or_from_under_a_decided_year(make_paper, ready, wrong, code):
    with pytest.raises(StepRefused) as refusal:
        step(make_paper(State.noted), "cancel_note", Role.commune_reviewer, replace(ready, **wrong), note="Nhầm.")

    assert [reason.code for reason in refusal.value.reasons] == [code]


def test_nobody_notes_the_sheet_of_the_own_unit_or_without_the_role(make_paper, ready):
    with pytest.raises(NotYourStep):
        step(make_paper(State.commune_review), "note", Role.cell_secretary, ready)
    with pytest.raises(StepRefused):
        step(make_paper(State.commune_review), "note", Role.commune_reviewer, replace(ready, own_unit="Chi bộ 01"))


@pytest.mark.parametrize(
    ("wrong", "code"), [({"campaign_open": False}, "campaign_closed"), ({"unanswered": ("I.1",)}, "unanswered")]
)
def test_a_sheet_needs_what_a_year_needs_before_it_is_sent(make_paper, ready, wrong, code):
    with pytest.raises(StepRefused) as refusal:
        step(make_paper(State.draft), "submit", Role.cell_secretary, replace(ready, **wrong))

    assert code in [reason.code for reason in refusal.value.reasons]


def test_no_body_sits_and_nobody_else_sees_a_sheet():
    assert LIGHT.sittings == ()
    assert {line.role for line in sights_of(LIGHT)} == HELD
    assert {act.side for act in LIGHT.acts} == {Side.produce, Side.read}


def test_the_body_above_reads_a_sheet_only_once_it_is_sent(ready):
    read = {state for state in LIGHT.states if may(LIGHT, ActName.read_self, state, {Role.commune_reviewer}, ready)}

    assert read == {State.commune_review, State.noted, State.discontinued}
