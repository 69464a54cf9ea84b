"""Members at a level are a share of those at others: of one unit, or of every unit of the base organisation."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from grading.rules.members_quota import of_organisation, rooms
from grading.rules.programmes.parts.members import Exceeding, MembersQuota, MembersRule, Within
from grading.rules.programmes.parts.quota import Rounding, Small

FIFTH = MembersQuota(
    key="fifth", of="excellent", pct=2000, base=("good",), rounding=Rounding.floor,
    within=Within.base_organisation, exceeding=Exceeding.refused,
)  # fmt: skip
RULE = MembersRule(source="Hướng dẫn", metrics=("excellent", "good", "completed"), quotas=(FIFTH,))


def counts(excellent: int, good: int, completed: int = 0) -> dict[str, int]:
    return {"excellent": excellent * 100, "good": good * 100, "completed": completed * 100}


def ruled(**changed: object) -> MembersRule:
    return replace(RULE, quotas=(replace(FIFTH, **changed),))


def test_a_fifth_of_those_rated_good_is_rounded_down():
    (room,) = rooms(RULE, counts(3, 14))

    assert (room.base, room.most, room.used, room.over) == (14, 2, 3, 1)


def test_the_base_may_be_the_sum_of_several_levels():
    (room,) = rooms(ruled(base=("good", "excellent")), counts(3, 14))

    assert (room.base, room.most, room.over) == (17, 3, 0)


def test_a_small_cell_has_a_limit_of_its_own():
    (small,) = rooms(ruled(small=Small(fewer_than=5, at_most=1)), counts(2, 2))
    (large,) = rooms(ruled(small=Small(fewer_than=5, at_most=1)), counts(2, 2, 1))

    assert (small.most, large.most) == (1, 0)


def test_a_unit_with_a_base_may_always_have_as_many_as_is_said():
    (some,) = rooms(ruled(at_least=1), counts(1, 2))
    (none,) = rooms(ruled(at_least=1), counts(1, 0))

    assert (some.most, none.most) == (1, 0)


def test_a_quota_that_the_issuer_has_not_given_is_not_counted():
    assert rooms(ruled(rounding=None), counts(9, 0)) == ()
    assert rooms(ruled(exceeding=None), counts(9, 0)) == ()


def test_counts_that_are_not_typed_yet_are_not_judged():
    assert rooms(RULE, {"excellent": 500}) == ()


def test_the_organisation_sums_over_its_units():
    (room,) = of_organisation(RULE, [counts(2, 5), counts(0, 5)], [])

    assert (room.base, room.most, room.used, room.over) == (10, 2, 2, 0)


def test_a_unit_that_is_not_decided_counts_as_if_it_lowered_all_whom_it_proposes():
    (room,) = of_organisation(RULE, [counts(2, 4)], [counts(3, 3)])

    assert (room.base, room.most, room.used) == (10, 2, 2)


def test_a_quota_within_the_unit_is_not_one_of_the_organisation():
    assert of_organisation(ruled(within=Within.unit), [counts(9, 0)], []) == ()
    assert rooms(RULE, counts(9, 0), Within.unit) == ()


@given(
    units=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=1, max_size=6),
    pct=st.integers(0, 10_000),
)
def test_the_sum_of_the_units_is_over_exactly_where_its_share_is(units: list[tuple[int, int]], pct: int) -> None:
    (room,) = of_organisation(ruled(pct=pct), [counts(*unit) for unit in units], [])

    used, base = (sum(numbers) for numbers in zip(*units, strict=True))
    assert bool(room.over) == (used * 10_000 > base * pct)
