"""Evidence is added in the browser, cleaned or refused, handed out along the dossier's chain, and removed."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from grading.models import Evidence
from grading.services.dossiers import evidence
from tests.integration.pages import box, hidden_fields, links_of, text_of
from tests.season import PDF
from workflows import Role, State

CELL = "HU-A-01"
GPS = 34853


def photograph(*, with_place: bool) -> bytes:
    out, exif = BytesIO(), Image.Exif()
    if with_place:
        exif.get_ifd(GPS)[2] = (9.0, 54.0, 0.0)
        exif[GPS] = exif.get_ifd(GPS)
    Image.new("RGB", (80, 60), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def cell(season):
    """The address of the dossier and the secretary's browser."""
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}", season.client(season.secretary(CELL))


def upload(client, url, content=PDF, name="ke-hoach.pdf", criterion="inspection"):
    return client.post(f"{url}/evidence", data={"criterion": criterion, f"file-{criterion}": (BytesIO(content), name)})


def live(season, cell=CELL):
    with season.with_dossier(season.secretary(cell), cell) as (_session, _account, dossier):
        return [(row.criterion, row.name, row.id) for row in evidence.live(dossier)]


def test_an_attached_file_comes_back_as_a_download_that_runs_nothing(season, cell):
    url, client = cell

    reply = upload(client, url)

    assert (reply.status_code, reply.location) == (303, f"{url}/evidence#inspection")
    [(criterion, name, row_id)] = live(season)
    assert (criterion, name) == ("inspection", "ke-hoach.pdf")
    download = client.get(f"/evidence/{row_id}")
    assert download.data == PDF
    assert download.headers["Content-Disposition"].startswith('attachment; filename="ke-hoach.pdf"')
    assert download.headers["Content-Security-Policy"].startswith("sandbox")
    assert download.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photograph_loses_its_location_and_the_page_says_so(season, cell):
    url, client = cell

    upload(client, url, photograph(with_place=True), "anh.jpg")

    words = text_of(client.get(f"{url}/evidence").text)
    assert "Đã thêm tệp “anh.jpg”. Đã bỏ vị trí chụp khỏi ảnh." in words
    [(_criterion, _name, row_id)] = live(season)
    assert GPS not in Image.open(BytesIO(client.get(f"/evidence/{row_id}").data)).getexif()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1", "IMG_01.HEIC", "ở dạng HEIC"),
        (b"MZ\x90\x00", "bao-cao.exe", "không phải PDF, JPEG, PNG, DOCX hoặc XLSX"),
        (PDF, "Báo cáo (MẬT).pdf", "Tài liệu mật không được đưa lên đây"),
        (b"", "rong.pdf", "không có nội dung"),
    ],
)
def test_the_page_says_why_a_file_is_refused(season, cell, content, name, sentence):
    url, client = cell

    reply = upload(client, url, content, name)

    assert reply.status_code == 422
    assert sentence in text_of(reply.text)
    assert "#file-inspection" in links_of(reply.text)
    assert live(season) == []


def test_an_upload_without_a_file_asks_for_one(season, cell):
    url, client = cell

    reply = client.post(f"{url}/evidence", data={"criterion": "inspection"})

    assert reply.status_code == 422
    assert "Chưa chọn tệp." in text_of(reply.text)


def test_uploading_on_the_page_of_a_group_keeps_what_was_typed(season, cell):
    url, client = cell
    group = f"{url}/groups/party_building"

    reply = client.post(group, data={
        "words-ideology": "Bốn buổi học tập.", "file-inspection": (BytesIO(PDF), "so-lieu.pdf"), "go": "inspection",
    })  # fmt: skip

    assert reply.location == f"{group}#inspection"
    page = client.get(group).text
    assert box(page, "words-ideology") == "Bốn buổi học tập."
    assert "Đã thêm tệp “so-lieu.pdf”." in text_of(page)


def test_uploading_nothing_on_the_page_of_a_group_says_so_and_keeps_what_was_typed(season, cell):
    url, client = cell

    reply = client.post(f"{url}/groups/party_building", data={"words-ideology": "Bốn buổi.", "go": "inspection"})

    assert reply.status_code == 422
    assert "Chưa chọn tệp." in text_of(reply.text)
    assert "#file-inspection" in links_of(reply.text)
    assert box(reply.text, "words-ideology") == "Bốn buổi."


