"""Two tables are compared step by step and act by act, for each role in each state."""

from dataclasses import replace

from workflows import PROCESSES, Act, Role, State
from workflows.comparing import Difference, changes, states_without_a_place

TABLE = PROCESSES["three_tier_rating"]


def with_step(step_name, **changed):
    steps = tuple(replace(step, **changed) if step.name == step_name else step for step in TABLE.steps)
    return replace(TABLE, steps=steps)


def said(before, now):
    return [(change.state, change.name, change.role, change.difference) for change in changes(before, now)]


def test_equal_tables_have_no_changes():
    assert changes(TABLE, replace(TABLE)) == []


def test_an_added_and_a_removed_step_are_named_with_state_and_role():
    shorter = replace(TABLE, steps=tuple(step for step in TABLE.steps if step.name != "take_back"))
    row = (State.commune_review, "take_back", Role.cell_secretary)

    assert said(shorter, TABLE) == [(*row, Difference.added)]
    assert said(TABLE, shorter) == [(*row, Difference.removed)]


def test_a_changed_condition_is_named_on_the_side_where_it_stands():
    looser = with_step("take_back", guards=())

    (change,) = changes(looser, TABLE)

    assert change.conditions_added == ("commune_has_not_begun", "commune_has_not_decided")
    assert change.conditions_removed == ()


def test_a_step_that_goes_to_another_role_is_removed_from_one_and_added_to_the_other():
    moved = with_step("approve", role=Role.appraiser)

    assert {(role, difference) for _state, _name, role, difference in said(TABLE, moved)} == {
        (Role.appraisal_lead, Difference.removed), (Role.appraiser, Difference.added),
    }  # fmt: skip


def test_an_act_is_compared_for_each_role_and_state_in_which_it_stands():
    def narrowed(act: Act) -> Act:
        return replace(act, states=(State.draft,)) if act.name == "correct_figures" else act

    narrower = replace(TABLE, acts=tuple(narrowed(act) for act in TABLE.acts))

    assert said(narrower, TABLE) == [(State.commune_review, "correct_figures", Role.commune_reviewer, Difference.added)]


def test_a_state_that_the_other_table_lacks_has_no_place():
    shorter = replace(TABLE, states=TABLE.states[1:])

    assert states_without_a_place(TABLE, shorter) == (State.draft,)
    assert states_without_a_place(shorter, TABLE) == ()
