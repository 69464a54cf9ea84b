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
)

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
