"""The papers that a cell prints and signs, from its dossier to a PDF with readable text."""

import pytest

from grading.documents.errors import PdfUnavailable
from grading.services.dossiers import papers
from grading.services.dossiers.papers import PaperKind, paper_facts
from tests.integration.pages import text_of, words_of
from workflows import State

CELL = "HU-A-01"


@pytest.fixture
def url(season):
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}/papers"


def facts_of(season, cell=CELL):
    with season.with_dossier(season.secretary(cell), cell) as (session, _account, dossier):
        return paper_facts(session, dossier)


def test_the_report_shows_what_the_cell_answered(season, url):
    season.submit(CELL)

    reply = season.client(season.secretary(CELL)).get(f"{url}/report.pdf")

    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    assert reply.headers["Content-Disposition"] == 'inline; filename="HU-A-01-2022-report.pdf"'
    words = words_of(reply.data)
    assert "CHI BỘ 01 XÃ MẪU A" in words
    assert "12/12 kỳ đạt yêu cầu." in words
    assert "Hoàn thành tốt nhiệm vụ" in words


def test_the_minutes_of_the_ballot_and_their_extract_show_the_votes(season, url):
    season.submit(CELL)
    client = season.client(season.secretary(CELL))

    minutes, extract = (words_of(client.get(f"{url}/{kind}.pdf").data) for kind in ("ballot", "minutes"))

    assert "BIÊN BẢN" in minutes
    assert "kiểm phiếu" in minutes
    assert "9/9 phiếu" in minutes
    assert "TRÍCH BIÊN BẢN" in extract
    assert "9/9 phiếu" in extract


def test_papers_about_a_ballot_are_not_printed_before_the_ballot(season, url):
    client = season.client(season.secretary(CELL))

    reply = client.get(f"{url}/ballot.pdf")

    assert reply.status_code == 409
    assert "Chưa có kết quả bỏ phiếu." in text_of(reply.text)
    assert client.get(f"{url}/report.pdf").status_code == 200
    assert client.get(f"{url}/letter.pdf").status_code == 404


def test_only_the_cell_prints_its_papers(season, url):
    season.bring(CELL, State.commune_review)

    reviewer = season.client(season.reviewer(CELL)).get(f"{url}/report.pdf")
    neighbour = season.client(season.secretary("HU-A-02")).get(f"{url}/report.pdf")

    assert (reviewer.status_code, neighbour.status_code) == (403, 404)
    assert {reviewer.mimetype, neighbour.mimetype} == {"text/html"}
    assert "Việc này do bí thư chi bộ thực hiện." in text_of(reviewer.text)


def test_a_draft_prints_the_revision_that_sending_then_freezes(season, url):
    season.answer(CELL)
    season.count_members(CELL)
    season.vote(CELL)
    season.attach(CELL)
    before = facts_of(season)

    season.step(CELL, "submit", season.secretary(CELL))

    after = facts_of(season)
    assert (before.revision, before.digest) == (1, after.digest)
    assert before == after


def test_later_layers_do_not_change_the_cells_papers(season, url):
    season.submit(CELL)
    facts_when_sent = facts_of(season)

    season.review(CELL)

    assert facts_of(season) == facts_when_sent


def test_the_facts_name_the_bodies_the_rules_and_the_demo(season, url):
    season.submit(CELL)

    facts = facts_of(season)

    assert (facts.superior_org, facts.addressee, facts.place) == ("Đảng bộ xã Mẫu A", "Đảng ủy xã Mẫu A", "Mẫu A")
    assert "Hướng dẫn số 21-HD/BTCTW" in facts.basis
    assert facts.mark == "demo"
    assert [(count.name, count.count) for count in facts.members][:2] == [
        ("Hoàn thành xuất sắc nhiệm vụ", 2), ("Hoàn thành tốt nhiệm vụ", 8),
    ]  # fmt: skip


def test_a_cell_of_fewer_than_nine_full_members_signs_in_its_own_name(season, url):
    season.submit(CELL)
    with_a_committee = facts_of(season)

    season.answer("HU-A-02")
    season.count_members("HU-A-02", members_official=8, members_probationary=0, members_rated=8, members_excellent=2,
                         members_good=6, members_completed=0, members_not_completed=0)  # fmt: skip

    assert with_a_committee.formula == "T/M CHI ỦY"
    assert facts_of(season, "HU-A-02").formula == "T/M CHI BỘ"


def test_the_papers_of_a_title_show_points_out_of_the_maximum_and_no_level(season):
    season.open("four", programme="demo-four-good")
    season.submit(CELL)

    facts = facts_of(season)

    assert (facts.level, facts.model, facts.points) == (None, "Chi bộ 4 tốt", True)
    assert facts.groups[0].criteria[0].standing == "30/30"
    assert [count.name for count in facts.ballots[0].votes] == ["Tán thành", "Không tán thành"]


def test_the_service_names_the_packages_when_the_libraries_for_pdf_are_missing(season, url, monkeypatch):
    def unavailable(_facts):
        raise PdfUnavailable("No PDF can be made without libpango-1.0-0. Install: sudo apt-get install libpango-1.0-0")

    monkeypatch.setitem(papers._PRINT, PaperKind.report, unavailable)

    reply = season.client(season.secretary(CELL)).get(f"{url}/report.pdf")

    assert reply.status_code == 503
    assert "libpango-1.0-0" in text_of(reply.text)
