"""A unit under another programme: its level changes or stays, with reasons and without guesses."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.rules.levels import Grade, Level
from grading.rules.programmes.parts.conditions import Clause, Join, Operator
from grading.rules.programmes.saying.lacking import lacking
from grading.rules.rehearsal import Filed, Turn, replay
from tests.unit.rules.rehearsing import codes, filed, share, stricter, with_level
from tests.unit.rules.test_derivation_properties import REGIMES, units

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED


@pytest.fixture
def r2019():
    return REGIMES["r2019"]


@pytest.fixture
def r2025():
    return REGIMES["demo-r2025"]


@given(units(), st.sampled_from([EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED]), st.data())
@settings(max_examples=150, deadline=None)
def test_the_same_programme_changes_nobody_whatever_is_known_and_whatever_was_decided(unit, decided, drawn):
    programme, kind, grades, points, figures = unit
    hidden = drawn.draw(st.sets(st.sampled_from(sorted(figures))))
    known_figures = {key: value for key, value in figures.items() if key not in hidden}
    unit_file = Filed(unit_id=1, decided=decided, grades=grades, points=points, figures=known_figures, unit_kind=kind)

    replayed = replay(programme, replace(programme, key="another-name"), unit_file)

    assert (replayed.turn, replayed.expected, replayed.lost, replayed.won, replayed.unanswered) == (
        Turn.same,
        decided,
        (),
        (),
        (),
    )


def test_a_stricter_share_lowers_the_level_and_says_by_how_much(r2019):
    rule = next(found for found in r2019.outcome(EXCELLENT).conditions if found.key == share(r2019))
    figures = {"members_completed": 400, "members_good": 1200}
    own, other = stricter(r2019, rule.key, 1), stricter(r2019, rule.key, 10100)

    found = replay(own, other, filed(r2019, figures=figures))

    assert found.own.level == EXCELLENT
    assert found.turn is Turn.falls
    assert found.expected == found.other.level
    (reason, *_rest) = found.lost
    assert (reason.code, reason.params["needed"], reason.params["level"]) == ("share_short", 10100, EXCELLENT)


def test_a_milder_share_raises_the_level_and_says_what_kept_it_down_before(r2019):
    key = share(r2019)
    own, other = stricter(r2019, key, 10100), r2019

    replayed = replay(own, other, filed(r2019, decided=GOOD))

    assert (replayed.own.level, replayed.other.level) == (GOOD, EXCELLENT)
    assert replayed.turn is Turn.rises
    assert replayed.expected == EXCELLENT
    assert codes(replayed.won) == [("share_short", EXCELLENT)]
    assert replayed.lost == ()


def test_a_higher_band_of_points_is_named_with_what_is_lacking(r2025):
    key = next(criterion.key for criterion in r2025.criteria)
    unit_file = filed(r2025, points={key: 500})
    other = with_level(r2025, EXCELLENT, min_points=9800)

    replayed = replay(r2025, other, unit_file)

    assert replayed.turn is Turn.falls
    assert replayed.lost[0].code == "obstacle_points"
    assert replayed.lost[0].params == {"level": EXCELLENT, "value": 9500, "needed": 9800}


def test_a_new_case_forces_the_lowest_level_and_is_named(r2025):
    rule = r2025.outcome(NOT_COMPLETED)
    case = replace(
        next(found for found in r2025.outcome(EXCELLENT).conditions if found.figure),
        key="late", figure="tasks_late", operator=Operator.more_than, value=0, applies_to=(),
    )  # fmt: skip
    other = with_level(r2025, NOT_COMPLETED, vetoes=(*rule.vetoes, case))
    unit_file = filed(r2025, figures={"tasks_late": 100})

    found = replay(r2025, other, unit_file)

    assert found.other.level == NOT_COMPLETED
    assert ("obstacle_case_figure", NOT_COMPLETED) in codes(found.lost)


def test_the_failing_figure_of_two_figures_demanded_together_is_named(r2025):
    first = next(found for found in r2025.outcome(EXCELLENT).conditions if found.figure)
    also = Clause(figure="tasks_late", operator=Operator.at_most, value=0)
    own = Clause(figure=first.figure, operator=first.operator, value=first.value)
    both = replace(first, figure=None, operator=None, value=None, join=Join.all, parts=(own, also))
    conditions = tuple(both if found.key == first.key else found for found in r2025.outcome(EXCELLENT).conditions)
    other = with_level(r2025, EXCELLENT, conditions=conditions)

    found = replay(r2025, other, filed(r2025, figures={"tasks_late": 100}))

    assert found.turn is Turn.falls
    assert found.lost[0].code == "condition_short"
    stood = found.lost[0].params["lacking"]
    assert lacking(other, stood.clause, stood.found).vi.startswith("“Nhiệm vụ hoàn thành chậm” là 1, yêu cầu không quá")


def test_criteria_that_the_file_never_answered_leave_the_level_open_and_are_named(r2019, r2025):
    unit_file = filed(r2019)

    replayed = replay(r2019, r2025, unit_file)

    assert replayed.turn is Turn.open
    assert replayed.expected is None
    assert replayed.unanswered == r2025.criteria
    assert replayed.other.points == 0
    assert "obstacle_points" not in {reason.code for reason in replayed.lost}


def test_points_with_another_maximum_are_not_taken_over(r2025):
    (first, *others), group = r2025.groups[0].criteria, r2025.groups[0]
    doubled = replace(first, max_points=(first.max_points or 0) * 2)
    other = replace(r2025, groups=(replace(group, criteria=(doubled, *others)), *r2025.groups[1:]))

    replayed = replay(r2025, other, filed(r2025))

    assert replayed.unanswered == (doubled,)


def test_a_cell_is_asked_only_the_criteria_for_its_type(r2019):
    (first, *others), group = r2019.groups[0].criteria, r2019.groups[0]
    special = replace(first, key="of_schools", applies_to_types=("school",))
    other = replace(r2019, groups=(replace(group, criteria=(first, special, *others)), *r2019.groups[1:]))

    hamlet, school, without_type = (
        replay(r2019, other, replace(filed(r2019), cell_type=cell_type)) for cell_type in ("hamlet", "school", "")
    )

    assert (hamlet.turn, hamlet.unanswered) == (Turn.same, ())
    assert (school.turn, school.unanswered) == (Turn.open, (special,))
    assert without_type.unanswered == (special,)


def test_a_group_without_criteria_for_a_type_of_cell_hinders_no_level(r2019):
    *_before, last = r2019.groups
    criteria = tuple(replace(criterion, applies_to_types=("school",)) for criterion in last.criteria)
    other = replace(r2019, groups=(*r2019.groups[:-1], replace(last, criteria=criteria)))

    replayed = replay(r2019, other, replace(filed(r2019), cell_type="hamlet"))

    assert replayed.turn is Turn.same


def test_a_figure_that_nobody_reported_leaves_the_level_open_and_is_named(r2019):
    unit_file = filed(r2019)
    less = replace(unit_file, figures={})

    replayed = replay(with_level(r2019, EXCELLENT, conditions=()), r2019, less)

    assert replayed.turn is Turn.open
    (reason,) = replayed.lost
    assert reason.code == "obstacle_unknown"
    assert len(set(reason.params["figure"])) == len(reason.params["figure"]) > 1


def test_a_demand_that_the_issuer_has_not_given_yet_leaves_the_level_open(r2019):
    replayed = replay(r2019, stricter(r2019, share(r2019), None), filed(r2019))

    assert replayed.turn is Turn.open
    figure = next(rule.figure for rule in r2019.outcome(EXCELLENT).conditions if rule.key == share(r2019))
    assert [(reason.code, reason.params) for reason in replayed.lost] == [("obstacle_unset", {"figure": (figure,)})]


def test_a_level_that_an_unknown_figure_might_raise_names_that_figure(r2019):
    key = share(r2019)
    own = stricter(r2019, key, 10100)
    rules = own.outcome(EXCELLENT).conditions
    changed = tuple(replace(rule, figure="nobody_counts", value=1) if rule.key == key else rule for rule in rules)
    metric = replace(own.metrics[0], key="nobody_counts")
    other = replace(with_level(own, EXCELLENT, conditions=changed), metrics=(*own.metrics, metric))

    replayed = replay(own, other, filed(r2019, decided=GOOD))

    assert (replayed.own.level, replayed.other.at_best, replayed.other.at_least) == (GOOD, EXCELLENT, GOOD)
    assert replayed.turn is Turn.open
    assert [reason.params["figure"] for reason in replayed.lost] == [("nobody_counts",)]


def test_if_no_level_fits_a_body_is_asked_to_choose(r2019):
    poor = {criterion.key: Grade.poor for criterion in r2019.criteria}
    own, unit_file = replace(r2019, outcomes=REGIMES["r2019"].outcomes), filed(r2019, decided=COMPLETED, grades=poor)
    last = with_level(own, COMPLETED, conditions=(), otherwise=False)
    lowest = replace(last.outcome(NOT_COMPLETED), vetoes=(), conditions=(), otherwise=False)
    none_fits = with_level(own, NOT_COMPLETED, vetoes=lowest.vetoes, conditions=(), otherwise=False)

    replayed = replay(with_level(last, NOT_COMPLETED, vetoes=()), none_fits, unit_file)

    assert replayed.own.level == COMPLETED
    assert replayed.turn is Turn.no_match
    assert replayed.expected is None
    assert replayed.lost
