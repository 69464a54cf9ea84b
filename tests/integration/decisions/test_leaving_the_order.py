"""Leaving the order of the quota asks for a reason, and the cell's page says why its level is another one."""

import json

import pytest
from sqlalchemy import text

from grading.models import Decision
from grading.rules.levels import Grade
from grading.services.decisions import voting
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.entries import Entry
from grading.services.invariants import decision_checks
from grading.services.layers.assessments import Judgement, save_layer
from tests.integration.decisions.meetings import (
    CELLS,
    at_the_table,
    boxes,
    codes,
    issue_as,
    line,
    open_meeting,
    refused_vote,
)
from tests.integration.pages import text_of
from workflows import Finding, Layer, State

FIRST, SECOND = CELLS[:2]
FULL = "Đủ điều kiện xếp “Hoàn thành xuất sắc nhiệm vụ”; số lượng mức này trong nhóm đã đủ tỷ lệ tối đa."


@pytest.fixture
def one_place(season):
    """Two cells ask for the one excellent place of their commune, and the first has the better ballot."""
    season.open()
    for cell in CELLS:
        season.submit(cell, "EXCELLENT" if cell in (FIRST, SECOND) else "GOOD", Grade.excellent)
        season.review(cell)
    return season


def choose(season, taken, reason=""):
    client, page = open_meeting(season)
    lines = [line(season, cell, outcome="EXCELLENT" if cell == taken else "GOOD") for cell in CELLS]
    typed = {key: value for each in lines for key, value in each.items()}
    lowered = FIRST if taken == SECOND else SECOND
    reply = client.post(page, data=boxes(season, **typed, **line(season, lowered, reason=reason)))
    assert reply.status_code == 303, reply.text


def outvote(season, cell):
    """Gives the cell fewer yes votes in its ballot than the other has."""
    return _revote(season, cell, '{"EXCELLENT": 8, "GOOD": 1, "COMPLETED": 0, "NOT_COMPLETED": 0}')


def _revote(season, cell, votes):
    """Returns the votes before."""
    where = {"dossier": season.dossier_id(cell)}
    with season.writing() as session:
        before = session.execute(text("SELECT votes FROM ballot WHERE dossier_id = :dossier"), where).scalar_one()
        statement = "UPDATE ballot SET votes = :votes WHERE dossier_id = :dossier"
        session.execute(text(statement), where | {"votes": votes})
    return before if isinstance(before, str) else json.dumps(before)


def issued(season):
    with at_the_table(season) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        decision_id = decision.id
    with season.writing() as session:
        issue_as(season, session, decision_id)
    return decision_id


def test_a_unit_that_asked_for_the_level_stands_in_the_order_although_the_commune_left_the_level_open(one_place):
    for cell in (FIRST, SECOND):
        with one_place.with_dossier(one_place.reviewer(cell), cell) as (session, actor, dossier):
            scores = layer_in(dossier, Layer.commune).scores
            entries = {each.criterion: Entry(grade=each.grade, version=each.version) for each in scores}
            save_layer(session, actor, dossier, Layer.commune, Judgement(entries=entries, outcome=None))
    votes = outvote(one_place, SECOND)

    choose(one_place, SECOND)
    reasons = refused_vote(one_place)
    _revote(one_place, SECOND, votes)

    assert codes(reasons) == ["departure_passed_over"]


def test_a_unit_that_stands_first_is_lowered_for_the_second_only_with_a_reason(one_place):
    outvote(one_place, SECOND)
    choose(one_place, SECOND)
    silent = codes(refused_vote(one_place))

    choose(one_place, SECOND, "Đang có đơn thư phải xác minh.")
    decision_id = issued(one_place)

    assert silent == ["departure_passed_over"]
    with one_place.reading() as session:
        items = {item.dossier_id: item.passed_over for item in session.get_one(Decision, decision_id).items}
    assert [key for key, passed in items.items() if passed] == [one_place.dossier_id(FIRST)]


def test_keeping_the_order_asks_for_no_reason(one_place):
    outvote(one_place, SECOND)
    choose(one_place, FIRST)

    with at_the_table(one_place) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        assert not any(item.passed_over for item in decision.items)


def test_the_page_of_the_meeting_marks_the_unit_that_is_passed_over(one_place):
    handed_on = outvote(one_place, SECOND)
    choose(one_place, SECOND)
    client, page = open_meeting(one_place)

    words = text_of(client.get(page).text)
    _revote(one_place, SECOND, handed_on)

    assert words.count("Đứng trước trong thứ tự xét, cần lý do") == 1


@pytest.mark.parametrize(("taken", "loser", "said"), [(FIRST, SECOND, FULL), (SECOND, FIRST, "Đang xác minh đơn.")])
def test_the_cell_reads_why_its_level_is_not_the_one_that_the_rules_gave(one_place, taken, loser, said):
    outvote(one_place, SECOND)
    choose(one_place, taken, "" if said == FULL else said)
    issued(one_place)
    one_place.hand_on(loser, State.certified)
    client = one_place.client(one_place.secretary(loser))

    pages = [text_of(client.get(f"/dossiers/{one_place.dossier_id(loser)}{part}").text) for part in ("", "/level")]

    assert all(said in page for page in pages), pages
    assert not any("Thứ tự xét" in page for page in pages)


def test_check_finds_a_decision_that_left_the_order_without_a_word(one_place):
    outvote(one_place, SECOND)
    choose(one_place, SECOND, "Đang xác minh đơn.")
    decision_id = issued(one_place)

    with one_place.writing() as session:
        session.execute(text("UPDATE decision_item SET reason = '' WHERE passed_over"))
        found = list(decision_checks.orders_that_were_left_say_why(session))
        session.rollback()

    assert found == [Finding.of("order_silent", decision=decision_id, dossier=one_place.dossier_id(FIRST))]


def test_more_candidates_than_the_quota_allows_are_shown_in_the_order_of_consideration(one_place):
    client, page = open_meeting(one_place)

    page_text = text_of(client.get(page).text)

    assert "Thứ tự xét “Hoàn thành xuất sắc nhiệm vụ”: 2 tổ chức đảng" in page_text
    assert page_text.count("bằng nhau; hội nghị biểu quyết") == 2
