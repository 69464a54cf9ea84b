"""The points that follow from figures: by the rule of each criterion, or because a criterion does not apply.

One function (`merged`) joins them with what a person typed. Everything that sums or reads points asks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from grading.rules.applying import Waived, waived
from grading.rules.figure_values import with_operands
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.workings import Working, worked

MOST_KNOWN = 1000
"""So many sets of figures are remembered for a programme: those of all units on one page."""
_FIGURES = "figures"


@dataclass(frozen=True, kw_only=True)
class Given:
    """The points that the figures give one criterion (hundredths), or None with the keys of the figures that are
    missing. A share is missed by those of its operands that are. `waived` says why the criterion does not apply, and
    then there is no `working`."""

    criterion: Criterion
    points: int | None
    missing: tuple[str, ...] = ()
    working: Working | None = None
    waived: Waived | None = None

    @property
    def is_closed(self) -> bool:
        """Returns whether nobody may type points: the criterion does not apply, or is not known to apply."""
        return self.waived is not None

    @property
    def does_not_apply(self) -> bool:
        return self.waived is not None and not self.missing


def given(programme: Programme, known: Known) -> dict[str, Given]:
    """Returns what follows from figures, by criterion key: for each criterion with a rule and a maximum, and for each
    that does not apply."""
    if not programme.figured:
        return {}
    memory = programme.worked_out
    figures = tuple([known.figures.get(key) for key in sorted(figures_given_by(programme))])
    asked = (figures, known.cell_type, known.unit_kind, known.rating)
    if asked not in memory:
        if len(memory) >= MOST_KNOWN:
            memory.clear()
        memory[asked] = _given(programme, known)
    return dict(memory[asked])


def merged(programme: Programme, known: Known) -> dict[str, int]:
    """Returns the points that count, by criterion key: what a person typed where that may depart, else what the
    figures give; below 0 where they are taken off. A criterion has none while its figures are missing, or where it does
    not apply and is not full."""
    if not programme.figured:
        return dict(known.points)
    found = given(programme, known)
    closed = _closed(programme) | {key for key, each in found.items() if each.is_closed}
    points = {key: value for key, value in known.points.items() if key not in closed}
    for key, each in found.items():
        if key not in points and each.points is not None:
            points[key] = each.points
    return {key: -abs(value) if key in programme.taken_off else value for key, value in points.items()}


def lacking(programme: Programme, points: Mapping[str, int], known: Known) -> tuple[Given, ...]:
    """Returns the criteria that have no points among the merged ones because figures are missing or outside."""
    found = given(programme, known)
    return tuple(each for key, each in found.items() if key not in points and not each.does_not_apply)


def figures_given_by(programme: Programme) -> frozenset[str]:
    """Returns every figure that a rule reads, including the operands of shares and means."""
    known = programme.worked_out
    if _FIGURES not in known:
        named = [name for each in programme.given if each.given_by for name in each.given_by.rule.figures]
        conditions = [each.applies_when for each in programme.conditional if each.applies_when]
        named += [each.figure for each in conditions if each.figure]
        known[_FIGURES] = with_operands(programme, named)
    found: frozenset[str] = known[_FIGURES]
    return found


def _closed(programme: Programme) -> frozenset[str]:
    """Returns the keys of the criteria for which nobody may type points."""
    return frozenset(criterion.key for criterion in programme.given if not criterion.is_typed)


def _given(programme: Programme, known: Known) -> dict[str, Given]:
    left = waived(programme, known)
    found = {}
    for criterion in programme.figured:
        if (out := left.get(criterion.key)) is not None:
            found[criterion.key] = Given(criterion=criterion, points=out.points, missing=out.missing, waived=out)
        elif (working := worked(programme, criterion, known)) is not None:
            missing = tuple(dict.fromkeys(working.missing))
            found[criterion.key] = Given(criterion=criterion, points=working.points, missing=missing, working=working)
    return found
