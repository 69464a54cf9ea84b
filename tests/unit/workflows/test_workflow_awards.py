"""What the appraisal team still does when a commune has decided the level: it appraises awards, or writes a note."""

from dataclasses import replace
from datetime import date

import pytest

from workflows import (
    PROCESSES,
    Kind,
    Reason,
    Role,
    State,
    StepRefused,
    Taker,
    Tier,
    may,
    onward,
    open_steps,
    process,
    take,
    why_not,
)

THREE, TWO = process(Tier.three_tier, Kind.recognition), process(Tier.two_tier, Kind.recognition)
RATING = process(Tier.three_tier, Kind.rating)
LEAD, TEAM = {Role.appraisal_lead}, {Role.appraiser, Role.appraisal_lead}
DECIDED = {"decided_by": "Đảng ủy xã Hoà Thuận", "decided_on": date(2022, 12, 20)}
SCORING = {"score_appraiser", "score_panel", "propose"}
APPRAISING_AWARDS = {"appraise_award": TEAM, "propose_award": LEAD}


@pytest.mark.parametrize("table", [THREE, RATING], ids=["title", "rating"])
def test_a_level_that_is_decided_is_not_scored_again_and_only_its_award_is_appraised(table, ready):
    decided = replace(ready, **DECIDED)

    open_acts = {
        act: {role for role in Role if may(table, act, State.appraisal, {role}, decided)}
        for act in (*SCORING, *APPRAISING_AWARDS)
    }
    closed = {act: why_not(table, act, State.appraisal, {Role.appraisal_lead}, decided) for act in SCORING}

    reason = Reason(code="level_decided", params={"office": DECIDED["decided_by"], "date": DECIDED["decided_on"]})
    assert open_acts == dict.fromkeys(SCORING, set()) | APPRAISING_AWARDS
    assert closed == dict.fromkeys(SCORING, (reason,))


def test_no_award_is_appraised_where_the_authority_gives_none(ready):
    decided = replace(ready, award_left=False, **DECIDED)

    reasons = why_not(RATING, "appraise_award", State.appraisal, {Role.appraiser}, decided)

    assert [reason.code for reason in reasons] == ["award_not_left"]


@pytest.mark.parametrize("act", sorted({*SCORING, *APPRAISING_AWARDS}))
def test_under_two_tiers_the_team_scores_before_the_only_decision(act, ready):
    found = {role for role in Role if may(TWO, act, State.appraisal, {role}, ready)}

    assert found == (set() if act in APPRAISING_AWARDS else TEAM if act == "score_appraiser" else LEAD)


@pytest.mark.parametrize("name", ["three_tier_rating", "three_tier_recognition"])
def test_a_decided_level_without_a_proposal_of_an_award_goes_on_with_a_note_and_without_scores(name, make_paper, ready):
    facts = replace(ready, assessments_finished=0, panel_unscored=("I.1",), proposal_missing=True, **DECIDED)
    lead, paper = Taker(roles={Role.appraisal_lead}, facts=facts, by="account 7"), make_paper(State.appraisal)

    with pytest.raises(StepRefused) as refusal:
        take(PROCESSES[name], paper, "approve", lead)
    move = take(PROCESSES[name], paper, "approve", lead, note="Không thuộc diện khen thưởng.")

    assert refusal.value.reasons == (Reason(code="award_unproposed"),)
    assert (move.note, move.dest) == ("Không thuộc diện khen thưởng.", onward(PROCESSES[name], State.appraisal).dest)


def test_a_proposed_award_goes_on_without_a_note(make_paper, ready):
    facts = replace(ready, award_proposed=True, award_opinions=1, **DECIDED)

    lead = Taker(roles={Role.appraisal_lead}, facts=facts, by="account 7")
    move = take(RATING, make_paper(State.appraisal), "approve", lead)

    assert (move.note, move.dest) == ("", onward(RATING, State.appraisal).dest)


@pytest.mark.parametrize(("decided", "needs_note"), [({}, False), (DECIDED, True)], ids=["undecided", "decided"])
def test_a_page_knows_whether_the_step_needs_a_note(decided, needs_note, ready):
    found = open_steps(
        PROCESSES["three_tier_rating"], State.appraisal, {Role.appraisal_lead}, replace(ready, **decided)
    )

    assert {each.step.name: each.needs_note for each in found} == {"send_back": True, "approve": needs_note}
