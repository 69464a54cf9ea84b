"""The papers of a decision: when they are made, that they stay the same, the register, and who sees them."""

import pytest
from sqlalchemy import select

from grading.documents import commendation as sheet
from grading.documents.errors import Overflow, PdfError
from grading.models import Commendation, Decision, JobState
from grading.storage import digest
from tests.commended import CELL, commend
from tests.draining import Small, drainer, jobs_of
from tests.integration.decisions.meetings import open_meeting, opened_campaign, secretary_of
from tests.integration.pages import hidden_fields, text_of
from workflows import Role, State

CLERK, INSPECTOR = Role.award_clerk, Role.inspector


@pytest.fixture
def printer(monkeypatch):
    """Replaces the slow typesetting, which tests/unit/documents tests, by a small file. Returns the printed serials."""
    printed_serials = []

    def render(facts):
        printed_serials.append(facts.serial)
        return b"%PDF-1.7 " + facts.serial.encode()

    monkeypatch.setattr(sheet, "render", render)
    monkeypatch.setattr("grading.documents.fingerprint.renderer_fingerprint", lambda: "weasyprint test")
    return printed_serials


def paper_of(season, commendation_id: int) -> Commendation:
    with season.reading() as session:
        commendation = session.get_one(Commendation, commendation_id)
        session.expunge(commendation)
        return commendation


def test_the_paper_of_an_issued_decision_is_made_and_served(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))

    client.post(f"/commendations/{commendation_id}")
    answer = client.get(f"/commendations/{commendation_id}.pdf")

    paper = paper_of(season, commendation_id)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert digest(answer.data) == paper.pdf_sha256
    assert answer.headers["Content-Disposition"] == f'inline; filename="giay-khen-01-2022-{CELL}.pdf"'
    copies = [path.name for path in season.app.extensions["settings"].data.glob("commendations/rating/*")]
    assert copies == [f"1-{CELL}.pdf"]


def test_a_paper_is_made_only_once_however_often_it_is_requested(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))

    for _time in range(2):
        client.post(f"/commendations/{commendation_id}")
        client.get(f"/commendations/{commendation_id}.pdf")

    assert len(printer) == 1


def test_looking_at_a_paper_without_a_file_makes_no_file(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))

    redirect = client.get(f"/commendations/{commendation_id}.pdf")
    page = client.get(redirect.location)

    assert redirect.status_code == 302
    assert f'<form method="post" action="/commendations/{commendation_id}">' in page.text
    assert printer == []
    assert paper_of(season, commendation_id).pdf_sha256 is None


def test_a_paper_that_cannot_be_made_is_reported_and_the_decision_stays(season, printer, monkeypatch):
    commendation_id = commend(season)
    client = season.client(secretary_of(season, "HU"))

    def fail(_facts):
        raise PdfError("no paper today")

    monkeypatch.setattr(sheet, "render", fail)
    answer = client.post(f"/commendations/{commendation_id}", follow_redirects=True)
    monkeypatch.undo()

    assert "Quyết định và số vào sổ vẫn giữ nguyên" in text_of(answer.text)
    assert f'<form method="post" action="/commendations/{commendation_id}">' in answer.text
    assert paper_of(season, commendation_id).pdf_sha256 is None


def test_a_file_that_was_damaged_on_disk_is_made_again_byte_for_byte(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))
    client.post(f"/commendations/{commendation_id}")
    sha256 = paper_of(season, commendation_id).pdf_sha256
    stored_file = season.app.extensions["settings"].data / "files" / sha256[:2] / sha256
    stored_file.write_bytes(b"scratched")

    answer = client.get(f"/commendations/{commendation_id}.pdf")
    client.post(f"/commendations/{commendation_id}")

    assert answer.status_code == 503
    assert f'<form method="post" action="/commendations/{commendation_id}">' in answer.text
    assert digest(stored_file.read_bytes()) == sha256
    assert paper_of(season, commendation_id).pdf_sha256 == sha256


