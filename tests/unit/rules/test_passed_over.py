"""Who is passed over in the order of a quota, by the places alone."""

from grading.rules.programmes.parts.quota import OrderBy
from grading.rules.ranking import Candidate, ordered, passed_over

PLACES = ordered(
    [Candidate(dossier_id=key, points=points) for key, points in {1: 9500, 2: 9200, 3: 9200, 4: 8000}.items()],
    [OrderBy.score],
)


def test_whoever_stands_before_a_unit_that_is_taken_is_passed_over():
    assert passed_over(PLACES, {2}) == {1}
    assert passed_over(PLACES, {1, 4}) == {2, 3}


def test_equal_units_pass_nobody_over():
    assert passed_over(PLACES, {1, 3}) == set()


def test_an_order_that_is_kept_passes_nobody_over():
    assert passed_over(PLACES, {1, 2, 3}) == set()
    assert passed_over(PLACES, set()) == set()