def test_a_refused_file_on_the_page_of_a_group_leaves_the_words_in_their_box(season, cell):
    url, client = cell

    reply = client.post(f"{url}/groups/party_building", data={
        "words-ideology": "Bốn buổi học tập.", "file-inspection": (BytesIO(b"MZ"), "a.exe"),
    })  # fmt: skip

    assert reply.status_code == 422
    assert box(reply.text, "words-ideology") == "Bốn buổi học tập."
    assert "#file-inspection" in links_of(reply.text)


def test_the_same_file_on_the_same_criterion_is_stored_once(season, cell):
    url, client = cell
    upload(client, url)

    upload(client, url)

    assert len(live(season)) == 1
    assert "đã có ở tiêu chí này" in text_of(client.get(f"{url}/evidence").text)


def test_evidence_is_seen_only_along_the_chain_of_the_dossier(season, cell):
    url, client = cell
    season.submit(CELL)
    [(_criterion, _name, row_id)] = live(season)
    outsiders = [season.secretary("HU-A-02"), season.who(Role.commune_reviewer, "HU-B"), season.who(Role.admin),
              season.who(Role.appraiser, "HU")]  # fmt: skip

    replies = [season.client(login).get(f"/evidence/{row_id}") for login in outsiders]

    assert {reply.status_code for reply in replies} == {404}
    assert not any(PDF in reply.data for reply in replies)
    assert season.client(season.reviewer(CELL)).get(f"/evidence/{row_id}").data == PDF


def test_a_removed_file_is_gone_until_the_removal_is_undone(season, cell):
    url, client = cell
    upload(client, url)
    [(_criterion, _name, row_id)] = live(season)
    assert "Xóa tệp này?" in text_of(client.get(f"/evidence/{row_id}/removal").text)

    reply = client.post(f"/evidence/{row_id}/removal")

    assert live(season) == []
    assert client.get(f"/evidence/{row_id}").status_code == 404
    page_afterwards = client.get(reply.location).text
    assert "Đã xóa tệp “ke-hoach.pdf”." in text_of(page_afterwards)
    assert client.post(f"/evidence/{row_id}/restoration").status_code == 303
    assert [row[2] for row in live(season)] == [row_id]


def test_no_file_is_added_or_removed_after_the_dossier_is_sent(season, cell):
    url, client = cell
    season.submit(CELL)
    [(_criterion, _name, row_id)] = live(season)

    removal = f"/evidence/{row_id}/removal"
    replies = [upload(client, url), client.post(removal), client.get(removal)]

    assert [reply.status_code for reply in replies] == [409, 409, 409]
    assert len(live(season)) == 1


def test_after_a_return_files_of_other_criteria_stay_locked(season, cell):
    url, client = cell
    season.submit(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Mời sửa I.1.", criteria=("ideology",))
    [(_criterion, _name, row_id)] = live(season)

    reply = client.post(f"/evidence/{row_id}/removal")

    assert reply.status_code == 422
    assert "Đang khóa: tiêu chí I.4." in text_of(reply.text)
    assert upload(client, url, criterion="inspection").status_code == 422
    assert upload(client, url, criterion="ideology").status_code == 303


def test_a_dossier_takes_no_more_files_than_its_limit(season, cell, monkeypatch):
    url, client = cell
    monkeypatch.setattr(evidence, "MAX_FILES", 1)
    upload(client, url)

    reply = upload(client, url, photograph(with_place=False), "anh.jpg")

    assert reply.status_code == 422
    assert "Hồ sơ đã có 1 tệp minh chứng, là số tối đa." in text_of(reply.text)


def test_the_commune_attaches_nothing(season, cell):
    url, _client = cell
    season.bring(CELL, State.commune_review)

    before = live(season)

    reply = upload(season.client(season.reviewer(CELL)), url)

    assert reply.status_code == 403
    assert "Việc này do bí thư chi bộ thực hiện." in text_of(reply.text)
    assert live(season) == before


def test_a_removed_file_stays_in_the_table_of_evidence(season, cell):
    url, client = cell
    upload(client, url)
    [(_criterion, _name, row_id)] = live(season)

    client.post(f"/evidence/{row_id}/removal")

    with season.reading() as session:
        assert session.scalars(select(Evidence).where(Evidence.id == row_id)).one().removed_at is not None
    assert hidden_fields(client.get(f"{url}/evidence").text)["criterion"]


def test_a_request_far_above_the_size_limit_is_refused(season, app, cell):
    url, client = cell
    app.config["MAX_CONTENT_LENGTH"] = 500

    reply = upload(client, url)

    assert reply.status_code == 413
    assert "Nội dung gửi lên quá lớn" in text_of(reply.text)
