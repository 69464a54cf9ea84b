"""When a body that decides otherwise than the rules say owes a written reason."""

import pytest

from grading.rules.departures import Departure, departure
from grading.rules.derivation import Derivation, derive
from grading.rules.known import Known
from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme
from tests.unit.rules.regimes import best_of

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED


def found(programme: Programme, *, lacking: str = "", **changed: Grade | int) -> Derivation:
    grades, points, figures = best_of(programme)
    for key, value in changed.items():
        (grades if isinstance(value, Grade) else figures)[key] = value
    figures.pop(lacking, None)
    return derive(programme, Known(grades=grades, points=points, figures=figures, unit_kind="cell_grassroots"))


@pytest.mark.parametrize(
    ("decided", "owed"),
    [
        (EXCELLENT, Departure.above),
        (GOOD, None),
        (COMPLETED, Departure.below),
    ],
)
def test_a_level_above_or_below_what_the_rules_give_asks_for_a_reason(programmes, decided, owed):
    good = found(programmes["r2019"], ideology=Grade.good)

    assert departure(good, decided) is owed


def test_while_a_figure_is_missing_every_level_that_it_leaves_open_is_within_the_rules(programmes):
    between = found(programmes["demo-r2025"], lacking="tasks_exceeded")

    owed = [departure(between, decided) for decided in (EXCELLENT, GOOD, COMPLETED)]

    assert owed == [None, None, Departure.below]


def test_where_no_level_fits_whatever_is_chosen_asks_for_a_reason(programmes):
    unmatched = found(programmes["r2023"], products=0)

    assert {departure(unmatched, decided) for decided in Level} == {Departure.unmatched}


def test_one_level_below_is_no_departure_where_the_quota_is_full(programmes):
    excellent = found(programmes["r2019"])

    owed = [departure(excellent, decided, full={EXCELLENT}) for decided in (EXCELLENT, GOOD, COMPLETED)]

    assert owed == [None, None, Departure.below]


def test_a_full_quota_of_another_level_excuses_nothing(programmes):
    good = found(programmes["r2019"], ideology=Grade.good)

    assert departure(good, COMPLETED, full={EXCELLENT}) is Departure.below
