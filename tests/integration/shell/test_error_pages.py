"""Every failure shows a page of its own, and the page says what to do."""

from io import BytesIO

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from grading.models import Unit
from grading.web.shell.session import unit_of_work


@pytest.fixture
def failing(fresh_app):
    """Returns a function that adds an address with the given view; failures reach the visitor as in real use."""
    fresh_app.testing = False

    def add(view):
        fresh_app.add_url_rule("/failing", "failing", view, methods=["GET", "POST"])
        return fresh_app.test_client()

    return add


def test_an_address_that_does_not_exist_shows_a_page(client):
    answer = client.get("/khong-co")

    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.text
    assert "/sign-in" not in answer.headers.get("Location", "")


def test_a_number_that_no_row_can_have_is_not_found(client, season):
    answer = season.client(season.make_account("somebody")).get(f"/units/{10**30}")

    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.text


def test_a_mistake_in_the_code_shows_a_page_that_keeps_the_typed_text(failing):
    def broken():
        raise RuntimeError("a mistake of ours")

    answer = failing(broken).post("/failing", data={"words": "một đoạn văn dài", "csrf_token": "x"})

    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.text
    assert "một đoạn văn dài" in answer.text
    assert "a mistake of ours" not in answer.text


@pytest.mark.parametrize("address", ["/", "/sign-in", "/units", "/khong-co"])
def test_a_missing_database_shows_a_bare_page(app, season, address):
    app.testing = False
    client = season.client(season.make_account("somebody"))
    engine, app.extensions["engine"] = app.extensions["engine"], create_engine("sqlite:////nowhere/at/all")

    answer = client.get(address)

    app.extensions["engine"] = engine
    assert answer.status_code in {404, 500, 503}
    assert "</html>" in answer.text
    assert "look.css?v=" in answer.text
    assert "csrf_token" not in answer.text


def test_a_request_to_a_busy_database_is_tried_once_more(failing):
    attempts = []

    def busy_once():
        attempts.append(1)
        if len(attempts) == 1:
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        return "done"

    assert failing(busy_once).post("/failing").text == "done"


def test_a_database_that_stays_busy_shows_a_page_that_keeps_the_typed_text(failing):
    def always_busy():
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    answer = failing(always_busy).post("/failing", data={"words": "một đoạn văn dài"})

    assert answer.status_code == 503
    assert "một đoạn văn dài" in answer.text


def test_a_row_that_somebody_else_has_just_added_is_a_conflict(failing, season):
    def same_code_twice():
        with unit_of_work() as session:
            session.add(Unit(code="HU-A-01"))

    answer = failing(same_code_twice).post("/failing")

    assert answer.status_code == 409
    assert "Nội dung này vừa được người khác cập nhật." in answer.text


def test_the_refusal_of_a_large_upload_says_how_large_it_may_be(app, client, settings):
    app.config["MAX_CONTENT_LENGTH"] = 3 * 1024 * 1024

    answer = client.post("/verify/file", data={"file": (BytesIO(b"a" * 4 * 1024 * 1024), "paper.pdf")})

    assert answer.status_code == 413
    assert f"Mỗi tệp tối đa {settings.max_upload_mb} MB, mỗi lần gửi tối đa 3 MB" in answer.text


def test_a_request_for_another_host_shows_a_bare_page(app):
    app.testing = False

    answer = app.test_client().get("/", base_url="http://evil.example")

    assert answer.status_code == 400
    assert "</html>" in answer.text


def test_a_form_without_its_token_says_to_open_the_page_again(app):
    app.config["WTF_CSRF_ENABLED"] = True

    answer = app.test_client().post("/sign-in", data={"login": "a"})

    assert answer.status_code == 400
    assert "Biểu mẫu đã hết hạn" in answer.text


def test_an_address_that_a_refused_form_left_in_the_bar_leads_to_the_page_above(season):
    season.open()
    dossier_id = season.dossier_id("HU-A-01")
    client = season.client(season.secretary("HU-A-01"))

    replies = [client.get(f"/dossiers/{dossier_id}/{below}") for below in ("layers/appraiser", "signed-paper")]

    assert {(reply.status_code, reply.location) for reply in replies} == {(303, f"/dossiers/{dossier_id}")}
