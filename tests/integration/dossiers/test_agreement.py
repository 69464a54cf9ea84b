"""A cell sends figures that agree or are explained; the reviewer reads the explanation."""

import pytest

from grading.models import Explanation
from grading.services.dossiers import dossiers
from tests.integration.pages import text_of
from workflows import State, StepRefused

CELL, WORDS = "HU-A-01", "02 đảng viên chuyển đến sau ngày họp."
DIFFERING = {"relation": "ballot_members", "reported": "10", "computed": "12"}


@pytest.fixture
def differing(season):
    """A dossier that is ready but for one thing: its ballot counts 10 full members, its figures count 12."""
    season.open()
    season.fill_in(CELL)
    season.count_members(CELL, members_official=12, members_probationary=0, members_rated=12, members_good=9)
    return season


def explain(season, **changed):
    form = DIFFERING | {"reason-ballot_members": WORDS} | changed
    client = season.client(season.secretary(CELL))
    return client.post(f"/dossiers/{season.dossier_id(CELL)}/figures/explanation", data=form)


def send(season):
    season.step(CELL, "submit", season.secretary(CELL))


def test_figures_that_differ_without_an_explanation_are_not_sent(differing):
    with pytest.raises(StepRefused) as refusal:
        send(differing)

    assert [(reason.code, reason.params["relations"]) for reason in refusal.value.reasons] == [
        ("figures_disagree", ("ballot_members",))
    ]


@pytest.mark.parametrize("page", ["members", "ballot", "check"])
def test_the_pages_where_they_are_typed_and_the_last_one_show_both_numbers(differing, page):
    client = differing.client(differing.secretary(CELL))

    shown = text_of(client.get(f"/dossiers/{differing.dossier_id(CELL)}/{page}").text)

    assert "Kết quả bỏ phiếu ghi 10 đảng viên chính thức; số lượng đảng viên ghi 12." in shown


def test_explained_figures_are_sent_and_the_reviewer_reads_the_explanation(differing):
    answer = explain(differing)
    send(differing)

    shown = differing.client(differing.reviewer(CELL)).get(f"/dossiers/{differing.dossier_id(CELL)}").text

    assert answer.status_code == 303
    assert differing.state(CELL) is State.commune_review
    assert WORDS in shown


def test_an_explanation_lapses_when_a_number_changes(differing):
    explain(differing)
    differing.count_members(CELL, members_official=13, members_probationary=0, members_rated=13, members_good=10)

    with pytest.raises(StepRefused):
        send(differing)


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"reason-ballot_members": " "}, 422, "Chưa ghi giải trình."),
        ({"computed": "11"}, 409, ""),
    ],
)
def test_an_explanation_without_words_or_of_other_numbers_is_not_kept(differing, changed, status, sentence):
    answer = explain(differing, **changed)

    with differing.reading() as session:
        assert session.query(Explanation).count() == 0
    assert answer.status_code == status
    assert sentence in answer.text


def test_more_members_rated_than_there_are_is_corrected_and_not_explained(season):
    season.open()
    season.fill_in(CELL)
    season.count_members(CELL, members_official=10, members_probationary=0, members_rated=11)
    form = {"relation": "more_rated", "reported": "11", "computed": "10", "reason-more_rated": WORDS}

    answer = explain(season, **form)

    assert "Hai số này phải khớp nhau, không giải trình được." in answer.text
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier), pytest.raises(StepRefused):
        dossiers.take_step(session, actor, dossier, "submit")
