"""A form with too many files, and a file that cannot be checked, are refused in words."""

from io import BytesIO

import pytest

from grading.documents.uploads import accepting
from grading.documents.uploads.checking import Checkers
from grading.services.dossiers import evidence
from tests.integration.pages import text_of
from tests.season import PDF

CELL = "HU-A-01"


@pytest.fixture
def cell(season):
    """The address of the dossier and the secretary's browser."""
    season.open()
    return f"/dossiers/{season.dossier_id(CELL)}", season.client(season.secretary(CELL))


def test_the_files_of_a_whole_form_are_counted_before_any_is_read(season, cell):
    url, client = cell
    files = {
        field: [(BytesIO(b"MZ"), f"{field}-{number}.exe") for number in range(6)]
        for field in ("file-inspection", "file-ideology")
    }

    reply = client.post(f"{url}/groups/party_building", data=files)

    words = text_of(reply.text)
    assert reply.status_code == 422
    assert "Mỗi lần chỉ tải lên tối đa 10 tệp." in words
    assert "không phải PDF" not in words


def test_a_child_that_is_lost_refuses_the_file_in_words_and_not_as_an_error_of_the_server(season, cell, monkeypatch):
    url, client = cell
    dying = Checkers(("-c", "import os; os.read(0, 4); os.kill(os.getpid(), 9)"))
    monkeypatch.setattr(accepting, "CHECKERS", dying)

    reply = client.post(f"{url}/evidence", data={
        "criterion": "inspection", "file-inspection": (BytesIO(PDF), "ke-hoach.pdf"),
    })  # fmt: skip

    dying.close()
    assert reply.status_code == 422
    assert "Việc kiểm tra tệp “ke-hoach.pdf” bị ngắt giữa chừng." in text_of(reply.text)
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        assert evidence.live(dossier) == []
