"""Several quotas together allow the largest numbers that agree with what each of them is counted of."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.rules.ladder import Ladder
from grading.rules.levels import RATINGS
from grading.rules.lowering import largest
from grading.rules.programmes.parts.quota import Grouping, Quota, Rounding, Small
from grading.rules.quota import headroom

FIFTH_OF_GOOD = Quota(of="EXCELLENT", pct=2000, base="GOOD", group_by=(Grouping.parent,), rounding=Rounding.floor)


def share(of: str, base: str, pct: int, **more: object) -> Quota:
    return Quota(of=of, base=base, pct=pct, group_by=(Grouping.parent,), **{"rounding": Rounding.floor, **more})


def test_a_unit_that_loses_the_level_enters_the_base_of_the_quota():
    assert largest([FIFTH_OF_GOOD], {"EXCELLENT": 3, "GOOD": 14})["EXCELLENT"] == 2
    assert largest([FIFTH_OF_GOOD], {"EXCELLENT": 6})["EXCELLENT"] == 1


def test_a_class_within_a_fund_is_a_share_of_what_the_fund_keeps():
    fund = share("GOOD", "took_part", 5000, key="fund", or_better=True)
    first = share("EXCELLENT", "good_or_better", 2000, key="first")

    kept = largest([first, fund], {"EXCELLENT": 8, "GOOD": 8, "COMPLETED": 4})

    assert kept == {"EXCELLENT": 2, "GOOD": 8, "COMPLETED": 10, "NOT_COMPLETED": 0}


def test_a_small_group_may_have_one_although_its_share_is_none():
    small = share("EXCELLENT", "GOOD", 2000, small=Small(fewer_than=5, at_most=1))

    assert largest([small], {"EXCELLENT": 3, "GOOD": 1})["EXCELLENT"] == 1
    assert largest([small], {"EXCELLENT": 3, "GOOD": 2})["EXCELLENT"] == 0


def test_a_number_limits_without_a_base():
    few = Quota(of="EXCELLENT", count=2, group_by=(Grouping.parent,))

    assert largest([few], {"EXCELLENT": 5})["EXCELLENT"] == 2


def test_a_title_may_be_given_to_a_share_of_those_that_take_part():
    third = share("recognised", "took_part", 3333)
    title = Ladder(["recognised", "declined"], {})

    assert largest([third], {"recognised": 4, "declined": 2, "": 3}, ladder=title)["recognised"] == 2


def test_a_paper_raises_the_quota_that_it_names():
    quota = share("EXCELLENT", "good_or_better", 2000, exceptional_pct=2500)

    assert largest([quota], {"EXCELLENT": 5, "GOOD": 11})["EXCELLENT"] == 3
    assert largest([quota], {"EXCELLENT": 5, "GOOD": 11}, raised={quota.key})["EXCELLENT"] == 4


quotas = st.builds(
    share,
    of=st.sampled_from(["EXCELLENT", "GOOD", "COMPLETED"]),
    base=st.sampled_from(["GOOD", "COMPLETED", "NOT_COMPLETED", "good_or_better", "took_part", "EXCELLENT"]),
    pct=st.integers(0, 10_000),
    or_better=st.booleans(),
    rounding=st.sampled_from(list(Rounding)),
    at_least=st.integers(0, 2),
    small=st.none() | st.builds(Small, fewer_than=st.integers(2, 6), at_most=st.integers(0, 2)),
)


def holds(rules: list[Quota], counts: dict[str, int]) -> bool:
    return all(headroom(rule, counts).used <= headroom(rule, counts).limit for rule in rules)


def lowered(reached: dict[str, int], rules: list[Quota]) -> Iterator[dict[str, int]]:
    """Yields every way to lower units one level after the other, the best outcome first kept as large as may be."""
    can_lower = [any(level in ([rule.of], RATINGS[: RATINGS.index(rule.of) + 1])[rule.or_better] for rule in rules)
                 for level in RATINGS[:3]]  # fmt: skip
    most = sum(reached.values())
    for kept in product(range(most, -1, -1), repeat=3):
        counts, down = {}, 0
        for level, number, may in zip(RATINGS[:3], kept, can_lower, strict=True):
            here = reached.get(level, 0) + down
            counts[str(level)], down = number, here - number
            if down < 0 or (down and not may):
                break
        else:
            counts["NOT_COMPLETED"] = reached.get("NOT_COMPLETED", 0) + down
            yield counts


@settings(max_examples=150, deadline=None)
@given(rules=st.lists(quotas, min_size=1, max_size=3), numbers=st.tuples(*[st.integers(0, 3)] * 4))
def test_no_larger_number_would_hold_and_what_is_kept_does(rules: list[Quota], numbers: tuple[int, ...]) -> None:
    reached = {str(level): number for level, number in zip(RATINGS, numbers, strict=True)}

    kept = largest(rules, reached)

    allowed = next((counts for counts in lowered(reached, rules) if holds(rules, counts)), reached)
    assert kept == allowed


@pytest.mark.parametrize("of", ["EXCELLENT", "GOOD"])
@given(rule=quotas, numbers=st.tuples(*[st.integers(0, 8)] * 4))
def test_a_group_is_over_by_what_must_go(of: str, rule: Quota, numbers: tuple[int, ...]) -> None:
    reached = {str(level): number for level, number in zip(RATINGS, numbers, strict=True)}

    room = headroom(rule, reached)

    assert (room.over == 0) == (room.used <= room.limit) or room.used == 0
