"""Nobody acts on two sides of a control for one dossier, nor above the cell on the own unit."""

from dataclasses import replace

import pytest

from workflows import (
    CELL_ROLES,
    ActName,
    Facts,
    Kind,
    Role,
    Side,
    State,
    StepRefused,
    Tier,
    may,
    open_steps,
    process,
    require,
    why_not,
)
from workflows.dual import sides_joined

TABLE, TITLE = process(Tier.three_tier, Kind.rating), process(Tier.three_tier, Kind.recognition)


def test_somebody_who_reviewed_a_dossier_does_not_appraise_it():
    facts = Facts(sides=frozenset({Side.review}))

    with pytest.raises(StepRefused) as refusal:
        require(TABLE, "score_appraiser", State.appraisal, {Role.appraiser}, facts)

    assert [(reason.code, reason.params) for reason in refusal.value.reasons] == [("other_side", {"side": Side.review})]


def test_a_second_act_on_the_same_side_is_open():
    facts = Facts(sides=frozenset({Side.appraise}))

    require(TABLE, "score_appraiser", State.appraisal, {Role.appraiser}, facts)


def test_reading_belongs_to_no_side():
    facts = Facts(sides=frozenset({Side.produce, Side.review}))

    require(TABLE, "read_self", State.appraisal, {Role.appraiser}, facts)


def test_the_listed_steps_give_the_same_reason():
    facts = Facts(sides=frozenset({Side.appraise}))

    steps = open_steps(TABLE, State.certification, {Role.authority_secretary}, facts)

    assert [reason.code for step in steps for reason in step.reasons] == ["other_side"] * len(steps)


def test_what_stands_against_a_person_is_named_before_what_the_dossier_lacks(ready):
    facts = replace(
        ready, own_unit="Chi bộ ấp Hòa Lợi", sides=frozenset({Side.produce, Side.decide}),
        paper_received=False, commune_unscored=("I.1",),
    )  # fmt: skip

    (endorse,) = (
        listed
        for listed in open_steps(TABLE, State.commune_review, {Role.commune_reviewer}, facts)
        if listed.step.name == "endorse"
    )

    assert [reason.code for reason in endorse.reasons] == [
        "other_side",
        "own_unit",
        "paper_missing",
        "commune_unscored",
    ]
    assert endorse.reasons[0].params == {"side": Side.decide}


def test_a_persons_own_unit_closes_every_act_above_the_cell(ready):
    facts = replace(ready, own_unit="Chi bộ ấp Hòa Lợi", commune_decides=True)

    for act in ActName:
        for state in State:
            may_as = {role for role in Role if may(TITLE, act, state, {role}, facts)}
            assert may_as <= CELL_ROLES, act
            assert may_as == {role for role in CELL_ROLES if may(TITLE, act, state, {role}, ready)}, act


def test_somebody_of_the_cell_who_also_reviews_still_does_the_cells_own_work(ready):
    facts, both = replace(ready, own_unit="Chi bộ ấp Hòa Lợi"), {Role.cell_committee, Role.commune_reviewer}

    require(TITLE, "answer", State.draft, both, facts)
    require(TITLE, "read_self", State.commune_review, both, facts)
    assert not may(TITLE, "score_commune", State.commune_review, both, facts)


def test_two_offices_in_one_hand_open_the_other_side_of_that_pair_alone():
    allowed = frozenset({frozenset({Side.review, Side.appraise}), frozenset({Side.review, Side.decide})})
    facts = Facts(sides=frozenset({Side.review, Side.appraise}), dual=allowed)

    require(TABLE, "score_appraiser", State.appraisal, {Role.appraiser}, facts)
    reasons = why_not(TABLE, "draft_decision", State.certification, {Role.authority_secretary}, facts)

    assert [(reason.code, reason.params["side"]) for reason in reasons] == [("other_side", Side.appraise)]


def test_two_offices_do_not_cover_what_was_done_with_a_password_from_the_same_hand():
    allowed = frozenset({frozenset({Side.review, Side.appraise})})
    facts = Facts(lent_sides=frozenset({Side.review}), dual=allowed)

    reasons = why_not(TABLE, "score_appraiser", State.appraisal, {Role.appraiser}, facts)

    assert [(reason.code, reason.params["side"]) for reason in reasons] == [("same_hand", Side.review)]


def test_a_side_of_ones_own_is_named_once_though_a_password_lends_it_too():
    facts = Facts(sides=frozenset({Side.review}), lent_sides=frozenset({Side.review}))

    reasons = why_not(TABLE, "score_appraiser", State.appraisal, {Role.appraiser}, facts)

    assert [reason.code for reason in reasons] == ["other_side"]


@pytest.mark.parametrize(
    ("role", "other", "joined"),
    [
        (Role.commune_reviewer, Role.appraisal_lead, {Side.review, Side.appraise}),
        (Role.authority_secretary, Role.commune_reviewer, {Side.review, Side.decide}),
        (Role.appraiser, Role.authority_secretary, None),
        (Role.cell_committee, Role.commune_reviewer, None),
        (Role.commune_reviewer, Role.inspector, None),
        (Role.appraiser, Role.appraisal_lead, None),
    ],
)
def test_an_office_joins_review_with_appraisal_or_with_the_decision_and_nothing_else(role, other, joined):
    assert sides_joined(role, other) == joined
