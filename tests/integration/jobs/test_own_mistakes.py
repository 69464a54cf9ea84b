"""A mistake of our own in one line or one job ends there: it is told truly, and the jobs behind it are done."""

from io import BytesIO

import pytest
from sqlalchemy.exc import OperationalError

from grading.jobs.kinds import HANDLERS
from grading.jobs.tables import Import, UnitsExport
from grading.models import JobKind, JobState, LineState
from tests.draining import Small, commend_several, drainer, jobs_of, lines_of
from tests.integration.pages import text_of
from workflows import Role

HEAD = "year,unit_code,kind,programme_key,outcome,source\n"


@pytest.fixture
def admin(season):
    return season.client(season.who(Role.admin))


def send_results(client, row):
    sent = {"kind": "results_import", "file": (BytesIO((HEAD + row).encode()), "kết quả.csv")}
    return client.post("/jobs/import", data=sent, content_type="multipart/form-data").location


def ask_export(client):
    return client.post("/jobs/export", data={"ending": "csv"}).location


def broken(*_given):
    raise ZeroDivisionError("SELECT secret FROM somewhere")


def test_a_year_of_thousands_of_digits_is_a_fault_of_its_row(season, admin):
    page = send_results(admin, "9" * 5000 + ",HU-A-01,rating,r2018,GOOD,Biên bản\n")

    drainer(season).drain()

    assert "kết quả.csv, dòng 2, cột year:" in text_of(admin.get(page).text)
    assert jobs_of(season)[0].state is JobState.failed


def test_a_broken_workbook_is_a_fault_of_the_file_and_no_trouble_of_the_server(season, admin):
    sent = {"kind": "results_import", "file": (BytesIO(b"PK\x03\x04\x00\x00"), "kết quả.xlsx")}
    page = admin.post("/jobs/import", data=sent).location

    drainer(season).drain()

    (line,) = lines_of(season, jobs_of(season)[0].id)
    assert (line.state, line.tries) == (LineState.failed, 0)
    assert "Tệp Excel “kết quả.xlsx” hỏng." in text_of(admin.get(page).text)


def test_a_level_in_words_is_imported_by_a_job(season, admin):
    page = send_results(admin, "2019,HU-A-01,rating,r2018,Hoàn thành tốt nhiệm vụ,Biên bản\n")

    drainer(season).drain()

    assert [job.state for job in jobs_of(season)] == [JobState.done]
    assert page.startswith("/jobs/")


def test_a_line_that_cannot_be_kept_fails_after_its_tries_and_the_next_job_is_done(season, admin, monkeypatch):
    monkeypatch.setitem(HANDLERS, JobKind.results_import, Import(broken))
    page = send_results(admin, "2019,HU-A-01,rating,r2018,GOOD,Biên bản\n")
    ask_export(admin)

    drainer(season).drain()

    failed, done = jobs_of(season)
    (line,) = lines_of(season, failed.id)
    assert (failed.state, done.state) == (JobState.failed, JobState.done)
    assert (line.tries, line.reasons) == (3, [{"code": "job_line_broken", "params": {"tries": 3}}])
    assert "Đã thử 3 lần nhưng hệ thống chưa làm được dòng này vì một trục trặc của máy chủ." in text_of(
        admin.get(page).text
    )


def test_a_paper_that_cannot_be_made_fails_its_own_line_and_no_other(season):
    commend_several(season)

    def fail(recipient):
        if recipient.startswith("Chi bộ 02"):
            broken()

    drainer(season, Small(failing=fail)).drain()

    (job,) = jobs_of(season)
    lines = lines_of(season, job.id)
    assert [line.state for line in lines] == [LineState.done, LineState.failed, LineState.done]
    assert [reason["code"] for reason in lines[1].reasons] == ["job_line_broken"]


def test_a_job_that_cannot_be_ended_waits_and_the_next_job_is_done(season, admin, monkeypatch):
    monkeypatch.setattr(UnitsExport, "result", broken)
    page = ask_export(admin)
    send_results(admin, "2019,HU-A-01,rating,r2018,GOOD,Biên bản\n")

    drainer(season).drain()

    waiting, done = jobs_of(season)
    assert (waiting.state, done.state) == (JobState.waiting, JobState.done)
    assert [reason["code"] for reason in waiting.reasons] == ["job_broken"]
    assert "Hệ thống chưa làm được việc này vì một trục trặc của máy chủ." in text_of(admin.get(page).text)


@pytest.mark.parametrize(
    "failure", [ZeroDivisionError("secret"), OperationalError("SELECT secret", {}, Exception("x"))]
)
def test_a_job_keeps_the_kind_of_a_failure_and_the_log_keeps_the_rest(season, admin, monkeypatch, caplog, failure):
    def fail(*_given):
        raise failure

    monkeypatch.setattr(UnitsExport, "result", fail)
    ask_export(admin)

    drainer(season).drain()

    (job,) = jobs_of(season)
    assert [reason["params"] for reason in job.reasons] == [{"words": type(failure).__name__}]
    assert "secret" in caplog.text
