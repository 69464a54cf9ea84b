"""In a cancelled campaign everything can be read as before, and nothing can be done."""

from dataclasses import replace
from datetime import date

import pytest

from workflows import PROCESSES, Reason, Role, Side, may, open_steps, why_not

ALL_ROLES = frozenset(Role)
DAY = date(2022, 12, 8)


@pytest.mark.parametrize("table", PROCESSES.values(), ids=PROCESSES)
def test_no_step_and_no_act_but_reading_is_open_in_a_cancelled_campaign(table, ready):
    cancelled = replace(ready, cancelled_on=DAY)

    steps = [step for state in table.states for step in open_steps(table, state, ALL_ROLES, cancelled) if step.is_open]
    acts = {act.side for act in table.acts for state in act.states if may(table, act.name, state, ALL_ROLES, cancelled)}

    assert (steps, acts) == ([], {Side.read})


def test_the_cancelling_is_the_only_reason_given(ready):
    table, state = PROCESSES["three_tier_rating"], PROCESSES["three_tier_rating"].states[0]
    cancelled = replace(ready, cancelled_on=DAY, closed_on=DAY, period=2022, unanswered=("I.1",))

    reasons = why_not(table, "answer", state, {Role.cell_secretary}, cancelled)

    assert reasons == (Reason(code="campaign_cancelled", params={"period": 2022, "date": DAY}),)
