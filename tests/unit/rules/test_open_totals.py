"""Totals while rows of a malus have no points yet: what may still be taken off is not counted on."""

from grading.rules import scoring
from grading.rules.conditions import Standing
from grading.rules.demands import Asked
from grading.rules.known import Known
from grading.rules.titles import demands_of
from tests.unit.rules.test_totals import FULL, SCHOOL


def test_a_malus_that_is_still_open_leaves_the_demand_on_the_total_unknown() -> None:
    points = {key: value for key, value in {**FULL, "order": 2200}.items() if key not in ("reports", "rules")}

    demands = demands_of(SCHOOL, Known(points=points, cell_type="school", year=2026))

    (total,) = (demand for demand in demands if demand.about is Asked.total)
    assert (total.value, total.needed, total.standing) == (9200, 9000, Standing.unknown)


def test_a_row_of_a_malus_that_is_open_ends_between_all_of_it_and_nothing() -> None:
    found = scoring.criterion_range(SCHOOL, "reports", {}, Known(cell_type="school"))

    assert (found.worst, found.best) == (-200, 0)
