"""Jobs are run line by line: nothing is lost or done twice, and each failure stays with its own line."""

import os
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import JSON, bindparam, select, text

from grading.documents.children import ChildLost
from grading.documents.errors import Overflow, PdfError
from grading.jobs.alone import alone
from grading.jobs.points import Point
from grading.models import Commendation, Decision, Job, JobState, LineState
from grading.services.commendations import making
from grading.services.jobs import leases
from tests.draining import (
    CELLS,
    Interrupted,
    Small,
    commend_several,
    drainer,
    interrupt_at,
    jobs_of,
    lines_of,
    unprinted,
)
from workflows import Role


class Newer(Small):
    def render(self, facts):
        return super().render(facts) + b" of a newer renderer"


def ask_volume(season, decision_id: int) -> int:
    with season.acting(season.who(Role.award_clerk, "HU")) as (session, actor):
        return making.ask_volume(session, actor, session.get_one(Decision, decision_id)).id


def test_issuing_asks_for_the_papers_and_a_drainer_makes_each_of_them_once(season):
    commend_several(season)
    (waiting,) = jobs_of(season)
    renderer = Small()

    drainer(season, renderer).drain()
    drainer(season, renderer).drain()

    (done,) = jobs_of(season)
    assert (waiting.state, done.state) == (JobState.waiting, JobState.done)
    assert [line.state for line in lines_of(season, done.id)] == [LineState.done] * 3
    assert len(renderer.serials) == 3
    assert unprinted(season) == 0
    copies = season.app.extensions["settings"].data.glob("commendations/rating/*")
    assert sorted(path.name for path in copies) == [f"{number}-{cell}.pdf" for number, cell in enumerate(CELLS, 1)]


def test_a_volume_holds_the_stored_files_in_the_order_of_the_register(season):
    decision_id = commend_several(season)
    drainer(season).drain()
    again = Small()
    job_id = ask_volume(season, decision_id)

    drainer(season, again).drain()

    with season.reading() as session:
        job = session.get_one(Job, job_id)
        stored = [
            season.store.get(paper.pdf_sha256)
            for paper in session.scalars(select(Commendation).order_by(Commendation.id))
        ]
        volume = ZipFile(BytesIO(season.store.get(job.result_sha256)))
    assert volume.namelist() == [f"2022-{number:04d}.pdf" for number in (1, 2, 3)]
    assert [volume.read(name) for name in volume.namelist()] == stored
    assert again.serials == []  # they were there


@pytest.mark.parametrize("point", [point for point in Point if point is not Point.finishing])
def test_a_run_that_is_cut_off_anywhere_is_finished_by_the_next_one(season, point):
    commend_several(season)
    with pytest.raises(Interrupted):
        drainer(season, at=interrupt_at(point)).drain()

    drainer(season).drain()

    (job,) = jobs_of(season)
    assert job.state is JobState.done
    assert unprinted(season) == 0


def test_a_text_that_does_not_fit_fails_its_own_line_and_no_other(season):
    commend_several(season)

    def fail(recipient):
        if recipient.startswith("Chi bộ 02"):
            raise Overflow("achievement", recipient)

    drainer(season, Small(failing=fail)).drain()

    (job,) = jobs_of(season)
    lines = lines_of(season, job.id)
    assert job.state is JobState.failed
    assert [line.state for line in lines] == [LineState.done, LineState.failed, LineState.done]
    assert lines[1].reasons == [{"code": "job_text_long", "params": {"field": "achievement"}}]
    assert unprinted(season) == 1


def test_a_paper_that_a_newer_service_froze_fails_its_own_line_and_says_so(season):
    commend_several(season)
    with season.writing() as session:
        second = session.scalars(select(Commendation).where(Commendation.register_no == 2)).one()
        facts, paper_id = second.facts, second.id
        write = text("UPDATE commendation SET facts = :facts WHERE id = :id").bindparams(bindparam("facts", type_=JSON))
        session.execute(write, {"facts": facts | {"format": 9}, "id": paper_id})

    drainer(season, Small()).drain()

    (job,) = jobs_of(season)
    lines = lines_of(season, job.id)
    assert [line.state for line in lines] == [LineState.done, LineState.failed, LineState.done]
    assert [reason["code"] for reason in lines[1].reasons] == ["format_unreadable"]
    with season.writing() as session:
        session.execute(write, {"facts": facts, "id": paper_id})  # every season ends whole


def test_a_child_that_is_lost_costs_one_try_of_that_line_and_the_last_try_ends_it(season):
    commend_several(season)

    def fail(recipient):
        if recipient.startswith("Chi bộ 02"):
            raise ChildLost("killed")

    renderer = Small(failing=fail)
    drainer(season, renderer).drain()

    (job,) = jobs_of(season)
    stuck = lines_of(season, job.id)[1]
    assert (job.state, stuck.tries) == (JobState.failed, 3)
    assert stuck.reasons == [{"code": "job_paper_stuck", "params": {"tries": 3}}]
    assert len(renderer.serials) == 5


def test_a_fault_of_the_place_puts_the_job_off_longer_each_time_until_it_fails(season):
    commend_several(season, CELLS[:1])

    def fail(_recipient):
        raise PdfError("the libraries are gone")

    waits = []
    for _try in range(leases.MOST_TRIES):
        drainer(season, Small(failing=fail)).drain()
        (job,) = jobs_of(season)
        waits.append(job.not_before)
        with season.writing() as session:
            session.get_one(Job, job.id).not_before = None

    assert job.state is JobState.failed
    assert waits[-1] is None
    assert waits[1] - waits[0] > timedelta(seconds=5)
    assert job.reasons[0]["code"] == "job_stopped"


def test_a_job_that_is_cut_off_again_and_again_ends(season):
    commend_several(season, CELLS[:1])
    for _time in range(leases.MOST_TRIES):
        with pytest.raises(Interrupted):
            drainer(season, at=interrupt_at(Point.leased)).drain()

    drainer(season).drain()

    (job,) = jobs_of(season)
    assert (job.state, job.reasons[0]["code"]) == (JobState.failed, "job_cut_off")
    assert unprinted(season) == 1


def test_a_second_drainer_leaves_the_jobs_to_the_first(season):
    commend_several(season, CELLS[:1])
    with alone(season.engine) as mine:
        drained = drainer(season).drain()

    assert (mine, drained) == (True, False)
    assert jobs_of(season)[0].state is JobState.waiting


def test_what_a_killed_write_left_is_swept_away(season):
    commend_several(season, CELLS[:1])
    folder = season.files / "ab"
    folder.mkdir(parents=True)
    old, new = folder / ".old.part", folder / ".new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    two_hours_ago = (season.now - timedelta(hours=2)).timestamp()
    os.utime(old, (two_hours_ago, two_hours_ago))

    drainer(season).drain()

    assert (old.exists(), new.exists()) == (False, True)


def test_a_lost_original_that_cannot_be_made_again_exactly_fails_its_line_and_the_volume(season):
    decision_id = commend_several(season)
    drainer(season).drain()
    with season.reading() as session:
        sha256 = session.scalars(select(Commendation.pdf_sha256).order_by(Commendation.id)).first()
    path = season.files / sha256[:2] / sha256
    original = path.read_bytes()
    path.unlink()
    job_id = ask_volume(season, decision_id)

    drainer(season, Newer()).drain()

    lines = lines_of(season, job_id)
    path.write_bytes(original)
    assert [line.state for line in lines] == [LineState.failed, LineState.done, LineState.done]
    assert lines[0].reasons == [{"code": "job_paper_lost", "params": {}}]
    assert jobs_of(season)[-1].result_sha256 is None
