"""What is done of a dossier on a desk follows from the process table and the facts alone."""

from dataclasses import replace
from datetime import date

import pytest

from workflows import Facts, Kind, State, Tier, Work, process, why_not_decided, work, work_of

DAY = date(2022, 12, 20)
REVIEW = Facts(commune_decides=True, commune_unscored=("I.1",))
"""A dossier on the desk of a commune that decides, and on which nobody has begun."""
STAGES = (
    ({}, Work.not_begun),
    ({"layer_begun": True}, Work.begun),
    ({"commune_unscored": (), "members_undecided": True}, Work.assessed),
    ({"commune_unscored": ()}, Work.awaits_meeting),
    ({"commune_unscored": (), "voted": True}, Work.voted),
    ({"commune_unscored": (), "commune_decided": True, "decided_on": DAY}, Work.decided),
    ({"commune_unscored": (), "commune_decided": True, "decided_on": DAY, "paper_received": True},
     Work.can_be_passed_on),
)  # fmt: skip


@pytest.mark.parametrize(("changed", "expected"), STAGES)
def test_a_commune_that_decides_sees_each_stage_of_its_own_work(changed, expected):
    table = process(Tier.three_tier, Kind.rating)

    found = work_of(table, State.commune_review, replace(REVIEW, **changed))

    assert found is expected


def test_the_stages_come_in_the_order_of_the_work():
    assert [stage for _, stage in STAGES] == list(Work)


def test_a_signed_paper_alone_does_not_begin_an_assessment():
    table = process(Tier.three_tier, Kind.rating)

    found = work_of(table, State.commune_review, replace(REVIEW, commune_begun=True, paper_received=True))

    assert found is Work.not_begun


def test_a_commune_that_decides_nothing_waits_for_no_meeting():
    facts = Facts(commune_decides=False, paper_received=False)

    assert work_of(process(Tier.three_tier, Kind.rating), State.commune_review, facts) is Work.assessed


def test_a_desk_that_only_checks_what_came_in_can_pass_on_what_is_complete():
    table = process(Tier.two_tier, Kind.rating)

    incomplete = work_of(table, State.commune_review, Facts())
    complete = work_of(table, State.commune_review, Facts(paper_received=True))

    assert (incomplete, complete) == (Work.not_begun, Work.can_be_passed_on)


def test_a_team_is_done_with_a_dossier_only_when_it_has_agreed():
    table, enough = process(Tier.three_tier, Kind.rating), Facts(assessments_finished=1, layer_begun=True)

    found = [
        work_of(table, State.appraisal, facts)
        for facts in (Facts(), Facts(layer_begun=True), replace(enough, proposal_missing=True), enough)
    ]

    assert found == [Work.not_begun, Work.begun, Work.assessed, Work.can_be_passed_on]


def test_the_body_above_waits_for_levels_of_members_that_are_only_proposed():
    table, open_ = process(Tier.two_tier, Kind.rating), Facts(members_undecided=True)

    assert work_of(table, State.certification, open_) is Work.assessed
    assert work_of(table, State.certification, Facts()) is Work.awaits_meeting
    assert [reason.code for reason in why_not_decided(State.certification, open_)] == ["members_proposed_only"]


@pytest.mark.parametrize("state", [State.draft, State.certified, State.discontinued])
def test_nothing_is_done_on_a_desk_that_has_no_dossier(state):
    assert work_of(process(Tier.three_tier, Kind.rating), state, Facts()) is None


def test_the_counts_of_a_desk_leave_out_what_nobody_has_to_do():
    assert list(work.counts([Work.decided, None, Work.not_begun, Work.decided]).items()) == [
        (Work.not_begun, 1),
        (Work.decided, 2),
    ]
