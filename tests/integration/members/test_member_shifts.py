"""The decision lists cells whose members were decided differently from the proposal, and levels that fall by it."""

from dataclasses import replace

import pytest

from grading.models import Decision
from grading.rules.levels import Level
from grading.services.campaigns import campaigns
from grading.services.decisions import drafting
from grading.services.ground.errors import Refused
from grading.services.members import member_shifts
from tests.integration.members.members import FEWER, KEYS, decide
from tests.integration.pages import text_of
from tests.seats import get
from workflows import Role

STILL_ENOUGH = (3, 7, 1, 0)


@pytest.fixture
def drafted(season):
    """Two cells with excellent grades wait for their commune's decision. Without a quota both may be excellent."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open("rating")
    for cell in ("HU-A-01", "HU-A-02"):
        season.submit(cell, "EXCELLENT", "excellent")
        season.review(cell)
    return season


def shifts(season):
    with season.acting(season.who(Role.authority_secretary, "HU-A")) as (session, actor):
        campaign = campaigns.find_campaign(session, season.campaign)
        decision = drafting.draft(session, actor, campaign, get(session, "HU-A"))
        return {shift.name: shift for shift in member_shifts.of_decision(session, decision)}


def test_counts_that_are_decided_as_proposed_are_not_listed(drafted):
    decide(drafted, {"HU-A-01": (2, 8, 1, 0)})

    assert shifts(drafted) == {}


def test_a_cell_whose_share_falls_under_the_threshold_is_named_with_both_levels(drafted):
    decide(drafted, {"HU-A-01": FEWER, "HU-A-02": STILL_ENOUGH})

    by_name = shifts(drafted)

    assert {name: (shift.before, shift.after, shift.falls) for name, shift in by_name.items()} == {
        "Chi bộ 01 xã Mẫu A": (Level.EXCELLENT, Level.GOOD, True),
        "Chi bộ 02 xã Mẫu A": (Level.EXCELLENT, Level.EXCELLENT, False),
    }
    counts = [
        (metric.key, before // 100, after // 100) for metric, before, after in by_name["Chi bộ 01 xã Mẫu A"].counts
    ]
    assert counts == list(zip(KEYS, (2, 8, 1, 0), FEWER, strict=True))


def test_the_page_of_the_meeting_shows_changed_counts_and_the_level_that_falls(drafted):
    decide(drafted, {"HU-A-01": FEWER, "HU-A-02": STILL_ENOUGH})
    shifts(drafted)
    client = drafted.client(drafted.who(Role.authority_secretary, "HU-A"))
    with drafted.reading() as session:
        campaign_id = campaigns.find_campaign(session, "rating").id

    words = text_of(client.get(f"/campaigns/{campaign_id}/decision").text)

    assert "Kết quả xếp loại đảng viên đã quyết định khác đề nghị ở 2 tổ chức đảng" in words
    assert "mức cao nhất mà quy định cho phép thấp hơn ở 1 tổ chức đảng" in words
    assert "Chi bộ 01 xã Mẫu A : từ “Hoàn thành xuất sắc nhiệm vụ” còn “Hoàn thành tốt nhiệm vụ”." in words
    assert "Đảng viên hoàn thành tốt nhiệm vụ 8 → 7" in words


def test_the_level_by_the_rules_follows_from_the_decided_counts(drafted):
    decide(drafted, {"HU-A-01": FEWER})
    drafted.programme("demo-giong-rieng-r2019")

    with pytest.raises(Refused) as refusal:
        drafted.vote_on("HU-A", {"HU-A-01": "EXCELLENT", "HU-A-02": "EXCELLENT"})

    assert ("departure_above", ("Chi bộ 01 xã Mẫu A",)) in [
        (reason.code, reason.params.get("list")) for reason in refusal.value.reasons
    ]


def test_a_programme_that_needs_decided_counts_allows_no_vote_before_all_are_decided(season):
    shipped = season.programme

    def strict(name):
        programme = shipped(name)
        return replace(programme, quotas=(), members_decided=replace(programme.members_decided, needed=True))

    season.programme = strict
    season.open("rating")
    for cell in ("HU-A-01", "HU-A-02"):
        season.submit(cell)
        season.review(cell)
    decide(season, {"HU-A-01": (2, 8, 1, 0)})

    with pytest.raises(Refused) as refusal:
        season.vote_on("HU-A")
    decide(season, {"HU-A-02": (2, 8, 1, 0)})
    decision_id = season.vote_on("HU-A")

    assert [(reason.code, reason.params["list"]) for reason in refusal.value.reasons] == [
        ("members_undecided", ("Chi bộ 02 xã Mẫu A",))
    ]
    with season.reading() as session:
        assert session.get_one(Decision, decision_id).voted_at is not None


def test_counts_decided_after_the_vote_need_a_new_vote(drafted):
    decision_id = drafted.vote_on("HU-A")
    decide(drafted, {"HU-A-01": STILL_ENOUGH})

    with pytest.raises(Refused) as refusal:
        drafted.issue("HU-A", decision_id, "001-QĐ/A")

    assert "changed_since_vote" in [reason.code for reason in refusal.value.reasons]
