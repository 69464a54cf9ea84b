"""The quota of another programme over the whole batch of a rehearsal."""

from dataclasses import replace

import pytest

from grading.rules.levels import Level
from grading.rules.programmes.parts.quota import Grouping
from grading.rules.rehearsal import rehearse, replay
from tests.unit.rules.rehearsing import filed, share, stricter
from tests.unit.rules.test_derivation_properties import REGIMES

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED


@pytest.fixture
def r2019():
    return REGIMES["r2019"]


@pytest.fixture
def r2025():
    return REGIMES["demo-r2025"]


def test_a_level_that_a_body_lowered_for_the_quota_stays_lowered(r2019):
    unit_file = filed(r2019, decided=GOOD)

    assert replay(r2019, r2019, unit_file).expected == GOOD
    assert (
        replay(r2019, stricter(r2019, share(r2019), 10100), replace(unit_file, decided=COMPLETED)).expected == COMPLETED
    )


def test_the_quota_of_the_other_programme_counts_the_whole_batch_group_by_group(r2025):
    (quota,) = r2025.quotas
    other = replace(r2025, quotas=(replace(quota, pct=1000, group_by=(Grouping.parent,)),))
    batch = [filed(r2025, unit_id=number, parent_id=number % 2, decided=EXCELLENT if number < 4 else GOOD)
             for number in range(20)]  # fmt: skip

    rehearsal = rehearse(r2025, other, batch)

    assert rehearsal.changed == ()
    assert {
        each.group.parent_id: (each.room.base, each.room.limit, each.room.used, each.room.over)
        for each in rehearsal.measures
    } == {0: (10, 1, 2, 1), 1: (10, 1, 2, 1)}
    assert sorted(unit for each in rehearsal.over for unit in rehearsal.holders[each.key]) == [0, 1, 2, 3]


@pytest.mark.parametrize("unsaid", ["pct", "base", "rounding", "group_by"])
def test_a_quota_that_is_not_filled_in_is_not_counted(r2025, unsaid):
    other = replace(r2025, quotas=(replace(r2025.quotas[0], **{unsaid: None}),))

    assert rehearse(r2025, other, [filed(r2025)]).measures == ()
