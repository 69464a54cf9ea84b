"""A role is granted only where it can act: a cell has a cell's roles, and one that has ended has none."""

import pytest

from grading.services.accounts import accounts, roles
from grading.services.ground.errors import Refused
from tests.reorganising import CELL, OTHER, merged
from tests.seats import get
from workflows import CELL_ROLES, Role

OF_COMMITTEES = [role for role in Role if role not in {*CELL_ROLES, Role.admin}]


def granted(season, role, unit):
    season.make_account("ai.do")
    with season.acting(season.who(Role.admin)) as (session, actor):
        account = accounts.find_account(session, "ai.do")
        return roles.grant_role(session, actor, account, role, get(session, unit), valid_from=actor.today).role


@pytest.mark.parametrize("role", OF_COMMITTEES)
def test_a_committees_role_is_refused_on_a_cell_and_the_unit_above_is_named(season, role):
    with pytest.raises(Refused) as refusal:
        granted(season, role, "HU-A-01")

    (reason,) = refusal.value.reasons
    assert reason.code == "grant_on_cell"
    assert (reason.params["role"], reason.params["above"]) == (role, "Đảng bộ xã Mẫu A")


@pytest.mark.parametrize("role", sorted(CELL_ROLES))
def test_a_cells_role_is_granted_on_a_cell_and_on_a_committee_that_is_rated_itself(season, role):
    assert granted(season, role, "HU-A-01") == role
    assert granted(season, role, "HU-A") == role


def test_no_role_is_granted_on_a_cell_that_was_merged_into_another(season):
    merged(season, CELL, OTHER, into=CELL)

    with pytest.raises(Refused) as refusal:
        granted(season, Role.cell_secretary, OTHER)

    assert refusal.value.reasons[0].code == "grant_on_ended"
    assert granted(season, Role.cell_secretary, CELL) is Role.cell_secretary
