"""The meeting that gives awards sees what the appraisal team proposes, and says why it gives an award against that."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from grading.models import Award
from grading.rules.levels import Grade
from grading.services.decisions import voting
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    at_the_table,
    boxes,
    codes,
    line,
    open_meeting,
    refused_vote,
)
from tests.reading import words_of
from tests.season import Season
from workflows import Role, State

FIRST, SECOND = CELLS[0], CELLS[1]
WHY = "Hội nghị xét thành tích cả năm."


@pytest.fixture
def proposed(season: Season) -> Season:
    """Two cells are rated EXCELLENT; the team proposes to commend the second."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open()
    for cell in (FIRST, SECOND):
        season.submit(cell, "EXCELLENT", Grade.excellent)
        season.review(cell)
    season.decide(COMMUNE, dict.fromkeys((FIRST, SECOND), "EXCELLENT"), number="01-QĐ/ĐU")
    season.hand_on(FIRST, State.certification)
    season.hand_on(SECOND, State.certification, award="Y")
    return season


def tick(season, cell, **typed):
    client, page = open_meeting(season, DISTRICT)
    fields = boxes(season, DISTRICT, **line(season, cell, award="1", ground="Y", award_yes="9", **typed))
    client.post(page, data=fields)
    return client, page


def test_the_units_that_the_team_proposes_come_first_with_its_reason_and_its_votes(proposed):
    client, page = open_meeting(proposed, DISTRICT)

    words = words_of(client.get(page))

    card = words[words.index("Đề nghị khen thưởng") :]
    assert card.index("Chi bộ 02 xã Mẫu A") < card.index("Chi bộ 01 xã Mẫu A")
    assert "Tổ thẩm định đề nghị: Tiêu biểu năm 2022. Chi bộ tiêu biểu của xã." in card
    assert "1/1 thành viên đồng ý" in card
    assert "Tổ thẩm định không đề nghị khen thưởng." in card


def test_a_proposed_award_is_given_without_a_reason(proposed):
    tick(proposed, SECOND)

    with at_the_table(proposed, DISTRICT) as (session, actor, decision):
        voting.record_vote(session, actor, decision)

    with proposed.reading() as session:
        assert session.scalars(select(Award.unproposed_reason)).all() == [None]


def test_an_award_that_the_team_does_not_propose_needs_a_reason_and_keeps_it(proposed):
    tick(proposed, FIRST)
    silent = codes(refused_vote(proposed, DISTRICT))
    tick(proposed, FIRST, award_but=WHY)

    proposed.issue(DISTRICT, _voted(proposed), "02-QĐ/HU")

    assert silent == ["award_unproposed_reason_missing"]
    with proposed.reading() as session:
        award = session.scalars(select(Award)).one()
        assert award.unproposed_reason == WHY
    issued = proposed.client(proposed.who(Role.authority_secretary, DISTRICT)).get(f"/decisions/{award.decision_id}")
    assert f"Lý do khen thưởng khác đề nghị của Tổ thẩm định: {WHY}" in words_of(issued)


def _voted(season):
    with at_the_table(season, DISTRICT) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        return decision.id
