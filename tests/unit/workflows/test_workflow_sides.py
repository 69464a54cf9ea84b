"""Nobody acts on two sides of a control for one dossier."""

from dataclasses import replace

import pytest

from workflows import Facts, Kind, Role, Side, State, StepRefused, Tier, open_steps, process, require

TABLE = process(Tier.three_tier, Kind.rating)


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
