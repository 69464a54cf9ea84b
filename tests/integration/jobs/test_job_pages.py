"""The pages of jobs: what each person sees, the acts, the errors in plain words, files in and out."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from grading.documents.errors import Overflow
from grading.models import Done, Event, Grant, JobState, Result, UnitKind
from grading.services.accounts import accounts
from tests.draining import Small, commend_several, drainer, jobs_of
from tests.integration.pages import hidden_fields, text_of
from workflows import Role

CELL = "HU-A-01"
HEAD = "year,unit_code,kind,programme_key,outcome,source\n"
RIGHT = f"{HEAD}2019,{CELL},rating,r2018,GOOD,Biên bản\n"
WRONG = f"{HEAD}2019,HU-Z,rating,r2018,GOOD,Biên bản\n2019,{CELL},rating,r2018,FAIR,Biên bản\n"


@pytest.fixture
def clerk(season):
    return season.client(season.who(Role.award_clerk, "HU"))


@pytest.fixture
def admin(season):
    return season.client(season.who(Role.admin))


def send(client, content: str, **given):
    boxes = {"kind": "results_import", "file": (BytesIO(content.encode()), "kết quả.csv")} | given
    return client.post("/jobs/import", data=boxes, content_type="multipart/form-data")


def test_the_page_of_a_decision_shows_the_progress_of_its_papers_until_they_are_made(season):
    decision_id = commend_several(season, (CELL,))
    client = season.client(season.who(Role.authority_secretary, "HU"))

    waiting = client.get(f"/decisions/{decision_id}").text
    drainer(season).drain()
    done = client.get(f"/decisions/{decision_id}").text

    assert "Đã xong 0/1 mục" in text_of(waiting)
    assert 'id="viec-in" data-refresh="1"' in waiting
    assert '<meta http-equiv="refresh"' in waiting
    assert "In Giấy khen của Quyết định" not in text_of(done)
    assert "data-refresh" not in done


def test_a_job_is_paused_resumed_and_cancelled_on_its_page_and_each_act_is_recorded(season, clerk):
    commend_several(season, (CELL,))
    (job,) = jobs_of(season)
    page = f"/jobs/{job.id}"

    clerk.post(f"{page}/pause")
    drainer(season).drain()
    paused = clerk.get(page).text
    clerk.post(f"{page}/resume")
    clerk.post(f"{page}/cancel")
    refused = clerk.post(f"{page}/resume")

    assert "Tạm dừng" in text_of(paused)
    assert f'action="{page}/resume"' in paused
    assert refused.status_code == 409
    assert "Việc này không ở trạng thái tạm dừng." in text_of(refused.text)
    assert jobs_of(season)[0].state is JobState.cancelled
    with season.reading() as session:
        lines = session.scalars(select(Event.done).where(Event.subject_kind == "job").order_by(Event.number)).all()
    assert lines == [Done.job_asked, Done.job_paused, Done.job_resumed, Done.job_cancelled]


def test_a_failed_line_says_why_and_is_done_after_a_retry(season, clerk):
    commend_several(season, (CELL,))
    (job,) = jobs_of(season)

    def fail(recipient):
        raise Overflow("achievement", recipient)

    drainer(season, Small(failing=fail)).drain()
    failed = clerk.get(f"/jobs/{job.id}").text
    clerk.post(f"/jobs/{job.id}/retry")
    drainer(season).drain()

    assert "01/2022, Chi bộ 01 xã Mẫu A" in text_of(failed)
    assert "Nội dung “thành tích” dài quá chỗ in trên Giấy khen." in text_of(failed)
    assert jobs_of(season)[0].state is JobState.done


def test_the_papers_of_a_decision_are_downloaded_as_one_archive(season, clerk):
    decision_id = commend_several(season, (CELL,))

    asked = clerk.post(f"/decisions/{decision_id}/volume")
    again = clerk.post(f"/decisions/{decision_id}/volume")
    early = clerk.get(f"{asked.location}/result")
    drainer(season).drain()
    answer = clerk.get(f"{asked.location}/result")

    assert (asked.status_code, asked.location) == (303, again.location)  # asked twice, done once
    assert early.status_code == 409
    assert ZipFile(BytesIO(answer.data)).namelist() == ["2022-0001.pdf"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_jobs_of_another_body_do_not_exist(season):
    commend_several(season, (CELL,))
    season.make_unit("KU", UnitKind.committee_upper, "Đảng bộ huyện Khác", committee="Huyện ủy Khác",
                     issuer="Ban Thường vụ Huyện ủy Khác")  # fmt: skip
    (job,) = jobs_of(season)
    client = season.client(season.who(Role.award_clerk, "KU"))

    statuses = client.get(f"/jobs/{job.id}").status_code, client.post(f"/jobs/{job.id}/cancel").status_code

    assert statuses == (404, 404)
    assert "Chưa có việc nào." in text_of(client.get("/jobs").text)


def test_a_file_is_imported_whole_by_a_job(season, admin):
    asked = send(admin, RIGHT)

    drainer(season).drain()

    assert asked.status_code == 303
    assert "Đã xong 1/1 mục" in text_of(admin.get(asked.location).text)
    with season.reading() as session:
        assert [(row.year, row.outcome) for row in session.scalars(select(Result))] == [(2019, "GOOD")]


def test_a_file_with_mistakes_imports_nothing_and_every_mistake_has_its_row(season, admin):
    asked = send(admin, WRONG)

    drainer(season).drain()

    words = text_of(admin.get(asked.location).text)
    assert "kết quả.csv, dòng 2, cột unit_code:" in words
    assert "kết quả.csv, dòng 3, cột outcome: “FAIR” không thuộc các giá trị được dùng" in words
    with season.reading() as session:
        assert session.scalars(select(Result)).all() == []


def test_figures_need_a_campaign_and_a_source(season, admin):
    season.open()
    page = send(admin, "year,unit_code,metric,value\n", kind="figures_import")

    sent = send(admin, f"year,unit_code,metric,value\n2021,{CELL},members_official,12\n", kind="figures_import",
                campaign="rating", words="Báo cáo năm")  # fmt: skip
    drainer(season).drain()

    assert page.status_code == 422
    assert "Chưa chọn đợt đánh giá có các số liệu này." in text_of(page.text)
    assert "Chưa ghi nguồn số liệu." in text_of(page.text)
    assert "Đã xong 1/1 mục" in text_of(admin.get(sent.location).text)


def test_what_a_person_may_no_longer_import_is_not_imported(season, admin):
    send(admin, RIGHT)
    with season.writing() as session:
        grant = session.scalars(select(Grant).where(Grant.role == Role.admin)).one()
        grant.valid_from = grant.valid_to = date(2020, 1, 1)

    drainer(season).drain()

    assert jobs_of(season)[0].state is JobState.failed
    with season.reading() as session:
        assert session.scalars(select(Result)).all() == []


def test_the_file_of_an_account_that_was_disabled_since_is_not_imported(season, admin):
    asked = send(admin, RIGHT)
    disable(season, season.who(Role.admin))

    drainer(season).drain()

    words = text_of(season.client(season.make_account("admin.hai", Role.admin)).get(asked.location).text)
    assert "Tài khoản giao việc này đã bị khóa trước khi việc được thực hiện." in words
    assert jobs_of(season)[0].state is JobState.failed
    with season.reading() as session:
        assert session.scalars(select(Result)).all() == []


@pytest.mark.parametrize("lose", [lambda season, login: disable(season, login),
                                  lambda season, login: season.end_roles(login, Role.admin)])  # fmt: skip
def test_the_units_are_not_written_out_for_an_account_that_is_no_administrator_any_more(season, admin, lose):
    admin.post("/jobs/export", data={"ending": "csv"})
    lose(season, season.who(Role.admin))

    drainer(season).drain()

    (job,) = jobs_of(season)
    assert (job.state, job.result_sha256, len(job.reasons)) == (JobState.failed, None, 1)


def test_a_former_administrator_gets_no_export(season, admin):
    asked = admin.post("/jobs/export", data={"ending": "csv"})
    drainer(season).drain()
    there = admin.get(f"{asked.location}/result").status_code

    season.end_roles(season.who(Role.admin), Role.admin)

    gone = [admin.get(f"{asked.location}{page}").status_code for page in ("", "/result")]
    assert (there, gone) == (200, [404, 404])
    assert "Chưa có việc nào." in text_of(admin.get("/jobs").text)


def test_an_administrator_pauses_and_cancels_the_jobs_of_papers_but_does_not_get_the_papers(season, clerk, admin):
    decision_id = commend_several(season, (CELL,))
    asked = clerk.post(f"/decisions/{decision_id}/volume")
    drainer(season).drain()

    page, answer = admin.get(asked.location), admin.get(f"{asked.location}/result")
    again = clerk.post(f"/decisions/{decision_id}/volume").location
    acts = [admin.post(f"{again}/{act}").status_code for act in ("pause", "cancel")]

    assert "Tải về" not in text_of(page.text)
    assert (answer.status_code, clerk.get(f"{asked.location}/result").status_code, acts) == (403, 200, [303, 303])


@pytest.mark.parametrize("role", [Role.award_clerk, Role.authority_secretary])
def test_whoever_makes_the_papers_no_more_has_nothing_to_do_with_their_jobs(season, role):
    decision_id = commend_several(season, (CELL,))
    login = season.who(role, "HU")
    client = season.client(login)
    asked = client.post(f"/decisions/{decision_id}/volume").location
    drainer(season).drain()
    again = client.post(f"/decisions/{decision_id}/volume").location

    season.end_roles(login, role)

    seen = [client.get(page).status_code for page in (asked, f"{asked}/result", again)]
    done = [client.post(f"{again}/{act}").status_code for act in ("pause", "cancel")]
    assert (seen, done) == ([404, 404, 404], [404, 404])
    assert "Chưa có việc nào." in text_of(client.get("/jobs").text)


def disable(season, login: str) -> None:
    with season.acting(season.make_account("khoa", Role.admin)) as (session, actor):
        accounts.set_disabled(session, actor, accounts.find_account(session, login), disabled=True)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_units_are_written_into_a_file_that_the_import_reads_again(season, admin, ending):
    asked = admin.post("/jobs/export", data=hidden_fields(admin.get("/jobs").text) | {"ending": ending})

    drainer(season).drain()
    answer = admin.get(f"{asked.location}/result")

    assert f".{ending}" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"PK" if ending == "xlsx" else b"\xef\xbb\xbfcode,kind,org_name")
