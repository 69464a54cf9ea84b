"""A table's own rule of the ballot, in the browser: the number needed, a quorum, and the rounds there may be."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from grading.models import DecisionItem
from grading.rules.programmes.parts.ballot import Between, Needed, OptionNeeded, Rounds, Voters
from grading.services.dossiers import facts
from tests.integration.dossiers.test_ballot import CELL, FOR_GOOD, PEOPLE, SPLIT
from tests.integration.pages import hidden_fields, text_of
from workflows import BallotOutcome, Layer

TWO_THIRDS = Needed(share=(2, 3), is_more=False)


@pytest.fixture
def cell(season):
    """Returns a function that opens a campaign with this rule, and posts the rounds of the cell one after the other."""

    def vote(*rounds, **changed):
        shipped = season.programme("demo-giong-rieng-r2019")
        season.programme = lambda _name: replace(shipped, ballot=replace(shipped.ballot, **changed))
        season.open()
        client, url = season.client(season.secretary(CELL)), f"/dossiers/{season.dossier_id(CELL)}/ballot"
        replies = [client.post(url, data=hidden_fields(client.get(url).text) | each) for each in rounds]
        return text_of(client.get(url).text), replies

    return vote


def standing(season):
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        return facts.ballot_standing(dossier)


def test_the_page_says_how_many_votes_are_needed(season, cell):
    words, _replies = cell(PEOPLE | SPLIT, majority=TWO_THIRDS)

    assert "chưa đạt số phiếu cần có (ít nhất 11 phiếu)" in words
    assert "Phương án được thông qua khi được ít nhất 2/3 số đảng viên được triệu tập" in words
    assert standing(season).needed == 11


def test_the_usual_rule_says_the_number_too(cell):
    words, _replies = cell(PEOPLE | FOR_GOOD)

    assert "khi được quá một nửa số đảng viên được triệu tập: cần ít nhất 9 phiếu." in words


def test_one_level_may_need_more_of_all_members(season, cell):
    strict = OptionNeeded(option="GOOD", needed=Needed(of=Voters.all, share=(9, 10), is_more=False))

    words, _replies = cell(PEOPLE | FOR_GOOD, special=(strict,))

    assert standing(season).outcome is BallotOutcome.no_majority
    assert "Riêng “Hoàn thành tốt nhiệm vụ” cần ít nhất 90% tổng số đảng viên chính thức" in words


def test_a_round_that_too_few_attended_does_not_count_and_is_held_again(season, cell):
    few = {"present": "10", "issued": "10", "returned": "10", "valid": "10", "votes-GOOD": "10", "votes-EXCELLENT": "0"}

    words, replies = cell(PEOPLE | FOR_GOOD | few, PEOPLE | FOR_GOOD, quorum=TWO_THIRDS)

    assert [reply.status_code for reply in replies] == [303, 303]
    assert "có mặt 10 đảng viên, chưa đủ 11 đảng viên theo quy định; lần bỏ phiếu này không có giá trị." in words
    assert standing(season).outcome is BallotOutcome.passed


def test_a_further_round_may_be_on_every_level_again(season, cell):
    words, replies = cell(
        PEOPLE | SPLIT, PEOPLE | FOR_GOOD | {"votes-COMPLETED": "0"}, rounds=Rounds(between=Between.all)
    )

    assert [reply.status_code for reply in replies] == [303, 303]
    assert standing(season).outcome is BallotOutcome.passed


def test_after_the_last_round_the_cell_holds_no_other_and_sends(season, cell):
    _words, replies = cell(PEOPLE | SPLIT, rounds=Rounds(most=1))

    assert standing(season).outcome is BallotOutcome.exhausted
    with season.with_dossier(season.secretary(CELL), CELL) as (_session, _account, dossier):
        assert [each.outcome for each in dossier.assessments] == [None]
    client, url = season.client(season.secretary(CELL)), f"/dossiers/{season.dossier_id(CELL)}/ballot"
    further = client.post(url, data=PEOPLE | SPLIT | {"round": "2"})
    assert further.status_code in (404, 422)


def test_a_rating_without_a_level_of_the_cell_goes_on_to_its_decision(season):
    everybody = OptionNeeded(option="GOOD", needed=Needed(of=Voters.all, share=(1, 1), is_more=False))
    shipped = season.programme("demo-giong-rieng-r2019")
    rule = replace(shipped.ballot, special=(everybody,), rounds=Rounds(most=1))
    season.programme = lambda _name: replace(shipped, ballot=rule)
    season.open()

    season.submit(CELL)

    client = season.client(season.reviewer(CELL))
    assert "Không mức nào được thông qua" in text_of(client.get(f"/dossiers/{season.dossier_id(CELL)}").text)
    season.receive_paper(CELL, season.reviewer(CELL))
    season.score(CELL, Layer.commune, season.reviewer(CELL), "GOOD")
    season.decide("HU-A")
    with season.reading() as session:
        (item,) = session.scalars(select(DecisionItem))
        assert item.outcome == "GOOD"
