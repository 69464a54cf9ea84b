"""A drainer that is killed at a point leaves a job that the next drainer finishes, in real processes."""

import pytest

from grading.jobs.points import Point
from tests.killing import Killing

pytestmark = pytest.mark.both_databases


@pytest.fixture
def killing(season, database, tmp_path):
    killing = Killing(season, database, tmp_path / "apart")
    killing.prepare(("HU-A-01",))
    return killing


def test_a_drainer_that_is_killed_three_times_leaves_what_one_leaves_that_nobody_killed(killing):
    killing.restore()

    for point, occurrence in ((Point.stored, 1), (Point.keeping, 2), (Point.finishing, 1)):
        killing.kill_at(point, occurrence)
    killing.drain()

    assert killing.counted == {"stored": 1, "keeping": 1, "finishing": 1}
    assert killing.outcome() == killing.whole
    assert killing.whole["broken"] == {}