@pytest.mark.parametrize("address", ["/register", "/decisions/{decision}/papers"])
def test_the_papers_that_are_missing_are_made_by_a_job(season, printer, address):
    commend(season)
    drainer(season, Small(failing=_fail)).drain()
    client = season.client(season.who(CLERK, "HU"))
    with season.reading() as session:
        decision_id = session.scalars(select(Decision.id).order_by(Decision.id.desc())).first()
    page_before = client.get("/register").text

    client.post(address.format(decision=decision_id), data=hidden_fields(page_before))
    drainer(season, Small()).drain()

    assert '<form method="post" action="/register">' in page_before
    assert [job.state for job in jobs_of(season)] == [JobState.failed, JobState.done]
    assert '<form method="post" action="/register">' not in client.get("/register").text
    assert "Mọi Giấy khen đã có bản in" in client.get(f"/decisions/{decision_id}").text


def _fail(recipient):
    raise Overflow("achievement", recipient)


def test_the_register_shows_number_recipient_achievement_and_decision(season):
    commend(season)

    register_text = text_of(season.client(season.who(INSPECTOR, "HU")).get("/register").text)

    assert "Sổ khen thưởng năm 2022" in register_text
    for part in ("01/2022", "Chi bộ 01 xã Mẫu A", "Đảng bộ xã Mẫu A", "tiêu biểu năm 2022", "-QĐ/HU, ngày 26/12/2022"):
        assert part in register_text


def test_only_some_accounts_see_a_paper_and_only_the_award_clerk_makes_it(season, printer):
    commendation_id = commend(season)
    paper, register = f"/commendations/{commendation_id}", "/register"
    accounts = {
        "clerk": season.who(CLERK, "HU"),
        "inspector": season.who(INSPECTOR, "HU"),
        "own cell": season.secretary(CELL),
        "other cell": season.secretary("HU-A-02"),
        "commune": season.reviewer(CELL),
        "other commune": season.who(Role.commune_reviewer, "HU-B"),
        "other clerk": season.who(CLERK, "HU-B"),
        "admin": season.who(Role.admin),
    }

    statuses = {}
    for name, login in accounts.items():
        client = season.client(login)
        statuses[name] = (
            client.get(paper).status_code,
            client.post(paper).status_code,
            client.get(register).status_code,
        )

    assert statuses == {
        "clerk": (200, 303, 200),
        "inspector": (200, 403, 200),
        "own cell": (200, 403, 403),
        "other cell": (404, 404, 403),
        "commune": (200, 403, 403),
        "other commune": (404, 404, 403),
        "other clerk": (404, 404, 200),
        "admin": (404, 404, 403),
    }


def test_an_inspector_reads_an_issued_decision_but_makes_no_papers(season, printer):
    commend(season)
    client = season.client(season.who(INSPECTOR, "HU"))
    with season.reading() as session:
        decision = session.scalars(select(Decision).order_by(Decision.id.desc())).first()

    statuses = [client.get(f"/decisions/{decision.id}{page}").status_code for page in ("", "/list", "/vote")]
    answer = client.post(f"/decisions/{decision.id}/papers")

    assert statuses == [200, 200, 403]
    assert answer.status_code == 403
    assert printer == []


def test_the_page_of_awards_names_open_and_closed_grounds_during_the_meeting(season):
    commend(season)
    season.open("second", year=2021)
    season.bring("HU-A-02", State.certification, "EXCELLENT")
    client, _page = open_meeting(season, "HU")
    with season.reading() as session:
        campaign_id = opened_campaign(season, session).id

    page_text = text_of(client.get(f"/campaigns/{campaign_id}/awards").text)

    assert "Chi bộ 02 xã Mẫu A" in page_text
    assert "Chưa đủ 5 năm liền: năm 2020 Chi bộ 02 xã Mẫu A chưa có kết quả xếp loại." in page_text
