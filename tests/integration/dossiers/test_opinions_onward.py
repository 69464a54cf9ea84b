"""A step onward that needs a note asks for an opinion: no process has one yet, so a campaign gets one here."""

from dataclasses import replace

import pytest

from grading.demo import desks
from grading.demo.stage import Turn
from tests.integration.pages import hidden_fields, text_of
from workflows import Process, State

CELL = "HU-A-01"


def asking(process: Process) -> Process:
    """Returns the table in which a commune hands on with a note."""
    steps = tuple(replace(step, needs_note=True) if step.name == "endorse" else step for step in process.steps)
    return replace(process, steps=steps)


@pytest.fixture
def waiting(season):
    """The work of the commune is done: the cell's dossier waits to be handed on."""
    season.older = asking
    season.open()
    season.submit(CELL)
    season.review(CELL)
    season.decide("HU-A")
    return season


def test_the_question_asks_for_an_opinion_and_not_for_a_reason(waiting):
    client, url = waiting.client(waiting.reviewer(CELL)), f"/dossiers/{waiting.dossier_id(CELL)}/steps/endorse"

    page = client.get(url).text
    silent = client.post(url, data=hidden_fields(page))
    said = client.post(url, data=hidden_fields(page) | {"note": "Đồng ý với chi bộ."})

    assert "Nội dung ý kiến" in text_of(page)
    assert "Lý do" not in text_of(page)
    assert (silent.status_code, said.status_code) == (422, 303)
    assert "Chưa ghi ý kiến. Mời ghi ý kiến rồi thực hiện lại." in text_of(silent.text)
    assert waiting.state(CELL) is State.appraisal


def test_the_demonstration_gives_an_opinion_where_a_step_needs_one(waiting):
    with waiting.with_dossier(waiting.reviewer(CELL), CELL) as (session, actor, dossier):
        desks.take(Turn(session=session, actor=actor), dossier)

        assert dossier.state is State.appraisal
        assert dossier.moves[-1].note


def test_a_walk_along_the_path_gives_an_opinion_where_a_step_needs_one(season):
    season.older = asking
    season.open()

    season.bring(CELL, State.appraisal)

    assert season.state(CELL) is State.appraisal
