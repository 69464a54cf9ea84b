"""The quota allows whole numbers, rounded as the issuer says, over the whole batch."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.quota import Grouping, Quota, QuotaBase, Rounding
from grading.rules.quota import QuotaGroup, group_of, headroom, limit, measured

FIFTH = Quota(
    of=Level.EXCELLENT, pct=2000, base=QuotaBase.good_or_better, group_by=(Grouping.parent,), rounding=Rounding.floor
)  # fmt: skip


@pytest.mark.parametrize(("base", "most"), [(16, 3), (14, 2), (7, 1), (4, 0), (5, 1), (0, 0)])
def test_a_fifth_is_rounded_down(base: int, most: int) -> None:
    assert limit(base, 2000, Rounding.floor) == most


@pytest.mark.parametrize(
    ("rounding", "limits"),
    [(Rounding.floor, [2, 2, 2, 3]), (Rounding.half_up, [2, 3, 3, 3]), (Rounding.ceiling, [3, 3, 3, 3])],
)
def test_each_rounding_gives_its_own_limits(rounding: Rounding, limits: list[int]) -> None:
    assert [limit(base, 2000, rounding) for base in (12, 13, 14, 15)] == limits


def test_the_base_counts_excellent_units_or_leaves_them_out() -> None:
    levels = Counter({Level.EXCELLENT: 3, Level.GOOD: 13, Level.COMPLETED: 2, Level.NOT_RATED: 1})

    assert headroom(FIFTH, levels).base == 16
    assert headroom(replace(FIFTH, base=QuotaBase.good_only), levels).base == 13


def test_a_commune_with_three_of_sixteen_is_full_and_not_over() -> None:
    room = headroom(FIFTH, Counter({Level.EXCELLENT: 3, Level.GOOD: 13}))

    assert (room.base, room.limit, room.used, room.left, room.over) == (16, 3, 3, 0, 0)


def test_a_fourth_excellent_unit_of_sixteen_is_one_over() -> None:
    room = headroom(FIFTH, Counter({Level.EXCELLENT: 4, Level.GOOD: 12}))

    assert (room.left, room.over) == (0, 1)


def test_a_quota_that_the_issuer_has_not_given_cannot_be_counted(regime: Programme) -> None:
    assert regime.quotas
    with pytest.raises(ValueError, match="has not given"):
        headroom(regime.quotas[0], Counter())
    with pytest.raises(ValueError, match="has not given"):
        headroom(FIFTH, Counter(), exceptional=True)


def test_the_higher_share_counts_only_if_it_is_asked_for() -> None:
    quota = Quota(
        of=Level.EXCELLENT,
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


def test_a_group_is_named_by_parent_by_function_or_by_both() -> None:
    unit = {"parent_id": 12, "parent_name": "Đảng bộ xã A", "cell_type": "school", "kind": "cell_subordinate"}

    assert group_of((Grouping.parent,), **unit) == QuotaGroup(parent_id=12)
    assert group_of((Grouping.similar_function,), **unit) == QuotaGroup(function="school")
    assert group_of(tuple(Grouping), **unit).key == "12-school"


def test_a_unit_without_a_type_is_grouped_by_its_kind() -> None:
    unit = {"parent_id": 12, "parent_name": "", "cell_type": "", "kind": "committee_grassroots"}

    assert group_of((Grouping.similar_function,), **unit).function == "committee_grassroots"


def test_each_group_has_its_own_room_and_a_paper_raises_only_that_groups_room() -> None:
    quota = replace(FIFTH, exceptional_pct=2500)
    hamlets, schools = QuotaGroup(function="hamlet"), QuotaGroup(function="school")
    levels = Counter({Level.EXCELLENT: 4, Level.GOOD: 12})

    room_by_group = {each.group: each.room for each in measured(quota, {hamlets: levels, schools: levels}, {hamlets})}

    assert (room_by_group[hamlets].over, room_by_group[schools].over) == (0, 1)


def test_lowering_a_unit_changes_a_base_that_counts_only_good_units() -> None:
    quota = replace(FIFTH, base=QuotaBase.good_only)

    before = headroom(quota, Counter({Level.EXCELLENT: 3, Level.GOOD: 14}))
    after = headroom(quota, Counter({Level.EXCELLENT: 2, Level.GOOD: 15}))

    assert (before.limit, before.over) == (2, 1)
    assert (after.limit, after.left) == (3, 1)


def test_a_small_group_may_always_have_one_and_an_empty_group_none() -> None:
    quota = replace(FIFTH, at_least=1)

    assert headroom(quota, Counter({Level.GOOD: 4})).limit == 1
    assert headroom(quota, Counter({Level.GOOD: 16})).limit == 3
    assert headroom(quota, Counter({Level.COMPLETED: 4})).limit == 0


@given(
    batch=st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from(["hamlet", "school", ""]), st.sampled_from(list(Level)))
    ),
    group_by=st.sampled_from([(Grouping.parent,), (Grouping.similar_function,), tuple(Grouping)]),
    pct=st.integers(0, 10_000),
)
def test_the_quota_holds_for_every_batch_that_is_accepted(
    batch: list[tuple[int, str, Level]], group_by: tuple[Grouping, ...], pct: int
) -> None:
    groups: dict[QuotaGroup, Counter[Level]] = {}
    for parent, cell_type, level in batch:
        group = group_of(group_by, parent_id=parent, parent_name="", cell_type=cell_type, kind="cell_subordinate")
        groups.setdefault(group, Counter())[level] += 1

    measures = measured(replace(FIFTH, pct=pct, group_by=group_by), groups)

    for group, room in ((each.group, each.room) for each in measures):
        good_or_better = groups[group][Level.EXCELLENT] + groups[group][Level.GOOD]
        assert bool(room.over) == (groups[group][Level.EXCELLENT] * 10_000 > good_or_better * pct)
    assert sum(sum(levels.values()) for levels in groups.values()) == len(batch)


def test_a_share_is_rounded_on_its_last_hundredth_of_a_percent() -> None:
    assert (limit(1, 4999, Rounding.half_up), limit(1, 5000, Rounding.half_up)) == (0, 1)
    assert (limit(3, 6667, Rounding.ceiling), limit(2, 5000, Rounding.ceiling)) == (3, 1)


def test_a_group_without_a_good_one_has_no_base_and_none_at_the_level() -> None:
    room = headroom(replace(FIFTH, base=QuotaBase.good_only), Counter({Level.COMPLETED: 5}))

    assert (room.base, room.limit, room.used) == (0, 0, 0)


def test_a_group_that_is_parted_one_way_is_keyed_by_that_alone() -> None:
    assert QuotaGroup(parent_id=12).key == "12"
    assert QuotaGroup(function="school").key == "school"


def test_a_group_says_whose_it_is_only_where_units_are_parted_by_that() -> None:
    unit = {"parent_id": 12, "parent_name": "Đảng bộ xã A", "cell_type": "school", "kind": "cell_subordinate"}

    assert group_of((Grouping.parent,), **unit).parent_name == "Đảng bộ xã A"
    assert group_of((Grouping.similar_function,), **unit).parent_name == ""
