"""The quota: whole numbers, rounded as the issuer says, over the whole batch."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts import Quota, QuotaBase, Rounding
from grading.rules.quota import base_count, headroom, limit

FIFTH = Quota(
    level=Level.EXCELLENT, pct=2000, base=QuotaBase.good_or_better, group_by="parent", rounding=Rounding.floor
)  # fmt: skip


@pytest.mark.parametrize(("base", "most"), [(16, 3), (14, 2), (7, 1), (4, 0), (5, 1), (0, 0)])
def test_a_fifth_rounded_down(base: int, most: int) -> None:
    assert limit(base, 2000, Rounding.floor) == most


@pytest.mark.parametrize(
    ("rounding", "limits"),
    [(Rounding.floor, [2, 2, 2, 3]), (Rounding.half_up, [2, 3, 3, 3]), (Rounding.ceiling, [3, 3, 3, 3])],
)
def test_every_rounding(rounding: Rounding, limits: list[int]) -> None:
    assert [limit(base, 2000, rounding) for base in (12, 13, 14, 15)] == limits


def test_the_base_counts_excellent_ones_or_leaves_them_out() -> None:
    levels = Counter({Level.EXCELLENT: 3, Level.GOOD: 13, Level.COMPLETED: 2, Level.NOT_RATED: 1})

    assert base_count(QuotaBase.good_or_better, levels) == 16
    assert base_count(QuotaBase.good_only, levels) == 13


def test_a_commune_with_three_of_sixteen_is_full_and_not_over() -> None:
    room = headroom(FIFTH, Counter({Level.EXCELLENT: 3, Level.GOOD: 13}))

    assert (room.base, room.limit, room.used, room.left, room.over) == (16, 3, 3, 0, 0)


def test_a_fourth_of_sixteen_is_one_over() -> None:
    room = headroom(FIFTH, Counter({Level.EXCELLENT: 4, Level.GOOD: 12}))

    assert (room.left, room.over) == (0, 1)


def test_a_quota_that_the_issuer_has_not_given_cannot_be_counted(regime: Programme) -> None:
    assert regime.quota is not None
    with pytest.raises(ValueError, match="has not given"):
        headroom(regime.quota, Counter())
    with pytest.raises(ValueError, match="has not given"):
        headroom(FIFTH, Counter(), exceptional=True)


def test_the_higher_share_counts_only_where_it_is_asked_for() -> None:
    quota = Quota(
        level=Level.EXCELLENT,
        pct=2000,
        base=QuotaBase.good_or_better,
        rounding=Rounding.floor,
        exceptional_pct=2500,
    )
    levels = Counter({Level.EXCELLENT: 4, Level.GOOD: 12})

    assert headroom(quota, levels).over == 1
    assert headroom(quota, levels, exceptional=True).over == 0


@given(base=st.integers(0, 10_000), pct=st.integers(0, 10_000))
def test_rounding_down_never_exceeds_the_share_and_misses_it_by_less_than_one(base: int, pct: int) -> None:
    most = limit(base, pct, Rounding.floor)

    assert most <= Fraction(base * pct, 10_000) < most + 1


@given(base=st.integers(0, 10_000), pct=st.integers(0, 10_000))
def test_the_roundings_are_ordered_and_never_above_the_base(base: int, pct: int) -> None:
    down, half, up = (limit(base, pct, rounding) for rounding in Rounding)

    assert 0 <= down <= half <= up <= base


@given(levels=st.dictionaries(st.sampled_from(list(Level)), st.integers(0, 200)))
def test_a_group_is_either_within_its_room_or_over_it(levels: dict[Level, int]) -> None:
    room = headroom(FIFTH, levels)

    assert room.left * room.over == 0
    assert room.used - room.over + room.left == room.limit
