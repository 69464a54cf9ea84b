"""The public check of a commendation by its code or its file, without signing in."""

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
        commendation = session.get_one(Commendation, commendation_id)
        session.expunge(commendation)
        return commendation


def test_the_code_in_the_qr_shows_the_lines_of_the_paper_to_anybody(client, paper):
    answer = client.get(f"/verify/{paper.code}")

    assert answer.status_code == 200
    for line in ("recipient", "recipient_parent", "achievement", "issuer_line", "decision_line", "register_line"):
        assert paper.facts[line] in text_of(answer.text)
    assert "Đây là bản trình diễn, không có giá trị." in text_of(answer.text)


def test_the_check_shows_nothing_that_is_not_printed_on_the_paper(client, paper):
    page_text = text_of(client.get(f"/verify/{paper.code}").text)

    for internal_fact in ("HU-A-01", "2020 - 2025", "9/9", "Phiếu", paper.digest, paper.revision_digest, paper.code):
        assert internal_fact not in page_text


@pytest.mark.parametrize("typing", [str, str.lower, lambda code: "-".join([code[:4], code[4:8], code[8:]]),
                                    lambda code: f" {code[:6].lower()} {code[6:]} "])  # fmt: skip
def test_the_short_code_is_found_however_it_is_typed(client, paper, typing):
    redirect = client.get("/verify", query_string={"code": typing(paper.short_code)})
    answer = client.get(redirect.location)

    assert redirect.status_code == 302
    assert paper.facts["recipient"] in text_of(answer.text)


@pytest.mark.parametrize("written", ["https://chi-bo.example.org/verify/{}", "http://x.vn/verify/{})", "{}.", " {} ).",
                                     "https://x.vn/verify?code={}", "\u200b{}\u200e"])  # fmt: skip
def test_a_pasted_link_is_read_for_its_code(client, paper, written):
    redirect = client.get("/verify", query_string={"code": written.format(paper.code)})
    answer = client.get(redirect.location)

    assert redirect.location == f"/verify/{paper.short_code}"
    assert paper.facts["recipient"] in text_of(answer.text)


@pytest.mark.parametrize("address", ["/verify/{}/", "/VERIFY/{}", "/verify/{}%20để", "/verify/{}%3Flang=vi"])
def test_an_address_that_a_program_changed_still_shows_the_paper(client, paper, address):
    answer = client.get(address.format(paper.code), follow_redirects=True)

    assert answer.status_code == 200
    assert paper.facts["recipient"] in text_of(answer.text)


def test_digits_that_look_like_letters_are_read_as_those_letters(client, paper):
    mistyped_code = paper.code.translate(str.maketrans("OIB", "018"))

    answer = client.get(f"/verify/{mistyped_code}")

    assert answer.status_code == 200
    assert paper.facts["recipient"] in text_of(answer.text)


@pytest.mark.parametrize("code", ["AAAABBBBCCCC", "A" * 26, "x", "0" * 500, "ĐĐĐĐ", "%2e%2e", "file"])
def test_an_unknown_code_is_reported_as_unknown(client, paper, code):
    answer = client.get(f"/verify/{code}")

    assert answer.status_code == 404
    assert "Không có Giấy khen nào ứng với mã này." in text_of(answer.text)
    assert "Văn phòng Huyện ủy Mẫu" in text_of(answer.text)


def test_an_empty_code_is_refused(client, season):
    answer = client.get("/verify", query_string={"code": " - "})

    assert answer.status_code == 422
    assert 'href="#code"' in answer.text


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


def test_the_issued_file_is_recognised_by_its_bytes(client, paper, issued):
    answer = upload(client, issued)

    assert answer.status_code == 200
    assert "Tệp này đúng là bản đã phát hành." in text_of(answer.text)
    assert paper.facts["recipient"] in text_of(answer.text)


def test_a_file_that_differs_by_one_byte_is_not_recognised_and_not_stored(season, client, issued):
    stored_files = sorted(season.app.extensions["settings"].data.glob("files/*/*"))

    answer = upload(client, issued + b" ")

    assert "Tệp này khác bản đã phát hành." in text_of(answer.text)
    assert sorted(season.app.extensions["settings"].data.glob("files/*/*")) == stored_files


@pytest.mark.parametrize("size", [0, 10 * 1024 * 1024 + 1])
def test_a_file_that_is_empty_or_too_large_is_refused(client, season, size):
    answer = upload(client, b"x" * size)

    assert answer.status_code == 422
    assert 'href="#file"' in answer.text


def test_a_visitor_who_reads_english_sees_what_the_lines_mean(client, paper):
    client.post("/language", data={"lang": "en", "next": "/verify"})

    page_text = text_of(client.get(f"/verify/{paper.code}").text)

    assert "This commendation is in the register." in page_text
    assert paper.facts["achievement"] in page_text
    assert "Outstanding among those rated “Excellent completion of tasks” in 2022" in page_text
    assert "For the standing committee, Secretary" in page_text
