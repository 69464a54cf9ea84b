"""The counts of a ballot must agree with one another, and more than half of all counted members decides."""

import dataclasses
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.rules.ballots import Counts, faults, has_majority, leading, standing
from grading.rules.programmes.parts.ballot import USUAL
from workflows import BallotOutcome

OPTIONS = ("EXCELLENT", "GOOD", "COMPLETED", "NOT_COMPLETED")
CLEAN = Counts(official=22, exempt=1, excused=1, present=20, issued=20, returned=20, valid=19, invalid=1)
VOTES = {"EXCELLENT": 12, "GOOD": 7}


def test_the_counted_members_are_the_official_members_less_those_the_rules_leave_out() -> None:
    counts = dataclasses.replace(CLEAN, away=2, suspended=1, prosecuted=1)

    assert counts.eligible == 22 - 2 - 1 - 1 - 1 - 1


def test_counts_that_agree_have_no_fault() -> None:
    assert faults(CLEAN, VOTES, options=OPTIONS) == ()


@pytest.mark.parametrize(
    ("change", "votes", "code"),
    [
        ({"issued": 21}, VOTES, "ballot_too_many"),
        ({"issued": 19}, VOTES, "ballot_returned_many"),
        ({"invalid": 2}, VOTES, "ballot_sum"),
        ({}, {"EXCELLENT": 12, "GOOD": 8}, "ballot_votes_sum"),
        ({}, {"EXCELLENT": 12, "SPLENDID": 7}, "ballot_option"),
        ({"present": 21}, VOTES, "ballot_present_many"),
        ({"official": 2}, VOTES, "ballot_nobody"),
        ({"invalid": -1}, VOTES, "ballot_negative"),
        ({}, {"EXCELLENT": 20, "GOOD": -1}, "ballot_negative"),
    ],
)
def test_counts_that_contradict_one_another_are_named(change: dict[str, int], votes: dict[str, int], code: str) -> None:
    reasons = faults(dataclasses.replace(CLEAN, **change), votes, options=OPTIONS)

    assert [reason.code for reason in reasons] == [code]


def test_papers_that_do_not_add_up_are_named_with_their_numbers() -> None:
    (reason,) = faults(dataclasses.replace(CLEAN, invalid=0), VOTES, options=OPTIONS)

    assert dict(reason.params) == {"returned": 20, "valid": 19, "invalid": 0, "sum": 19}


@pytest.mark.parametrize(
    ("yes", "eligible", "passes"), [(10, 20, False), (11, 20, True), (10, 19, True), (9, 19, False)]
)
def test_half_is_not_more_than_half(yes: int, eligible: int, passes: bool) -> None:
    assert has_majority(yes, eligible) is passes


def test_the_majority_is_of_all_counted_members_not_of_the_members_present() -> None:
    counts = Counts(official=30, present=16, issued=16, returned=16, valid=16)

    result = standing(USUAL, 1, counts, {"EXCELLENT": 15, "GOOD": 1})

    assert result.outcome is BallotOutcome.no_majority
    assert (result.level, result.yes, result.eligible) == ("EXCELLENT", 15, 30)


def test_a_level_with_more_than_half_has_passed() -> None:
    result = standing(USUAL, 2, CLEAN, VOTES)

    assert (result.outcome, result.level, result.yes, result.eligible, result.round) == (
        BallotOutcome.passed,
        "EXCELLENT",
        12,
        20,
        2,
    )


def test_a_majority_against_a_title_adopts_nothing() -> None:
    result = standing(USUAL, 1, CLEAN, {"for": 4, "against": 15})

    assert (result.outcome, result.level, result.yes) == (BallotOutcome.no_majority, "for", 4)


def test_a_ballot_without_votes_has_no_majority() -> None:
    assert standing(USUAL, 1, CLEAN, {}).outcome is BallotOutcome.no_majority


@pytest.mark.parametrize(
    ("votes", "options"),
    [
        ({"EXCELLENT": 9, "GOOD": 8, "COMPLETED": 2}, ("EXCELLENT", "GOOD")),
        ({"EXCELLENT": 3, "GOOD": 8, "COMPLETED": 8}, ("GOOD", "COMPLETED")),
        ({"EXCELLENT": 9, "GOOD": 5, "COMPLETED": 5}, ("EXCELLENT", "GOOD", "COMPLETED")),
    ],
)
def test_a_further_round_is_between_the_two_highest(votes: dict[str, int], options: tuple[str, ...]) -> None:
    assert leading(votes) == options


def test_counts_are_read_from_a_stored_round() -> None:
    row = SimpleNamespace(**CLEAN.as_dict(), round=1, votes=VOTES)

    assert Counts.of(row) == CLEAN


@given(votes=st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 60), min_size=1), absent=st.integers(0, 60))
def test_at_most_one_level_can_pass_and_it_is_the_highest(votes: dict[str, int], absent: int) -> None:
    cast = sum(votes.values())
    counts = Counts(official=cast + absent, present=cast, issued=cast, returned=cast, valid=cast)

    result = standing(USUAL, 1, counts, votes)

    passing = [option for option, number in votes.items() if has_majority(number, counts.eligible)]
    assert len(passing) <= 1
    assert (result.outcome is BallotOutcome.passed) == bool(passing)
    assert result.yes == max(votes.values())


@given(
    st.builds(Counts, **{field.name: st.integers(0, 40) for field in dataclasses.fields(Counts)}), st.integers(0, 40)
)
def test_counts_without_a_fault_keep_every_number_within_the_number_before(counts: Counts, yes: int) -> None:
    if not faults(counts, {"GOOD": yes}, options=OPTIONS):
        assert 0 <= yes == counts.valid <= counts.returned <= counts.issued <= counts.present <= counts.eligible


@given(st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 60), min_size=2))
def test_every_option_left_out_of_a_further_round_has_fewer_votes_than_the_options_in_it(votes: dict[str, int]) -> None:
    options = leading(votes)

    left_out = [number for option, number in votes.items() if option not in options]
    assert len(options) >= 2
    assert all(number < min(votes[option] for option in options) for number in left_out)


@given(st.builds(Counts, **{field.name: st.integers(0, 40) for field in dataclasses.fields(Counts)}))
def test_each_member_left_out_lowers_the_number_of_counted_members_by_one(counts: Counts) -> None:
    for name in ("away", "exempt", "suspended", "prosecuted", "excused"):
        more = dataclasses.replace(counts, **{name: getattr(counts, name) + 1})

        assert more.eligible == counts.eligible - 1


@given(st.integers(1, 500), st.integers(0, 500))
def test_two_majorities_would_need_more_votes_than_there_are_members(eligible: int, yes: int) -> None:
    assert not (has_majority(yes, eligible) and has_majority(eligible - yes, eligible))


def test_one_member_who_counts_is_enough_for_a_ballot() -> None:
    alone = Counts(official=1, present=1, issued=1, returned=1, valid=1)

    assert faults(alone, {"EXCELLENT": 1}, options=OPTIONS) == ()


def test_a_ballot_without_votes_names_no_option_and_no_vote() -> None:
    ended = standing(USUAL, 1, CLEAN, {})

    assert (ended.level, ended.yes) == ("", 0)


def test_the_only_option_goes_into_a_further_round_even_without_a_vote() -> None:
    assert leading({"for": 0}) == ("for",)
