"""What stands between a unit and one outcome of its programme, as a list of demands: met, unmet, unknown or judged."""

from collections.abc import Iterator

from grading.rules import demands
from grading.rules.demands import Demand
from grading.rules.derivation import Derivation, Rung, derive
from grading.rules.known import Known
from grading.rules.programme import Programme


def demands_of(programme: Programme, known: Known, key: str | None = None) -> tuple[Demand, ...]:
    """Returns every demand of an outcome of a title, met or not, in the order of the programme: by default of the title
    without a degree. Empty for a rating."""
    if not programme.gives_title:
        return ()
    return demands_in(programme, derive(programme, known), key or programme.plain)


def demands_in(programme: Programme, found: Derivation, key: str) -> tuple[Demand, ...]:
    """Returns the demands of one outcome in a derivation: the total, then what the outcome within which it lies asks,
    then its own. Raises KeyError for an outcome that the programme does not have."""
    rung = found.rung(key)
    total = []
    if rung.min_points is not None and found.points is not None:
        ends = (found.points if found.points_worst is None else found.points_worst, found.points_most or 0)
        total = [demands.of_total(found.points, ends, rung.min_points)]
    rungs = list(_lineage(programme, found, rung))
    of_points = [demand for each in rungs for demand in each.demands]
    of_conditions = [demands.of_condition(programme, each) for rung in rungs for each in rung.conditions]
    return (*total, *of_points, *of_conditions)


def _lineage(programme: Programme, found: Derivation, rung: Rung) -> Iterator[Rung]:
    """Yields the outcome within which another lies before that one."""
    within = programme.outcome(rung.level).within
    if within is not None:
        yield from _lineage(programme, found, found.rung(within))
    yield rung
