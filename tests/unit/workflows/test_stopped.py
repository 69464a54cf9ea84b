"""Who reads a dossier that stopped because its unit changed: whoever could until then."""

from dataclasses import replace

import pytest

from workflows import CELL_ROLES, PROCESSES, Body, Reason, Role, State, may, sights_of, why_not

CONTENT = ("read_self", "read_evidence", "read_ballot")


def readers(table, facts):
    return {role for role in Role for act in CONTENT if may(table, act, State.discontinued, {role}, facts)}


@pytest.mark.parametrize("table", PROCESSES.values(), ids=PROCESSES)
def test_what_stopped_before_it_was_sent_is_read_by_its_cell_alone(table, ready):
    facts = replace(ready, stopped_unsent=True)

    assert readers(table, facts) == CELL_ROLES
    assert Reason(code="stopped_unsent") in why_not(
        table, "read_self", State.discontinued, {Role.commune_reviewer}, facts
    )


@pytest.mark.parametrize("table", PROCESSES.values(), ids=PROCESSES)
def test_what_stopped_after_it_was_sent_is_read_above_the_cell_only_where_it_was(table, ready):
    inspected = {Role.inspector} if table.sittings else set()  # a light process has no inspector

    assert readers(table, ready) == CELL_ROLES | {Role.commune_reviewer} | inspected


def test_the_district_sees_a_stopped_dossier_only_through_its_inspector():
    seen = {
        sight.role
        for sight in sights_of(PROCESSES["three_tier_rating"])
        if sight.state is State.discontinued and sight.body in {Body.appraisal_unit, Body.authority_unit}
    }

    assert seen == {Role.inspector}
