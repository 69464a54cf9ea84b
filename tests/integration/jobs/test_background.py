"""The thread beside the site drains jobs; when it is stopped, it keeps the batch in hand and gives the job back."""

from threading import Event

import pytest

from grading.jobs.background import Background
from grading.models import JobState, LineState
from tests.draining import Small, commend_several, drainer, jobs_of, lines_of

pytestmark = pytest.mark.both_databases

LONG_ENOUGH = 60


def test_a_thread_that_is_stopped_keeps_what_it_made_and_leaves_the_rest_to_the_next_start(season, settings):
    commend_several(season, ("HU-A-01",))
    making, stopped = Event(), Event()

    def fail(_recipient):
        making.set()
        assert stopped.wait(LONG_ENOUGH)

    background = Background(settings, every=0.01)
    background.drainer.renderer = Small(failing=fail)
    background.start()
    assert making.wait(LONG_ENOUGH)
    background.ask_to_stop()
    stopped.set()
    background.stop()

    (given_back,) = jobs_of(season)
    assert (given_back.state, given_back.boot_id, given_back.tries) == (JobState.waiting, None, 0)
    assert [line.state for line in lines_of(season, given_back.id)] == [LineState.done]
    drainer(season).drain()
    assert jobs_of(season)[0].state is JobState.done
