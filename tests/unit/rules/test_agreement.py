"""Counts of one dossier agree, whichever page they were typed on, or the relation that does not hold is named."""

import pytest

from grading.rules.agreement import Given, Relation, differences
from grading.rules.ballots import Counts
from grading.rules.contradictions import contradictions
from tests.shipped import shipped


def held(official: int, **left_out: int) -> Counts:
    return Counts(official=official, present=1, issued=1, returned=1, valid=1, **left_out)


AGREEING = {"official": 24, "probationary": 1, "rated": 25, "rounds": [held(24)]}


def test_counts_that_agree_have_no_difference():
    assert differences(Given(**AGREEING)) == ()


@pytest.mark.parametrize(
    ("changed", "relation", "reported", "computed"),
    [
        ({"rated": 26}, Relation.more_rated, 26, 25),
        ({"rated": 23}, Relation.fewer_rated, 23, 24),
        ({"official": 99_999, "rounds": []}, Relation.fewer_rated, 25, 99_999),
        ({"rated": 21, "rounds": [held(24, exempt=1, away=1)]}, Relation.fewer_rated, 21, 22),
        ({"rounds": [held(20)]}, Relation.ballot_members, 20, 24),
        ({"rounds": [held(24), held(25)]}, Relation.ballot_members, 25, 24),
        ({"registered": 20}, Relation.registered_members, 20, 24),
        ({"registered": 25}, Relation.registered_members, 25, 24),
    ],
)
def test_a_difference_is_named_with_both_numbers(changed, relation, reported, computed):
    found = [(each.relation, each.reported, each.computed) for each in differences(Given(**AGREEING | changed))]

    assert found == [(relation, reported, computed)]


@pytest.mark.parametrize(
    "changed",
    [
        {"rated": 22, "rounds": [held(24, exempt=1, away=1)]},  # whom nobody convenes need not be rated
        {"rated": 24},  # nor the member on probation
        {"rated": None},
        {"probationary": None, "rated": 3},
        {"official": None, "registered": 3},
        {"registered": 22, "rounds": [held(24, suspended=1, prosecuted=1)]},
    ],
)
def test_what_is_left_out_or_not_given_is_no_difference(changed):
    assert differences(Given(**AGREEING | changed)) == ()


def test_two_rounds_with_the_same_other_number_are_one_difference():
    assert len(differences(Given(**AGREEING | {"rounds": [held(20), held(20)]}))) == 1


def test_nobody_is_rated_who_is_no_member_and_everything_else_may_be_explained():
    found = differences(Given(official=10, probationary=0, rated=11, rounds=[held(9)], registered=12))

    assert [each.may_differ for each in found] == [False, True, True]


@pytest.mark.parametrize("name", ["r2019", "r2023", "r2025"])
def test_a_committee_that_reports_more_members_assessed_than_members_is_asked_about_it(name):
    programme = shipped(name)

    more, fewer = (
        contradictions(programme.consistency, 2025, own={"members": 2000, "members_rated": rated})
        for rated in (2100, 1900)
    )

    (found,) = more
    assert (found.rule, found.reported, found.computed) == ("members_rated_order", 2100, 2000)
    assert fewer == []
