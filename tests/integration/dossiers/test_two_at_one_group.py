"""Two people on one page of a group: what they change in different criteria is kept, in the same one they are told."""

import pytest

from grading.rules.levels import Grade
from grading.services.dossiers.answers import own_layer
from tests.integration.pages import box, chosen, hidden_fields, text_of
from workflows import Role

CELL = "HU-A-01"
AUTOSAVE = {"X-Autosave": "1"}
FIRST = {"grade-ideology": "excellent", "words-ideology": "Tổ chức 4 buổi học tập."}
SECOND = {"grade-organisation": "good", "words-organisation": "12/12 kỳ sinh hoạt."}


@pytest.fixture
def both(season):
    """The address of a page with answers, and two people of the cell with it open, each with every box of it."""
    season.open()
    season.answer(CELL)
    url = f"/dossiers/{season.dossier_id(CELL)}/groups/party_building"
    clients = [season.client(season.who(role, CELL)) for role in (Role.cell_secretary, Role.cell_committee)]
    return url, [(client, boxes_of(client.get(url).text)) for client in clients]


def boxes_of(page):
    """Returns every box of the page as a browser would send it."""
    fields = hidden_fields(page)
    keys = [name.removeprefix("version-") for name in fields if name.startswith("version-")]
    grades = {f"grade-{key}": chosen(page, f"grade-{key}") or "" for key in keys}
    return fields | grades | {f"words-{key}": box(page, f"words-{key}") for key in keys}


def stored(season, key):
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        score = own_layer(dossier).score(key)
        return score.grade, score.words


@pytest.mark.parametrize("headers", [{}, AUTOSAVE], ids=["by the button", "by itself"])
def test_changes_of_different_criteria_are_both_kept(season, both, headers):
    url, ((one, seen), (other, seen_too)) = both

    answers = [
        one.post(url, data=seen | FIRST, headers=headers),
        other.post(url, data=seen_too | SECOND, headers=headers),
    ]

    assert {answer.status_code for answer in answers} == {200 if headers else 303}
    assert stored(season, "ideology") == (Grade.excellent, "Tổ chức 4 buổi học tập.")
    assert stored(season, "organisation") == (Grade.good, "12/12 kỳ sinh hoạt.")


def test_changes_of_the_same_criterion_are_shown_side_by_side_and_the_rest_as_it_is_stored(season, both):
    url, ((one, seen), (other, seen_too)) = both
    one.post(url, data=seen | FIRST | SECOND)

    told = other.post(url, data=seen_too | {"words-ideology": "Tổ chức 5 buổi."})

    assert told.status_code == 409
    assert "Nội dung đang lưu trên hệ thống Xuất sắc Tổ chức 4 buổi học tập." in text_of(told.text)
    assert box(told.text, "words-ideology") == "Tổ chức 5 buổi."
    assert box(told.text, "words-organisation") == "12/12 kỳ sinh hoạt."
    assert stored(season, "ideology") == (Grade.excellent, "Tổ chức 4 buổi học tập.")


def test_an_autosave_does_not_hide_what_somebody_else_has_changed_meanwhile(season, both):
    url, ((one, seen), (other, seen_too)) = both
    one.post(url, data=seen | FIRST)
    kept = other.post(url, data=seen_too | SECOND, headers=AUTOSAVE)

    later = other.post(url, data=seen_too | kept.json["versions"] | SECOND | {"words-ideology": "Tổ chức 5 buổi."})

    assert later.status_code == 409
    assert stored(season, "ideology") == (Grade.excellent, "Tổ chức 4 buổi học tập.")


def test_a_refused_page_shows_what_somebody_else_has_saved_meanwhile(season, both):
    url, ((one, seen), (other, seen_too)) = both
    one.post(url, data=seen | FIRST)

    refused = other.post(url, data=seen_too | {"words-organisation": "x" * 4001})

    assert refused.status_code == 422
    assert box(refused.text, "words-ideology") == "Tổ chức 4 buổi học tập."
    assert box(refused.text, "words-organisation") == "x" * 4001
