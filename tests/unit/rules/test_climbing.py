"""The ladder of outcomes: what points and conditions reach, and what limits it."""

import pytest

from grading.rules.climbing import Limits, Step, by_points, reached
from grading.rules.conditions import Standing

HOLDS, FAILS = frozenset({Standing.holds}), frozenset({Standing.fails})
BANDS = tuple(Step(needed=needed, standings=HOLDS) for needed in (9000, 7000, 5000, 0))


def place(*steps: Step, total: int | None, limits: Limits | None = None, body_decides: bool = False) -> int | None:
    return reached(steps, total, limits or Limits(), body_decides=body_decides, unknown_holds=False)


@pytest.mark.parametrize(("total", "reaches"), [(9000, 0), (8999, 1), (5000, 2), (4999, 3), (None, None)])
def test_a_total_reaches_the_highest_band_whose_points_it_has(total, reaches):
    assert by_points(BANDS, total) == reaches


def test_where_no_outcome_takes_points_none_is_reached_by_points():
    assert by_points([Step(needed=None, standings=HOLDS)], 10000) is None


def test_unmet_conditions_lead_to_the_next_lower_outcome_or_to_the_body():
    steps = (Step(needed=9000, standings=FAILS), *BANDS[1:])

    assert place(*steps, total=9500) == 1
    assert place(*steps, total=9500, body_decides=True) is None
    assert place(*BANDS, total=9500, body_decides=True) == 0


@pytest.mark.parametrize(
    ("limits", "reaches"),
    [
        (Limits(capped=1), 1),
        (Limits(steps_down=2), 2),
        (Limits(steps_down=9), 3),
        (Limits(claimed=2), 2),
        (Limits(forced=3, capped=1), 3),
        (Limits(capped=2, steps_down=1), 2),
    ],
)
def test_each_limit_lowers_and_the_lowest_decides(limits, reaches):
    assert place(*BANDS, total=9500, limits=limits) == reaches


def test_no_limit_lifts_what_was_reached():
    assert place(*BANDS, total=5500, limits=Limits(capped=0, claimed=1)) == 2


def test_while_nothing_is_claimed_every_outcome_down_to_the_lowest_is_possible():
    assert place(*BANDS, total=9500, limits=Limits(is_claimed=False)) == 3
    assert reached(BANDS, 9500, Limits(is_claimed=False), body_decides=False, unknown_holds=True) == 0
