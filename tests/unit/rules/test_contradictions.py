"""Contradictions between figures: exactly the contradictions of the real files, and the rules with small numbers."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.rules.contradictions import Finding, Status, contradictions, findings, sentence
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import ConsistencyKind, ConsistencyRule
from grading.rules.programmes.parts.texts import Text

Reported = Mapping[tuple[str, int], Mapping[str, int]]


def rule(kind: str, metric: str, *operands: str) -> ConsistencyRule:
    return ConsistencyRule(
        key="rule", kind=ConsistencyKind(kind), metric=metric, operands=operands, sentence=Text(vi="", en="")
    )


def since_last_year(*, pct: int | None = None, count: int | None = None) -> ConsistencyRule:
    return replace(rule("year_on_year", "members"), within_pct=pct, within_count=count)


def found_in(programme: Programme, reported: Reported, cells: Mapping[str, list[str]]) -> list[tuple[str, Finding]]:
    return [
        (commune, finding)
        for commune in ("KG-GR-HT", "KG-GR-TL", "KG-GR-LT")
        for year in (2021, 2022)
        for finding in findings(
            programme.consistency,
            year,
            own=reported.get((commune, year), {}),
            parts=[reported.get((cell, year), {}) for cell in cells[commune]],
        )
    ]


def test_the_source_contradicts_itself_six_times(
    rating: Programme, reported: Reported, cells: dict[str, list[str]]
) -> None:
    commune_findings = found_in(rating, reported, cells)

    clashes = [
        (commune, finding.year, finding.metric, finding.reported, finding.computed, finding.n, finding.total)
        for commune, finding in commune_findings
        if finding.status is Status.contradiction
    ]

    assert clashes == [
        ("KG-GR-TL", 2022, "members_assigned_households", 16000, 21000, 6, 14),
        ("KG-GR-TL", 2022, "households_assigned", 276700, 309400, 6, 14),
        ("KG-GR-TL", 2022, "members_assigned_share_pct", 6040, 6530, 0, 0),
        ("KG-GR-TL", 2022, "households_per_member_mean", 1500, 1730, 0, 0),
        ("KG-GR-LT", 2021, "members_assigned_households", 12100, 12200, 10, 18),
        ("KG-GR-LT", 2022, "members_assigned_households", 12000, 12100, 10, 18),
    ]


def test_households_and_means_of_long_thanh_agree(
    rating: Programme, reported: Reported, cells: dict[str, list[str]]
) -> None:
    commune_findings = found_in(rating, reported, cells)

    agreeing = {
        (finding.year, finding.metric, finding.reported)
        for commune, finding in commune_findings
        if commune == "KG-GR-LT" and finding.status is Status.agrees
    }

    assert {
        (2021, "households_assigned", 422800),
        (2022, "households_assigned", 88700),
        (2021, "households_per_member_mean", 3500),
        (2022, "households_per_member_mean", 700),
        (2022, "members", 36100),
    } == agreeing


def test_a_share_names_its_part_and_whole_in_the_sentence(
    rating: Programme, reported: Reported, cells: dict[str, list[str]]
) -> None:
    (finding,) = [
        candidate for _, candidate in found_in(rating, reported, cells) if candidate.rule == "members_assigned_share"
    ]
    (its_rule,) = [candidate for candidate in rating.consistency if candidate.key == finding.rule]

    words = sentence(
        its_rule, finding, unit="", language="vi", number=lambda value: f"{value / 100:g}".replace(".", ",")
    )

    assert dict(finding.parts) == {"part": 16000, "whole": 24500}
    assert words == "160 trên 245 đảng viên là 65,3%, báo cáo ghi 60,4%."


@pytest.mark.parametrize(
    ("reported", "cells", "status"),
    [
        (10, [4, 6], Status.agrees),
        (10, [4, 5], Status.contradiction),
        (10, [4, 7], Status.contradiction),
        (10, [4, None], Status.partial),
        (10, [10, None], Status.agrees),
        (10, [11, None], Status.contradiction),
    ],
)
def test_a_sum_is_compared_with_the_units_own_figures(reported: int, cells: list[int | None], status: Status) -> None:
    parts = [{} if value is None else {"members": value * 100} for value in cells]

    (finding,) = findings([rule("sum", "members")], 2022, own={"members": reported * 100}, parts=parts)

    assert finding.status is status
    assert (finding.n, finding.total) == (sum(value is not None for value in cells), 2)


@pytest.mark.parametrize("parts", [[], [{}, {}]])
def test_nothing_is_compared_without_a_figure_of_any_unit(parts: list[dict[str, int]]) -> None:
    assert findings([rule("sum", "members")], 2022, own={"members": 1000}, parts=parts) == []


def test_nothing_is_compared_without_the_units_own_figure() -> None:
    assert findings([rule("sum", "members")], 2022, own={}, parts=[{"members": 1000}]) == []


@pytest.mark.parametrize(
    ("reported", "agrees"),
    [(6530, True), (6531, True), (6500, True), (6540, False), (6532, False), (6600, False), (6040, False)],
)
def test_a_share_is_compared_at_its_printed_precision(reported: int, agrees: bool) -> None:
    own = {"part": 16000, "whole": 24500, "pct": reported}

    (finding,) = findings([rule("share", "pct", "part", "whole")], 2022, own=own)

    assert (finding.status is Status.agrees) is agrees


@pytest.mark.parametrize(("reported", "agrees"), [(1700, True), (1800, True), (1830, False), (1600, False)])
def test_a_mean_agrees_within_one(reported: int, agrees: bool) -> None:
    own = {"total": 276700, "count": 16000, "mean": reported}

    (finding,) = findings([rule("mean", "mean", "total", "count")], 2022, own=own)

    assert (finding.status is Status.agrees) is agrees
    assert dict(finding.parts) == {"total": 276700, "count": 16000}


@pytest.mark.parametrize(("kind", "metric"), [("share", "pct"), ("mean", "mean")])
def test_nothing_is_divided_by_zero(kind: str, metric: str) -> None:
    own = {"part": 100, "whole": 0, metric: 100}

    assert findings([rule(kind, metric, "part", "whole")], 2022, own=own) == []


@pytest.mark.parametrize(
    ("own", "clash"),
    [
        ({"min": 700, "mean": 1500, "max": 2700}, None),
        ({"min": 1600, "mean": 1500, "max": 2700}, ("min", 1600, 1500)),
        ({"min": 700, "mean": 2800, "max": 2700}, ("mean", 2800, 2700)),
        ({"min": 2800, "max": 2700}, ("min", 2800, 2700)),
        ({"min": 700, "max": 700}, None),
    ],
)
def test_lowest_mean_and_highest_must_be_in_order(own: dict[str, int], clash: tuple[str, int, int] | None) -> None:
    clashes = contradictions([rule("ordered", "min", "min", "mean", "max")], 2022, own=own)

    assert [(finding.metric, finding.reported, finding.computed) for finding in clashes] == ([clash] if clash else [])


def test_one_figure_alone_has_no_order() -> None:
    assert findings([rule("ordered", "min", "min", "mean", "max")], 2022, own={"mean": 100}) == []


@pytest.mark.parametrize(("own", "statuses"), [
    ({"all": 36100, "one": 34000, "two": 2100}, [Status.agrees]),
    ({"all": 36100, "one": 34000, "two": 2000}, [Status.contradiction]),
    ({"all": 36100, "one": 34000}, []),
])  # fmt: skip
def test_parts_add_up_to_the_whole(own: dict[str, int], statuses: list[Status]) -> None:
    results = findings([rule("parts", "all", "one", "two")], 2022, own=own)

    assert [finding.status for finding in results] == statuses


@pytest.mark.parametrize(
    ("now", "before", "agrees"),
    [(120, 100, True), (121, 100, False), (80, 100, True), (79, 100, False), (0, 0, True), (1, 0, False), (7, 7, True)],
)
def test_a_figure_stays_within_a_share_of_last_years(now: int, before: int, agrees: bool) -> None:
    own, last = {"members": now * 100}, {"members": before * 100}

    (finding,) = findings([since_last_year(pct=2000)], 2025, own=own, before=last)

    assert (finding.status is Status.agrees) is agrees
    assert (finding.reported, finding.computed) == (now * 100, before * 100)


@pytest.mark.parametrize(("now", "agrees"), [(105, True), (106, False), (95, True), (94, False)])
def test_a_figure_stays_within_a_count_of_last_years(now: int, agrees: bool) -> None:
    own, last = {"members": now * 100}, {"members": 10000}

    (finding,) = findings([since_last_year(count=500)], 2025, own=own, before=last)

    assert (finding.status is Status.agrees) is agrees


@pytest.mark.parametrize(
    ("limit", "own", "last"),
    [
        (2000, {"members": 100}, {}),
        (2000, {}, {"members": 100}),
        (None, {"members": 100}, {"members": 900}),
    ],
)
def test_nothing_is_compared_without_both_years_or_without_a_limit(
    limit: int | None, own: dict[str, int], last: dict[str, int]
) -> None:
    assert findings([since_last_year(pct=limit)], 2025, own=own, before=last) == []


def test_the_sentence_names_both_years_and_both_values() -> None:
    vi = "{unit}: {reported} năm {year}, {before} năm {last_year}, chênh {difference}."
    its_rule = replace(since_last_year(pct=1000), sentence=Text(vi=vi, en=""))

    (finding,) = contradictions([its_rule], 2025, own={"members": 13000}, before={"members": 10000})

    words = sentence(its_rule, finding, unit="Đảng bộ xã", language="vi", number=lambda value: str(value // 100))
    assert words == "Đảng bộ xã: 130 năm 2025, 100 năm 2024, chênh 30."


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 100000), st.integers(0, 100000))
def test_a_wider_limit_never_makes_a_contradiction(now: int, before: int, limit: int, more: int) -> None:
    own, last = {"members": now}, {"members": before}

    clashes = [contradictions([since_last_year(pct=pct)], 2025, own=own, before=last) for pct in (limit, limit + more)]

    assert len(clashes[1]) <= len(clashes[0])


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_limit_by_count_treats_a_rise_and_a_fall_alike(a: int, b: int, most: int) -> None:
    forward = contradictions([since_last_year(count=most)], 2025, own={"members": a}, before={"members": b})
    backward = contradictions([since_last_year(count=most)], 2025, own={"members": b}, before={"members": a})

    assert bool(forward) == bool(backward) == (abs(a - b) > most)
