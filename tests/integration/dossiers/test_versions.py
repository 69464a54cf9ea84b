"""What was handed on can be opened later, whatever the dossier holds now: versions, their files, what changed."""

import pytest

from grading.rules.levels import Grade
from grading.services.dossiers import evidence, returns
from tests.reading import links_of, words_of
from tests.season import PDF, pdf_file
from workflows import Role, State

CELL = "HU-A-01"


@pytest.fixture
def returned(season):
    """A dossier that was sent, judged and sent back; the cell has changed an answer and replaced a file since."""
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    with season.with_dossier(season.reviewer(CELL), CELL) as (_session, _actor, dossier):
        asked = ("ideology", returns.MEMBERS, dossier.evidence[0].criterion)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Xem lại.", criteria=asked)
    season.count_members(CELL, members_probationary=3, members_rated=13, members_good=10)
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier):
        season.change_answer(session, actor, dossier, "ideology", Grade.excellent)
    return season


def page(season, login, number, tail=""):
    return season.client(login).get(f"/dossiers/{season.dossier_id(CELL)}/versions/{number}{tail}")


def sent_again(season):
    season.attach(CELL, content=pdf_file() + b"%", name="moi.pdf")
    season.step(CELL, "submit", season.secretary(CELL))
    return season


def test_those_who_judged_a_version_open_it_while_the_cell_changes_its_answers(returned):
    answer = page(returned, returned.reviewer(CELL), 1)

    words = words_of(answer)
    assert "Bản số 1 của hồ sơ" in words
    assert "12/12 kỳ đạt yêu cầu." in words
    assert "Đã xem lại." not in words


def test_a_version_says_what_differs_from_the_one_before(returned):
    words = words_of(page(sent_again(returned), returned.reviewer(CELL), 2))

    assert "Đã xem lại." in words
    assert "Khác bản số 1" in words
    assert "3 bản số 1: 1" in words


def test_the_history_leads_to_each_version_that_the_reader_may_open(returned):
    history = f"/dossiers/{returned.dossier_id(CELL)}/history"
    sent_again(returned)

    links = links_of(returned.client(returned.reviewer(CELL)).get(history))

    assert {"Xem bản số 1", "Xem bản số 2"} <= set(links)


def test_a_file_that_was_removed_since_is_still_given_to_those_who_judged_it(returned):
    with returned.with_dossier(returned.secretary(CELL), CELL) as (session, actor, dossier):
        sha256, row_id = dossier.evidence[0].sha256, dossier.evidence[0].id
    with returned.acting(returned.secretary(CELL)) as (session, actor):
        evidence.remove(session, actor, row_id)

    answer = page(returned, returned.reviewer(CELL), 1, f"/files/{sha256}")

    assert (answer.status_code, answer.data) == (200, PDF)
    assert "so-lieu.pdf" in answer.headers["Content-Disposition"]


def test_a_file_that_the_version_did_not_hold_is_not_found(returned):
    returned.attach(CELL, "ideology", pdf_file() + b"%", "moi.pdf")
    with returned.with_dossier(returned.secretary(CELL), CELL) as (_session, _actor, dossier):
        sha256 = dossier.evidence[-1].sha256

    answer = page(returned, returned.reviewer(CELL), 1, f"/files/{sha256}")

    assert answer.status_code == 404
    assert "moi.pdf" not in answer.text


@pytest.mark.parametrize(("role", "unit", "status"), [
    (Role.appraiser, "HU", 404),
    (Role.authority_secretary, "HU", 404),
    (Role.cell_secretary, "HU-A-02", 404),
    (Role.commune_reviewer, "HU-B", 404),
    (Role.commune_reviewer, "HU-A", 200),
    (Role.cell_committee, CELL, 200),
])  # fmt: skip
def test_a_version_is_open_to_those_who_had_it_and_to_nobody_else(returned, role, unit, status):
    answer = page(returned, returned.who(role, unit), 1)

    assert answer.status_code == status
    assert ("12/12 kỳ đạt yêu cầu." in answer.text) is (status == 200)


def test_a_cell_does_not_read_the_communes_layer_in_a_version_before_it_may_read_it(returned):
    season, layer = sent_again(returned), "Đảng ủy xã đánh giá"

    own, communes = (words_of(page(season, login, 2)) for login in (season.secretary(CELL), season.reviewer(CELL)))

    assert (layer in own, layer in communes) == (False, True)


def test_a_number_that_no_version_has_is_not_found(returned):
    answer = page(returned, returned.secretary(CELL), 9)

    assert answer.status_code == 404
    assert "Bản số" not in answer.text
