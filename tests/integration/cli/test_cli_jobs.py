"""The commands for jobs: the list, a run with the real renderer, and the acts on one job."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.db import make_engine
from grading.jobs.alone import alone
from grading.models import Commendation, Job, JobState

WAITING = "Đang chờ, 0/1  In Giấy khen của Quyết định số RATING-QĐ/HU"


@pytest.fixture
def engine(played):
    engine = make_engine(f"sqlite:///{played.folder / 'grading.sqlite3'}")
    yield engine
    engine.dispose()


def state_of(engine) -> tuple[JobState, bool]:
    """Returns the state of the only job, and whether its paper has a file."""
    with Session(engine) as session:
        is_made = session.scalars(select(Commendation.pdf_sha256)).one() is not None
        return session.scalars(select(Job.state)).one(), is_made


def test_what_waits_is_listed_and_done_once(played, engine):
    listed = played.run("jobs")

    done, again = played.run("jobs", "run"), played.run("jobs", "run")

    assert WAITING in listed.stdout
    assert (done.exit_code, done.stdout.strip(), again.exit_code) == (0, "Không còn việc nào chờ.", 0)
    assert state_of(engine) == (JobState.done, True)
    assert "Đã xong, 1/1" in played.run("jobs").stdout


def test_a_job_is_held_and_ended_by_its_number_and_a_run_leaves_it_alone(played, engine):
    paused = played.run("jobs", "pause", "1")
    played.run("jobs", "run")
    held = state_of(engine)
    resumed, cancelled = played.run("jobs", "resume", "1"), played.run("jobs", "cancel", "1")
    refused = played.run("jobs", "retry", "1")

    assert "Tạm dừng, 0/1" in paused.stdout
    assert held == (JobState.paused, False)
    assert "Đang chờ, 0/1" in resumed.stdout
    assert "Đã hủy, 0/1" in cancelled.stdout
    assert (refused.exit_code, refused.stderr.strip()) == (1, "Chỉ làm lại được việc còn phần chưa làm được.")


def test_a_job_that_is_not_there_is_said_in_a_sentence(played):
    result = played.run("jobs", "pause", "99")

    assert (result.exit_code, result.stderr.strip()) == (1, "Không có việc nào mang số 99.")


def test_a_run_beside_another_one_ends_with_a_sentence(played, engine):
    with alone(engine) as mine:
        result = played.run("jobs", "run")

    assert mine
    assert (result.exit_code, result.stderr.strip()) == (1, "Một tiến trình khác đang làm các việc này.")
    assert state_of(engine)[0] is JobState.waiting
