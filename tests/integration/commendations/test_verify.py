"""The public check of a commendation, without signing in: by its code, by its file."""

from io import BytesIO

import pytest

from grading.documents import commendation as sheet
from grading.models import Commendation
from tests.commended import commend
from tests.integration.pages import text_of
from workflows import Role


@pytest.fixture
def paper(season) -> Commendation:
    commendation_id = commend(season)
    with season.reading() as session:
        found = session.get_one(Commendation, commendation_id)
        session.expunge(found)
        return found


def test_the_code_of_the_qr_shows_the_lines_of_the_paper_to_anybody(client, paper):
    shown = client.get(f"/verify/{paper.code}")

    assert shown.status_code == 200
    for line in ("recipient", "recipient_parent", "achievement", "issuer_line", "decision_line", "register_line"):
        assert paper.facts[line] in text_of(shown.text)
    assert "Đây là bản trình diễn, không có giá trị." in text_of(shown.text)


def test_nothing_is_shown_that_is_not_printed_on_the_paper(client, paper):
    shown = text_of(client.get(f"/verify/{paper.code}").text)

    for inside in ("HU-A-01", "2020 - 2025", "9/9", "Phiếu", paper.digest, paper.revision_digest, paper.code):
        assert inside not in shown


@pytest.mark.parametrize("typing", [str, str.lower, lambda code: "-".join([code[:4], code[4:8], code[8:]]),
                                    lambda code: f" {code[:6].lower()} {code[6:]} "])  # fmt: skip
def test_the_short_code_is_found_however_it_is_typed(client, paper, typing):
    asked = client.get("/verify", query_string={"code": typing(paper.short_code)})
    shown = client.get(asked.location)

    assert asked.status_code == 302
    assert paper.facts["recipient"] in text_of(shown.text)


def test_letters_that_look_like_digits_are_read_as_the_letters_they_are(client, paper):
    mistaken = paper.code.translate(str.maketrans("OIB", "018"))

    shown = client.get(f"/verify/{mistaken}")

    assert shown.status_code == 200
    assert paper.facts["recipient"] in text_of(shown.text)


@pytest.mark.parametrize("code", ["AAAABBBBCCCC", "A" * 26, "x", "0" * 500, "ĐĐĐĐ", "%2e%2e", "file"])
def test_an_unknown_code_is_said_to_be_unknown(client, paper, code):
    shown = client.get(f"/verify/{code}")

    assert shown.status_code == 404
    assert "Không có Giấy khen nào ứng với mã này." in text_of(shown.text)
    assert "Văn phòng Huyện ủy Mẫu" in text_of(shown.text)


def test_no_code_at_all_is_asked_for_again(client, season):
    asked = client.get("/verify", query_string={"code": " - "})

    assert asked.status_code == 422
    assert 'href="#code"' in asked.text


def test_part_of_a_code_finds_nothing(client, paper):
    answers = [client.get(f"/verify/{paper.code[:length]}") for length in (4, 11, 13, 25)]

    assert {answer.status_code for answer in answers} == {404}
    assert not any(paper.facts["recipient"] in text_of(answer.text) for answer in answers)


@pytest.fixture
def issued(season, paper, monkeypatch) -> bytes:
    monkeypatch.setattr(sheet, "render", lambda facts: b"%PDF-1.7 " + facts.serial.encode())
    monkeypatch.setattr("grading.documents.fingerprint.renderer_fingerprint", lambda: "weasyprint test")
    season.client(season.who(Role.award_clerk, "HU")).post(f"/commendations/{paper.id}")
    return b"%PDF-1.7 " + paper.code.encode()


def upload(client, content: bytes):
    return client.post("/verify/file", data={"file": (BytesIO(content), "giay-khen.pdf")})


def test_the_file_that_was_issued_is_known_by_its_bytes(client, paper, issued):
    shown = upload(client, issued)

    assert shown.status_code == 200
    assert "Tệp này đúng là bản đã phát hành." in text_of(shown.text)
    assert paper.facts["recipient"] in text_of(shown.text)


def test_a_file_that_differs_by_one_byte_is_not_the_one_issued(season, client, issued):
    kept = sorted(season.app.extensions["settings"].data.glob("files/*/*"))

    shown = upload(client, issued + b" ")

    assert "Tệp này khác bản đã phát hành." in text_of(shown.text)
    assert sorted(season.app.extensions["settings"].data.glob("files/*/*")) == kept


@pytest.mark.parametrize("size", [0, 10 * 1024 * 1024 + 1])
def test_a_file_that_is_empty_or_too_large_is_asked_for_again(client, season, size):
    refused = upload(client, b"x" * size)

    assert refused.status_code == 422
    assert 'href="#file"' in refused.text


def test_a_visitor_who_reads_english_sees_what_the_lines_mean(client, paper):
    client.post("/language", data={"lang": "en", "next": "/verify"})

    shown = text_of(client.get(f"/verify/{paper.code}").text)

    assert "This commendation is in the register." in shown
    assert paper.facts["achievement"] in shown
    assert "Outstanding among those rated “Excellent completion of tasks” in 2022" in shown
    assert "For the standing committee, Secretary" in shown
