"""The papers of a decision: made after it, kept as they are, listed in the register, seen by those who may."""

import pytest
from sqlalchemy import select

from grading.documents import commendation as sheet
from grading.documents.errors import PdfError
from grading.models import Commendation, Decision
from grading.storage import digest
from tests.commended import CELL, commend
from tests.integration.decisions.meetings import open_meeting, opened_campaign, secretary_of
from tests.integration.pages import hidden_fields, text_of
from workflows import Role, State

CLERK, INSPECTOR = Role.award_clerk, Role.inspector


@pytest.fixture
def printer(monkeypatch):
    """Stands in for the typesetting, which tests/unit/documents looks at: a small file in no time."""
    made = []

    def render(facts):
        made.append(facts.serial)
        return b"%PDF-1.7 " + facts.serial.encode()

    monkeypatch.setattr(sheet, "render", render)
    monkeypatch.setattr("grading.documents.fingerprint.renderer_fingerprint", lambda: "weasyprint test")
    return made


def paper_of(season, commendation_id: int) -> Commendation:
    with season.reading() as session:
        found = session.get_one(Commendation, commendation_id)
        session.expunge(found)
        return found


def test_papers_are_made_right_after_the_decision_is_issued(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))

    client.post(f"/commendations/{commendation_id}")
    served = client.get(f"/commendations/{commendation_id}.pdf")

    paper = paper_of(season, commendation_id)
    assert (served.status_code, served.mimetype) == (200, "application/pdf")
    assert digest(served.data) == paper.pdf_sha256
    assert served.headers["Content-Disposition"] == f'inline; filename="giay-khen-01-2022-{CELL}.pdf"'
    copies = [path.name for path in season.app.extensions["settings"].data.glob("commendations/rating/*")]
    assert copies == [f"1-{CELL}.pdf"]


def test_a_paper_is_made_once_and_served_as_it_is_from_then_on(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))

    for _time in range(2):
        client.post(f"/commendations/{commendation_id}")
        client.get(f"/commendations/{commendation_id}.pdf")

    assert len(printer) == 1


def test_looking_at_a_paper_without_a_file_makes_none(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))

    asked = client.get(f"/commendations/{commendation_id}.pdf")
    shown = client.get(asked.location)

    assert asked.status_code == 302
    assert f'<form method="post" action="/commendations/{commendation_id}">' in shown.text
    assert printer == []
    assert paper_of(season, commendation_id).pdf_sha256 is None


def test_a_paper_that_cannot_be_made_leaves_the_decision_and_says_so(season, printer, monkeypatch):
    commendation_id = commend(season)
    client = season.client(secretary_of(season, "HU"))
    with season.reading() as session:
        decision = session.scalars(select(Decision).order_by(Decision.id.desc())).first()

    def fail(_facts):
        raise PdfError("no paper today")

    monkeypatch.setattr(sheet, "render", fail)
    tried = client.post(f"/decisions/{decision.id}/papers", follow_redirects=True)
    monkeypatch.undo()

    assert "Quyết định và số vào sổ vẫn giữ nguyên" in text_of(tried.text)
    assert "Số vào sổ: 01/2022, Chi bộ 01 xã Mẫu A." in text_of(tried.text)
    assert f'action="/decisions/{decision.id}/papers"' in tried.text
    assert paper_of(season, commendation_id).pdf_sha256 is None


def test_a_file_that_was_damaged_on_disk_is_made_again_to_the_bit(season, printer):
    commendation_id = commend(season)
    client = season.client(season.who(CLERK, "HU"))
    client.post(f"/commendations/{commendation_id}")
    sha256 = paper_of(season, commendation_id).pdf_sha256
    stored = season.app.extensions["settings"].data / "files" / sha256[:2] / sha256
    stored.write_bytes(b"scratched")

    damaged = client.get(f"/commendations/{commendation_id}.pdf")
    client.post(f"/commendations/{commendation_id}")

    assert damaged.status_code == 503
    assert f'<form method="post" action="/commendations/{commendation_id}">' in damaged.text
    assert digest(stored.read_bytes()) == sha256
    assert paper_of(season, commendation_id).pdf_sha256 == sha256


def test_the_register_makes_what_is_missing_in_the_order_of_its_numbers(season, printer):
    commend(season)
    client = season.client(season.who(CLERK, "HU"))
    page = client.get("/register").text

    made = client.post("/register", data=hidden_fields(page), follow_redirects=True)

    assert '<form method="post" action="/register">' in page
    assert '<form method="post" action="/register">' not in made.text
    assert len(printer) == 1


def test_the_register_tells_number_recipient_achievement_and_decision(season):
    commend(season)

    shown = text_of(season.client(season.who(INSPECTOR, "HU")).get("/register").text)

    assert "Sổ khen thưởng năm 2022" in shown
    for part in ("01/2022", "Chi bộ 01 xã Mẫu A", "Đảng bộ xã Mẫu A", "tiêu biểu năm 2022", "-QĐ/HU, ngày 26/12/2022"):
        assert part in shown


def test_who_may_see_and_make_a_paper(season, printer):
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

    found = {}
    for name, login in accounts.items():
        client = season.client(login)
        found[name] = (client.get(paper).status_code, client.post(paper).status_code, client.get(register).status_code)

    assert found == {
        "clerk": (200, 303, 200),
        "inspector": (200, 403, 200),
        "own cell": (200, 403, 403),
        "other cell": (404, 404, 403),
        "commune": (200, 403, 403),
        "other commune": (404, 404, 403),
        "other clerk": (404, 404, 200),
        "admin": (404, 404, 403),
    }


def test_an_inspector_reads_an_issued_decision_and_makes_no_papers(season, printer):
    commend(season)
    client = season.client(season.who(INSPECTOR, "HU"))
    with season.reading() as session:
        decision = session.scalars(select(Decision).order_by(Decision.id.desc())).first()

    seen = [client.get(f"/decisions/{decision.id}{page}").status_code for page in ("", "/list", "/vote")]
    made = client.post(f"/decisions/{decision.id}/papers")

    assert seen == [200, 200, 403]
    assert made.status_code == 403
    assert printer == []


def test_the_awards_of_a_campaign_name_open_and_closed_grounds_at_the_meeting(season):
    commend(season)
    season.open("second")
    season.bring("HU-A-02", State.certification, "EXCELLENT")
    client, _page = open_meeting(season, "HU")
    with season.reading() as session:
        campaign_id = opened_campaign(season, session).id

    shown = text_of(client.get(f"/campaigns/{campaign_id}/awards").text)

    assert "Chi bộ 02 xã Mẫu A" in shown
    assert "Chưa đủ 5 năm liền: năm 2021 Chi bộ 02 xã Mẫu A chưa có kết quả xếp loại." in shown
