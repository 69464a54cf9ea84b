"""Drainers of jobs that are killed hundreds of times, at every named point and at random, lose and double nothing."""

import pytest

from tests.killing import Killing, trials

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

CELLS = ("HU-A-01", "HU-A-02", "HU-A-03", "HU-A-04", "HU-A-05", "HU-B-01", "HU-B-02", "HU-B-03")
KILLS = {"sqlite": 300, "postgres": 100}
SEED = 2022


def test_killed_drainers_leave_what_one_leaves_that_nobody_killed(season, database, database_kind, tmp_path):
    killing = Killing(season, database, tmp_path / "apart")
    killing.prepare(CELLS)

    wrong = trials(killing, KILLS[database_kind], SEED)

    assert wrong == []
    assert set(killing.counted) >= {str(point) for point in killing.reached} | {"at random"}
