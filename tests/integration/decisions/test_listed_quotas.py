"""Several quotas on one table: each is counted in its own groups, shown with its numbers, and holds at the vote."""

from dataclasses import replace

from grading.rules.programmes.parts.quota import Grouping, Quota, Rounding, Small
from grading.services.decisions import quota
from grading.services.invariants import decision_checks
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    at_the_table,
    codes,
    open_meeting,
    refused_vote,
)
from tests.integration.decisions.test_quota_groups import PAPER, call_schools, key_of, save_with, wait_with_excellent
from tests.integration.pages import text_of
from workflows import State

PARENT, SIMILAR = (Grouping.parent,), (Grouping.similar_function,)
EXCELLENT = Quota(
    key="excellent", of="EXCELLENT", pct=2000, base="took_part", group_by=PARENT, rounding=Rounding.ceiling
)
ALIKE = Quota(key="alike", of="EXCELLENT", count=1, group_by=SIMILAR)
FUND = Quota(
    key="fund", of="GOOD", or_better=True, pct=6000, base="took_part", group_by=PARENT, rounding=Rounding.floor
)


def open_with(season, *quotas):
    shipped = season.programme("demo-giong-rieng-r2019")
    season.programme = lambda _name: replace(shipped, quotas=quotas)
    season.open()


def test_each_quota_is_counted_in_its_own_groups(season):
    open_with(season, replace(EXCELLENT, pct=10_000), ALIKE)
    call_schools(season, *CELLS[:2])
    wait_with_excellent(season, *CELLS[:4], excellent=CELLS[:3])
    open_meeting(season)

    with at_the_table(season) as (session, _actor, decision):
        found = [(each.quota.key, each.group.function, each.room.limit, each.room.used)
                 for each in quota.measures(session, decision)]  # fmt: skip

    assert found == [
        ("excellent", None, 4, 3),
        ("alike", "school", 1, 2),
        ("alike", "cell_subordinate", 1, 1),
    ]


def test_the_vote_names_each_quota_that_is_exceeded(season):
    open_with(season, EXCELLENT, FUND)
    wait_with_excellent(season, *CELLS, excellent=CELLS[:2])
    open_meeting(season)

    reasons = [each for each in refused_vote(season) if each.code == "quota_full"]

    told = [(each.params["level"], each.params["max"], each.params["used"], each.params["place"]) for each in reasons]
    assert told == [
        ("EXCELLENT", 1, 2, f"excellent.{key_of(season)}"),
        ("GOOD", 3, 5, f"fund.{key_of(season)}"),
    ]


def test_the_page_shows_each_quota_with_what_it_is_a_share_of(season):
    open_with(season, EXCELLENT, FUND, replace(ALIKE, key="few"))
    wait_with_excellent(season, *CELLS, excellent=CELLS[:2])
    client, page = open_meeting(season)

    answer = client.get(page)

    words = text_of(answer.text)
    assert "5 tổ chức tham gia xếp loại; được quyết định “Hoàn thành xuất sắc nhiệm vụ” tối đa 1 ; đã chọn 2" in words
    assert "được quyết định từ “Hoàn thành tốt nhiệm vụ” trở lên tối đa 3 ; đã chọn 5" in words
    assert "Nhóm Chi bộ trực thuộc: được quyết định “Hoàn thành xuất sắc nhiệm vụ” tối đa 1 ; đã chọn 2" in words
    ids = f"xa-excellent.{key_of(season)} xa-fund.{key_of(season)}"
    assert f'data-quota="{ids}"' in answer.text
    assert 'id="xa-few.cell_subordinate"' in answer.text


def test_a_unit_lowered_because_two_quotas_are_full_needs_no_reason(season):
    open_with(season, EXCELLENT, FUND)
    wait_with_excellent(season, *CELLS, excellent=CELLS[:1])
    open_meeting(season)

    with at_the_table(season) as (session, _actor, decision):
        for item, outcome in zip(decision.items, ["EXCELLENT", "GOOD", "GOOD", "COMPLETED", "COMPLETED"], strict=True):
            item.outcome, item.in_favour = outcome, 9
        session.flush()
        found = [(each.room.left, each.room.over) for each in quota.measures(session, decision)]
        full = quota.without_room(session, decision)

    assert found == [(0, 0), (0, 0)]
    assert set(map(frozenset, full.values())) == {frozenset({"EXCELLENT", "GOOD"})}


def test_a_small_group_keeps_its_one(season):
    open_with(season, replace(EXCELLENT, rounding=Rounding.floor, small=Small(fewer_than=5, at_most=1)))
    wait_with_excellent(season, *CELLS[:2], excellent=CELLS[:1])
    open_meeting(season)

    with at_the_table(season) as (session, _actor, decision):
        (measure,) = quota.measures(session, decision)

    assert (measure.room.base, measure.room.limit, measure.room.over) == (2, 1, 0)


def test_a_paper_raises_only_the_quota_that_it_names(season):
    open_with(season, replace(EXCELLENT, exceptional_pct=4000), FUND)
    wait_with_excellent(season, *CELLS, excellent=CELLS[:2])
    open_meeting(season)
    assert "quota_full_unless" in codes(refused_vote(season))

    save_with(season, {f"excellent.{key_of(season)}": PAPER})

    with at_the_table(season) as (session, _actor, decision):
        limits = [each.room.limit for each in quota.measures(session, decision)]
    assert limits == [2, 3]


def test_the_order_is_shown_for_the_quota_that_has_too_little_room(season):
    open_with(season, EXCELLENT, replace(FUND, pct=10_000))
    wait_with_excellent(season, *CELLS, excellent=CELLS[:3])
    client, page = open_meeting(season)

    words = text_of(client.get(page).text)

    assert "Thứ tự xét “Hoàn thành xuất sắc nhiệm vụ”: 3 tổ chức đảng" in words
    assert "Thứ tự xét “Hoàn thành tốt nhiệm vụ”" not in words


def test_a_title_may_be_given_to_a_share_of_those_that_take_part(season):
    shipped = season.programme("demo-four-good")
    third = Quota(key="third", of="recognised", pct=3400, base="took_part", group_by=PARENT, rounding=Rounding.floor)
    season.programme = lambda _name: replace(shipped, quotas=(third,))
    season.open("four", programme="demo-four-good")
    for cell in CELLS[:3]:
        season.bring(cell, State.certification)
    client, page = open_meeting(season, DISTRICT)

    words = text_of(client.get(page).text)
    (reason,) = [each for each in refused_vote(season, DISTRICT) if each.code == "quota_full"]

    assert (reason.params["max"], reason.params["used"], reason.params["over"]) == (1, 3, 2)
    assert "3 tổ chức tham gia xét công nhận; được quyết định “Công nhận” tối đa 1 ; đã chọn 3" in words
    assert "Thứ tự xét “Công nhận”: 3 tổ chức đảng" in words


def test_an_issued_decision_over_one_of_its_quotas_is_found(season):
    open_with(season, replace(EXCELLENT, pct=10_000), replace(FUND, pct=10_000))
    wait_with_excellent(season, *CELLS[:2], excellent=CELLS[:2])
    season.decide(COMMUNE)

    with season.reading() as session:
        assert list(decision_checks.quota_holds(session)) == []
