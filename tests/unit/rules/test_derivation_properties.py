"""Properties of every unit under every regime: a better grade, point or figure never lowers a level."""

from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import PROJECT
from grading.rules import scoring
from grading.rules.derivation import Derivation, derive
from grading.rules.known import Known
from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from tests.unit.rules.regimes import BEST

REGIMES = {name: load(PROJECT / "config" / "programmes" / f"{name}.yaml") for name in BEST}
KINDS = ("cell_grassroots", "cell_subordinate", "committee_grassroots")
UP = {"members_excellent", "organisations_good_or_better", "organisations_completed_or_better", "targets_met",
      "products", "tasks_done", "tasks_on_time", "tasks_exceeded", "shortcomings_fixed"}  # fmt: skip
"""More is better for these counts. For every other count less is better, or the count is the whole of a share."""
WHOLES = {"members_rated", "organisations_rated", "targets_total", "subordinates_total", "tasks_total",
          "shortcomings_total", "members_good", "members_completed"}  # fmt: skip


@st.composite
def units(draw):
    """Draws a regime, and a unit with any grades, points and figures."""
    programme = REGIMES[draw(st.sampled_from(sorted(REGIMES)))]
    grades = {
        criterion.key: draw(st.sampled_from(list(Grade)))
        for criterion in programme.criteria
        if criterion.scale == "grade"
    }
    points = {criterion.key: draw(st.integers(0, criterion.max_points or 0)) for criterion in programme.criteria
              if criterion.scale == "points"}  # fmt: skip
    figures = {key: draw(st.integers(0, 2 * best + 2)) * 100 for key, best in BEST[programme.key].items()}
    return programme, draw(st.sampled_from(KINDS)), grades, points, figures


def found(programme: Programme, kind: str, grades, points, figures) -> Derivation:
    return derive(programme, Known(grades=grades, points=points, figures=figures, unit_kind=kind))


def rank(level: Level | None) -> int:
    """Returns 3 to 1 for the three upper levels; 0 for the lowest level or if no level fits and a body must choose."""
    order = [Level.EXCELLENT, Level.GOOD, Level.COMPLETED]
    return len(order) - order.index(level) if level in order else 0


@given(units(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_better_grade_or_more_points_never_lower_a_level(unit, draws):
    programme, kind, grades, points, figures = unit
    criterion = draws.draw(st.sampled_from(programme.criteria))
    better_grades, better_points = dict(grades), dict(points)
    if criterion.scale == "grade":
        better_grades[criterion.key] = Grade.excellent
    else:
        better_points[criterion.key] = draws.draw(st.integers(points[criterion.key], criterion.max_points or 0))

    before, after = found(*unit), found(programme, kind, better_grades, better_points, figures)

    assert rank(after.at_best) >= rank(before.at_best)


@given(units(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_better_figure_never_lowers_a_level(unit, draws):
    programme, kind, grades, points, figures = unit
    key = draws.draw(st.sampled_from(sorted(set(figures) - WHOLES)))
    more = draws.draw(st.integers(0, 10)) * 100
    better = max(figures[key] + more, 0) if key in UP else max(figures[key] - more, 0)

    before, after = found(*unit), found(programme, kind, grades, points, figures | {key: better})

    assert rank(after.at_best) >= rank(before.at_best)


@given(units(), st.data())
@settings(max_examples=100, deadline=None)
def test_with_unknown_figures_the_level_ends_between_the_two_named_levels(unit, draws):
    programme, kind, grades, points, figures = unit
    hidden = draws.draw(st.sets(st.sampled_from(sorted(figures))))
    open_ = found(programme, kind, grades, points, {key: value for key, value in figures.items() if key not in hidden})

    whole = found(*unit)

    assert whole.forced is not None or rank(open_.at_least) <= rank(whole.at_best) <= rank(open_.at_best)


@given(units())
@settings(max_examples=100, deadline=None)
def test_points_never_exceed_their_maximum(unit):
    programme, _kind, _grades, points, _figures = unit

    assert 0 <= scoring.total(programme, points) <= (programme.points_total or 0)
