"""A table says what share of whom an option needs, how many must come, and which rounds there may be."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.rules.ballots import Counts, counted_of, ended, has_majority, is_met, options_after, standing, votes_needed
from grading.rules.programmes.parts.ballot import (
    USUAL,
    BallotRule,
    Between,
    Needed,
    OptionNeeded,
    Rounds,
    Voters,
)
from workflows import BallotOutcome

OPTIONS = ("EXCELLENT", "GOOD", "COMPLETED")
COUNTS = Counts(official=24, excused=4, present=18, issued=18, returned=17, valid=15, invalid=2)
TWO_THIRDS = Needed(of=Voters.present, share=(2, 3), is_more=False)
RULE = BallotRule(needed=True, secret=True, options=OPTIONS, majority=TWO_THIRDS)
SPLIT = {"EXCELLENT": 6, "GOOD": 5, "COMPLETED": 4}


@pytest.mark.parametrize(
    ("voters", "number"),
    [(Voters.all, 24), (Voters.eligible, 20), (Voters.present, 18), (Voters.returned, 17), (Voters.valid, 15)],
)
def test_a_share_is_counted_of_whom_the_table_says(voters: Voters, number: int) -> None:
    assert counted_of(COUNTS, voters) == number


@pytest.mark.parametrize(
    ("needed", "whole", "votes"),
    [
        (Needed(), 20, 11),
        (Needed(), 21, 11),
        (Needed(share=(2, 3), is_more=False), 20, 14),
        (Needed(share=(2, 3), is_more=False), 18, 12),
        (Needed(share=(2, 3)), 18, 13),
        (Needed(share=(9, 10), is_more=False), 22, 20),
        (Needed(share=(1, 1), is_more=False), 5, 5),
    ],
)
def test_the_least_number_of_votes_is_exact(needed: Needed, whole: int, votes: int) -> None:
    assert votes_needed(needed, whole) == votes


@given(share=st.tuples(st.integers(1, 99), st.integers(1, 99)).filter(lambda share: share[0] <= share[1]),
       is_more=st.booleans(), whole=st.integers(0, 200), votes=st.integers(0, 200))  # fmt: skip
def test_an_option_passes_from_the_needed_number_on(share, is_more, whole, votes):
    needed = Needed(share=share, is_more=is_more)

    passed = is_met(needed, votes, whole)

    assert passed == (votes >= votes_needed(needed, whole))
    exact = Fraction(*share) * whole
    assert passed == (votes > exact if is_more else votes >= exact)


def test_the_committees_of_the_statutes_need_more_than_half_of_all():
    assert (has_majority(10, 20), has_majority(11, 20)) == (False, True)


def test_an_option_may_need_more_than_the_others():
    strict = Needed(of=Voters.all, share=(9, 10), is_more=False)
    rule = replace(RULE, special=(OptionNeeded(option="EXCELLENT", needed=strict),))

    excellent = standing(rule, 1, COUNTS, {"EXCELLENT": 15})
    good = standing(rule, 1, COUNTS, {"GOOD": 15})

    assert (excellent.outcome, excellent.needed, excellent.whole) == (BallotOutcome.no_majority, 22, 24)
    assert (good.outcome, good.needed, good.whole) == (BallotOutcome.passed, 12, 18)


def test_a_round_in_which_too_few_took_part_is_no_round():
    rule = replace(RULE, quorum=Needed(of=Voters.all, share=(4, 5), is_more=False))

    found = standing(rule, 1, COUNTS, {"EXCELLENT": 15})

    assert (found.outcome, found.present, found.quorum) == (BallotOutcome.no_quorum, 18, 20)
    assert options_after(rule, [(COUNTS, {"EXCELLENT": 15})]) == OPTIONS


def test_a_round_without_a_quorum_does_not_use_up_a_round():
    rule = replace(RULE, quorum=Needed(of=Voters.all, share=(4, 5), is_more=False), rounds=Rounds(most=1))
    full = replace(COUNTS, present=20)

    assert ended(rule, [(COUNTS, SPLIT)]).outcome is BallotOutcome.no_quorum
    assert ended(rule, [(COUNTS, SPLIT), (full, SPLIT)]).outcome is BallotOutcome.exhausted


def test_the_statutes_let_members_vote_again_between_the_two_that_came_closest():
    rule = replace(USUAL, options=OPTIONS)

    assert options_after(rule, []) == OPTIONS
    assert options_after(rule, [(COUNTS, SPLIT)]) == ("EXCELLENT", "GOOD")
    assert options_after(rule, [(COUNTS, {"EXCELLENT": 11, "GOOD": 4})]) is None


def test_a_table_may_let_members_vote_again_on_every_option():
    rule = replace(RULE, rounds=Rounds(between=Between.all))

    assert options_after(rule, [(COUNTS, SPLIT)]) == OPTIONS


def test_after_the_last_round_nothing_follows_and_the_ballot_is_over():
    rule = replace(RULE, rounds=Rounds(most=2))
    rounds = [(COUNTS, SPLIT), (COUNTS, {"EXCELLENT": 8, "GOOD": 7})]

    assert ended(rule, rounds[:1]).outcome is BallotOutcome.no_majority
    assert ended(rule, rounds).outcome is BallotOutcome.exhausted
    assert options_after(rule, rounds) is None


@pytest.mark.parametrize(
    "changed",
    [{"majority": TWO_THIRDS}, {"quorum": Needed()}, {"rounds": Rounds(most=2)},
     {"special": (OptionNeeded(option="GOOD", needed=TWO_THIRDS),)}],
)  # fmt: skip
def test_only_the_rule_of_the_statutes_is_usual(changed):
    assert USUAL.is_usual
    assert not replace(USUAL, **changed).is_usual
