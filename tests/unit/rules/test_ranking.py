"""The order of candidates when more units reach the level than the quota allows."""

from hypothesis import given
from hypothesis import strategies as st

from grading.rules.levels import Grade
from grading.rules.programmes.parts.quota import OrderBy
from grading.rules.ranking import Candidate, ordered

USUAL = (OrderBy.score, OrderBy.ballot)


def numbers(*candidates: Candidate, by: tuple[OrderBy, ...] = USUAL) -> list[tuple[int, int]]:
    """Returns the dossiers with their places, in order."""
    return [(place.candidate.dossier_id, place.number) for place in ordered(candidates, by)]


def test_more_points_go_first() -> None:
    assert numbers(Candidate(dossier_id=1, points=9100), Candidate(dossier_id=2, points=9550)) == [(2, 1), (1, 2)]


def test_more_excellent_grades_go_first_then_more_good_grades() -> None:
    five, six = {Grade.excellent: 5, Grade.good: 2}, {Grade.excellent: 6}
    four = {Grade.excellent: 5, Grade.good: 1}

    candidates = [Candidate(dossier_id=at, grades=grades) for at, grades in enumerate((four, five, six))]

    assert numbers(*candidates) == [(2, 1), (1, 2), (0, 3)]


def test_with_equal_scores_the_greater_share_of_the_own_ballot_goes_first() -> None:
    narrow = Candidate(dossier_id=1, points=9000, yes=18, eligible=20)
    wide = Candidate(dossier_id=2, points=9000, yes=10, eligible=11)

    assert numbers(narrow, wide) == [(2, 1), (1, 2)]


def test_equal_candidates_share_a_place_and_the_next_candidate_comes_after_both() -> None:
    even = [Candidate(dossier_id=at, points=9000, yes=9, eligible=10) for at in (1, 2)]
    last = Candidate(dossier_id=3, points=8000)

    places = ordered([last, *even], USUAL)

    assert [(place.number, place.is_shared) for place in places] == [(1, True), (1, True), (3, False)]


def test_a_programme_may_look_at_the_ballot_first() -> None:
    scored = Candidate(dossier_id=1, points=9900, yes=6, eligible=10)
    voted = Candidate(dossier_id=2, points=9000, yes=9, eligible=10)

    assert numbers(scored, voted, by=(OrderBy.ballot, OrderBy.score)) == [(2, 1), (1, 2)]


def test_a_candidate_with_neither_score_nor_ballot_comes_last() -> None:
    assert numbers(Candidate(dossier_id=1), Candidate(dossier_id=2, points=0)) == [(2, 1), (1, 2)]


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        dossier_id=st.integers(1, 99),
        points=st.none() | st.integers(0, 10_000),
        yes=st.none() | st.integers(0, 30),
        eligible=st.integers(0, 30),
    )
)


@given(CANDIDATES)
def test_every_candidate_has_a_place_and_none_is_above_a_candidate_with_more_points(
    candidates: list[Candidate],
) -> None:
    places = ordered(candidates, USUAL)

    assert sorted(place.candidate.dossier_id for place in places) == sorted(
        candidate.dossier_id for candidate in candidates
    )
    for earlier, later in zip(places, places[1:], strict=False):
        assert (earlier.candidate.points or -1) >= (later.candidate.points or -1) or earlier.candidate.points == 0
        assert earlier.number <= later.number
        assert (earlier.number == later.number) <= (earlier.is_shared and later.is_shared)
