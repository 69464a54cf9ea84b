"""The quota of each group over the decisions of a campaign, and the papers that allow a group a higher share."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from grading.models import Campaign, Decision, DecisionState, FrozenRow, QuotaException, UnitPeriod
from grading.rules.levels import Grade
from grading.rules.programmes.parts.quota import Grouping, Rounding
from grading.services.decisions import drafting, quota, voting
from grading.services.decisions.choices import ExceptionPaper
from grading.services.ground.errors import Refused
from grading.services.invariants import decision_checks
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    at_the_table,
    boxes,
    codes,
    find,
    issue_as,
    open_meeting,
    refused_vote,
)
from tests.integration.decisions.test_deciding_at_once import together
from tests.integration.pages import text_of
from tests.seats import get

OTHER = "HU-B"
PAPER = ExceptionPaper(reason="Có thành tích nổi bật.", number="15-CV/HU", dated=date(2022, 11, 1))
SIMILAR = (Grouping.similar_function,)


def open_with(season, **changed):
    """Opens a campaign whose quota has these values."""
    shipped = season.programme("demo-giong-rieng-r2019")
    changed_programme = replace(shipped, quotas=(replace(shipped.quotas[0], **changed),))
    season.programme = lambda _name: changed_programme
    season.open()


def wait_with_excellent(season, *cells, excellent):
    for cell in cells:
        is_excellent = cell in excellent
        season.submit(cell, *("EXCELLENT", Grade.excellent) if is_excellent else ("GOOD", Grade.good))
        season.review(cell)


def call_schools(season, *cells):
    with season.writing() as session:
        for cell in cells:
            period = session.scalars(select(UnitPeriod).where(UnitPeriod.unit_id == get(session, cell).id)).one()
            period.cell_type = "school"


def key_of(season, unit=COMMUNE):
    with season.reading() as session:
        return str(get(session, unit).id)


def save_with(season, papers):
    """Saves the open decision of the commune with every vote in favour and these papers, keyed by group."""
    with at_the_table(season) as (session, actor, decision):
        choices = {
            item.dossier_id: drafting.Choice(outcome=item.outcome, in_favour=9, reason="Đã cân nhắc.")
            for item in decision.items
        }
        meeting = drafting.Meeting(held_on=date(2022, 12, 20), members=9, present=9)
        minutes = drafting.Minutes(meeting=meeting, choices=choices, exceptions=papers)
        drafting.save(session, actor, decision, minutes, version=decision.version)


def test_units_of_one_function_share_a_quota_over_several_communes(season):
    open_with(season, group_by=SIMILAR)
    wait_with_excellent(season, *CELLS, excellent=CELLS[:1])
    season.decide(COMMUNE)
    wait_with_excellent(season, "HU-B-01", "HU-B-02", excellent=("HU-B-01",))

    with pytest.raises(Refused) as refusal:
        season.vote_on(OTHER)

    (reason,) = [candidate for candidate in refusal.value.reasons if candidate.code == "quota_full"]
    assert (reason.params["max"], reason.params["used"]) == (1, 2)


def test_schools_and_other_cells_of_one_commune_are_two_groups_on_the_page(season):
    call_schools(season, *CELLS[:2])
    open_with(season, group_by=tuple(Grouping))
    wait_with_excellent(season, *CELLS[:4], excellent=())
    client, page = open_meeting(season)

    answer = client.get(page)

    assert "Đảng bộ xã Mẫu A, Trường học" in text_of(answer.text)
    assert "Đảng bộ xã Mẫu A, Chi bộ trực thuộc" in text_of(answer.text)
    assert f'id="xa-{key_of(season)}-school"' in answer.text


@pytest.mark.both_databases
def test_of_two_decisions_issued_at_once_only_the_one_that_fits_the_quota_of_the_group_is_issued(season):
    open_with(season, group_by=SIMILAR, rounding=Rounding.half_up)
    decisions = []
    for unit in (COMMUNE, OTHER):
        cells = [f"{unit}-{number:02d}" for number in range(1, 4)]
        wait_with_excellent(season, *cells, excellent=cells[:1])
        decisions.append((season.vote_on(unit), unit))

    def issue(decision_id, unit):
        def work(session, meet):
            meet()
            issue_as(season, session, decision_id, f"05-QĐ/{unit}", unit=unit)

        return work

    failures = together(season, *(issue(*decision) for decision in decisions))

    assert [codes(failure.reasons) for failure in failures] == [["quota_full"]]
    with season.reading() as session:
        states = set(session.scalars(select(Decision.state)))
        assert states == {DecisionState.issued, DecisionState.voted}
        assert list(decision_checks.quota_holds(session)) == []


def test_the_lines_of_a_campaign_are_counted_in_parts_without_a_line_lost(season, monkeypatch):
    open_with(season, rounding=Rounding.ceiling)
    wait_with_excellent(season, *CELLS, excellent=CELLS[:1])
    decision_id = season.vote_on(COMMUNE)
    with season.writing() as session:
        issue_as(season, session, decision_id)
    monkeypatch.setattr(quota, "_PART", 2)

    with season.reading() as session:
        (measure,) = quota.of_campaign(session, session.scalars(select(Campaign)).one())

    assert (measure.room.base, measure.room.used) == (len(CELLS), 1)


def test_a_paper_allows_its_group_the_higher_share_and_is_frozen_with_the_decision(season):
    open_with(season, exceptional_pct=4000)
    wait_with_excellent(season, *CELLS, excellent=CELLS[:2])
    open_meeting(season)
    save_with(season, {})
    assert "quota_full_unless" in codes(refused_vote(season))

    save_with(season, {key_of(season): PAPER})
    with at_the_table(season) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        decision_id = decision.id
    with season.writing() as session:
        issue_as(season, session, decision_id)

    with season.reading() as session:
        (row,) = session.scalars(select(QuotaException))
        assert (row.pct, row.paper_number, row.paper_on) == (4000, "15-CV/HU", date(2022, 11, 1))
        assert list(decision_checks.quota_holds(session)) == []
    with pytest.raises(FrozenRow), season.writing() as session:
        session.delete(session.scalars(select(QuotaException)).one())


def test_a_paper_of_an_issued_decision_still_counts_for_the_next_decision_of_the_group(season):
    open_with(season, exceptional_pct=5000)
    wait_with_excellent(season, *CELLS[:4], excellent=CELLS[:2])
    open_meeting(season)
    save_with(season, {key_of(season): PAPER})
    with at_the_table(season) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        decision_id = decision.id
    with season.writing() as session:
        issue_as(season, session, decision_id)
    wait_with_excellent(season, CELLS[4], excellent=())

    season.vote_on(COMMUNE)

    with season.reading() as session:
        assert [item.outcome for item in find(season, session).items] == ["GOOD"]


@pytest.mark.parametrize(
    ("key", "paper", "code"),
    [
        ("999", PAPER, "not_on_the_table"),
        (None, replace(PAPER, reason=" "), "exception_incomplete"),
        (None, replace(PAPER, number=""), "exception_incomplete"),
        (None, replace(PAPER, dated=None), "exception_incomplete"),
        (None, replace(PAPER, dated=date(2099, 1, 1)), "date_future"),
        (None, replace(PAPER, number="1" * 41), "paper_number_long"),
    ],
)
def test_an_incomplete_or_invalid_paper_is_not_recorded(season, key, paper, code):
    open_with(season, exceptional_pct=4000)
    wait_with_excellent(season, CELLS[0], excellent=())
    open_meeting(season)

    with pytest.raises(Refused) as refusal:
        save_with(season, {key or key_of(season): paper})

    assert codes(refusal.value.reasons) == [code]


def test_under_a_programme_without_a_higher_share_no_paper_is_offered_or_recorded(season):
    season.open()
    wait_with_excellent(season, CELLS[0], excellent=())
    client, page = open_meeting(season)

    answer = client.get(page)
    with pytest.raises(Refused) as refusal:
        save_with(season, {key_of(season): PAPER})

    assert "exception-reason" not in answer.text
    assert codes(refusal.value.reasons) == ["exception_not_offered"]


def test_a_paper_is_entered_and_removed_on_the_page_of_the_meeting(season):
    open_with(season, exceptional_pct=4000)
    wait_with_excellent(season, *CELLS, excellent=CELLS[:2])
    client, page = open_meeting(season)
    key = key_of(season)
    typed = {f"exception-reason-{key}": "Nổi bật", f"exception-number-{key}": "15-CV/HU"}

    partial = client.post(page, data=boxes(season) | typed)
    complete = client.post(page, data=boxes(season) | typed | {f"exception-on-{key}": "2022-11-01"})
    answer = client.get(page)
    emptied = client.post(page, data=boxes(season))

    assert partial.status_code == 422
    assert "phải có đủ lý do, số và ngày" in text_of(partial.text)
    assert 'value="15-CV/HU"' in partial.text
    assert (complete.status_code, emptied.status_code) == (303, 303)
    assert "được xếp “Hoàn thành xuất sắc nhiệm vụ” tối đa 2" in text_of(answer.text)
    with season.reading() as session:
        assert session.scalars(select(QuotaException)).all() == []


def test_discarding_a_draft_deletes_its_papers(season):
    open_with(season, exceptional_pct=4000)
    wait_with_excellent(season, CELLS[0], excellent=())
    open_meeting(season)
    save_with(season, {key_of(season): PAPER})

    with at_the_table(season) as (session, actor, decision):
        drafting.discard(session, actor, decision)

    with season.reading() as session:
        assert session.scalars(select(QuotaException)).all() == []
