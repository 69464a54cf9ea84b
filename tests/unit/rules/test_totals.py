"""The total: bonus, malus, caps of groups, limits of the whole, and criteria that do not apply to a unit."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.rules import giving, scoring
from grading.rules.demands import Demand
from grading.rules.derivation import Ending, derive
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.applying import AppliesWhen, Otherwise, Within
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.totals import total_lines
from grading.rules.titles import demands_in
from tests.giving import OWN

SCHOOL = load(Path("tests/programmes/own-pupils.yaml"))
MEETING = load(Path("tests/programmes/own-meeting.yaml"))
FULL = {
    "morals": 2000, "law": 1000, "advice": 2000, "help": 1000, "order": 3000, "boarding": 1000, "incidents": 0,
    "platform": 0, "lessons": 0, "reports": 0, "rules": 0,
}  # fmt: skip
"""100 points of 100, without bonus and malus."""
WAYS = [(Otherwise.full, None), (Otherwise.rescaled, Within.group), (Otherwise.rescaled, Within.table)]


def total(cell_type: str = "school", programme: Programme = SCHOOL, **points: int) -> int:
    """Returns the total of a unit with these points in hundredths; the others are as in FULL."""
    known = Known(points={**FULL, **points}, cell_type=cell_type)
    return scoring.total(programme, giving.merged(programme, known), known)


def waiving(key: str, *ways: object) -> Programme:
    """Returns the table of the school with this criterion for schools alone."""
    otherwise, within = ways
    rule = AppliesWhen(types=("school",), otherwise=otherwise, within=within)

    def changed(criterion: Criterion) -> Criterion:
        return replace(criterion, applies_when=rule if criterion.key == key else None)

    groups = [replace(group, criteria=tuple(map(changed, group.criteria))) for group in SCHOOL.groups]
    return replace(SCHOOL, groups=tuple(groups))


def demands_of(programme: Programme, known: Known) -> tuple[Demand, ...]:
    return demands_in(programme, derive(programme, known), programme.plain)


def test_a_bonus_counts_on_top_of_the_total():
    assert total(platform=300) == 10300


def test_a_bonus_counts_no_more_than_its_most():
    assert total(platform=800, lessons=500, order=2000) == 10000


def test_the_total_stops_at_its_limit():
    assert total(platform=800, lessons=500) == 10500


def test_a_malus_is_taken_off_up_to_its_most():
    assert (total(reports=100), total(reports=200, rules=200)) == (9900, 9700)


def test_what_can_only_take_off_lowers_its_group():
    assert total(incidents=400) == 9600


def test_the_total_is_never_below_nothing():
    assert total(**dict.fromkeys(FULL, 0) | {"incidents": 600}) == 0


def test_the_total_is_at_least_what_the_table_says():
    programme = replace(SCHOOL, total_limits=replace(SCHOOL.total_limits, least=6000))

    assert total(programme=programme, **dict.fromkeys(FULL, 0)) == 6000


def test_points_over_the_maximum_of_a_group_are_lost_or_scaled_down_and_the_group_counts_the_same():
    assert (total(morals=2000, law=2000), total(advice=2000, help=1500)) == (10000, 10000)


def test_scaled_down_criteria_add_up_to_the_group_exactly():
    found = scoring.counted(SCHOOL, {**FULL, "morals": 1999, "law": 1777})

    assert (found["morals"], found["law"], found["morals"] + found["law"]) == (1588, 1412, 3000)


def test_where_the_excess_is_cut_each_criterion_keeps_its_points():
    found = scoring.counted(SCHOOL, {**FULL, "advice": 2000, "help": 1500})

    assert (found["advice"], found["help"]) == (2000, 1500)


def test_a_bonus_never_makes_up_for_another_group():
    points = {**FULL, "order": 1400, "platform": 800}

    found = scoring.group_total(SCHOOL, "management", points)

    assert (found.points, found.of) == (2400, 4000)


def test_the_demand_for_each_criterion_does_not_ask_bonus_and_malus_and_what_only_takes_off():
    known = Known(points=FULL, cell_type="school", year=2026)

    asked = {demand.criterion for demand in demands_of(SCHOOL, known) if demand.criterion}

    assert asked == {"I.1", "I.2", "II.1", "II.2", "III.1", "III.2"}


def test_a_criterion_that_is_left_out_is_part_of_neither_side():
    known = Known(points=FULL, cell_type="agency", year=2026)

    found = scoring.totals(SCHOOL, giving.merged(SCHOOL, known), known)

    assert (found.points, found.of) == (9000, 9000)
    assert "III.2" not in {demand.criterion for demand in demands_of(SCHOOL, known)}


def test_a_criterion_that_does_not_apply_counts_in_full():
    programme = waiving("boarding", Otherwise.full, None)

    assert total("agency", programme, order=2000, boarding=100) == 9000


def test_the_rest_of_its_group_is_scaled_up():
    programme = waiving("boarding", Otherwise.rescaled, Within.group)

    assert total("agency", programme, order=2000) == 3000 + 3000 + 2667


def test_the_rest_of_the_table_is_scaled_up():
    programme = waiving("boarding", Otherwise.rescaled, Within.table)

    assert total("agency", programme, order=2000) == 8889


def test_a_group_of_which_nothing_is_left_is_made_up_for_by_the_table():
    first, *others = MEETING.groups
    rule = AppliesWhen(types=("school",), otherwise=Otherwise.rescaled, within=Within.group)
    programme = replace(
        MEETING, groups=(replace(first, criteria=(replace(first.criteria[0], applies_when=rule),)), *others)
    )
    points = {criterion.key: criterion.max_points for criterion in MEETING.criteria if criterion.key != "length_row"}

    assert scoring.total(programme, points, Known(cell_type="agency")) == 10000


def test_points_below_nothing_are_not_scaled():
    programme = waiving("boarding", Otherwise.rescaled, Within.group)

    assert total("agency", programme, order=0, incidents=600) == 6000 - 600


def test_a_criterion_with_a_missing_figure_leaves_the_level_open_between_both_ends():
    named = [each.key for each in MEETING.criteria if each.key not in ("thematic", "content")]
    points = {key: MEETING.criterion(key).max_points or 0 for key in named}
    figures = {"members": 25, "minutes": 90, "due": 24, "present": 24, "absent": 0, "committee_members": 3,
               "speakers": 13, "targets": 10, "targets_met": 8}  # fmt: skip
    known = Known(points={**points, "content": 0}, figures={key: value * 100 for key, value in figures.items()})

    found = scoring.totals(MEETING, giving.merged(MEETING, known), known)

    assert (found.worst, found.best) == (8900, 9400)
    assert derive(MEETING, known).ending is Ending.open


def test_an_open_malus_leaves_the_total_lower():
    known = Known(points={key: value for key, value in FULL.items() if key != "reports"}, cell_type="school")

    found = scoring.totals(SCHOOL, giving.merged(SCHOOL, known), known)

    assert (found.worst, found.points, found.best) == (9800, 10000, 10000)


@pytest.mark.parametrize(("kind", "applies"), [("cell_grassroots", True), ("cell_subordinate", False), ("", True)])
def test_a_criterion_may_be_for_some_kinds_of_unit(kind, applies):
    rule = AppliesWhen(kinds=("cell_grassroots",), otherwise=Otherwise.full)
    first, *others = MEETING.groups
    criterion = replace(first.criteria[0], given_by=None, applies_when=rule)
    programme = replace(MEETING, groups=(replace(first, criteria=(criterion,)), *others))

    found = giving.merged(programme, Known(points={"length_row": 100}, unit_kind=kind))

    assert found["length_row"] == (100 if applies else 500)


def test_what_was_typed_for_a_criterion_does_not_count_once_it_does_not_apply():
    known = Known(points={"thematic": 100}, figures={"thematic_meetings": 0})

    assert "thematic" not in giving.merged(MEETING, known)


@st.composite
def _typed(draw: st.DrawFn) -> dict[str, int]:
    return {each.key: draw(st.integers(min(each.fewest, 0), each.max_points or 0)) for each in SCHOOL.criteria}


@given(_typed(), st.sampled_from(["morals", "help", "order", "boarding"]), st.sampled_from(WAYS))
@settings(max_examples=300, deadline=None)
def test_what_does_not_apply_never_harms(points, key, way):
    """However the unit does elsewhere, it has at least what it had with nothing in that criterion."""
    programme = replace(waiving(key, *way), total_limits=None)

    typed = Known(points={**points, key: 0}, cell_type="school")
    without = scoring.total(programme, giving.merged(programme, typed), typed)
    known = Known(points=points, cell_type="agency")
    waived = scoring.total(programme, giving.merged(programme, known), known)

    assert waived >= without


@given(_typed())
@settings(max_examples=200, deadline=None)
def test_what_is_left_out_never_lowers_the_share_of_the_rest(points):
    known = Known(points={**points, "incidents": 0}, cell_type="agency")

    found = scoring.totals(SCHOOL, giving.merged(SCHOOL, known), known)
    typed = Known(points={**points, "incidents": 0, "boarding": 0}, cell_type="school")
    with_nothing = scoring.totals(SCHOOL, giving.merged(SCHOOL, typed), typed)

    assert Fraction(found.points, found.of) >= Fraction(with_nothing.points, with_nothing.of)


def test_the_lines_of_the_total_say_what_is_scaled_down():
    known = Known(points={**FULL, "law": 2000, "rules": 100}, cell_type="school")

    lines = total_lines(SCHOOL, giving.merged(SCHOOL, known), known)

    assert [line.value.vi for line in lines] == [
        "30/30 (I.1 tính 15; I.2 tính 15)",
        "30/30",
        "40/40",
        "0",
        "-1",
        "99/100",
    ]


def test_a_plain_table_has_no_lines_of_the_total():
    assert total_lines(OWN, {"unity": 5000}, Known()) == ()
