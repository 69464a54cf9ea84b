"""Which criteria do not apply to a unit, and for which of them a missing figure still decides it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from grading.rules.figure_values import compares, figure_value
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.applying import AppliesWhen, Otherwise, Within
from grading.rules.programmes.parts.criteria import Criterion, Group
from grading.rules.workings import missing_of


@dataclass(frozen=True, kw_only=True)
class Waived:
    """A criterion that does not apply to a unit. `value` is the figure that says so (exact, in hundredths); None where
    the type or the kind of the unit says it. With `missing` figures it is open whether the criterion applies."""

    criterion: Criterion
    rule: AppliesWhen
    value: Fraction | None = None
    missing: tuple[str, ...] = ()

    @property
    def points(self) -> int | None:
        """The points that it counts with; None where it counts with none, or is open."""
        is_full = self.rule.otherwise is Otherwise.full and not self.missing
        return self.criterion.max_points if is_full else None


def waived(programme: Programme, known: Known) -> Mapping[str, Waived]:
    """Returns the criteria that do not apply to the unit, or for which that is open, by key. A unit of which the type
    or the kind is not known is taken for one to which they apply."""
    found = ((each.key, _examined(programme, each, known)) for each in programme.conditional)
    return {key: each for key, each in found if each is not None}


def _examined(programme: Programme, criterion: Criterion, known: Known) -> Waived | None:
    rule = criterion.applies_when
    if rule is None:
        return None
    if _is_other(known.cell_type, rule.types) or _is_other(known.unit_kind, rule.kinds):
        return Waived(criterion=criterion, rule=rule)
    if rule.figure is None or rule.operator is None or rule.value is None:
        return None
    value = figure_value(programme, rule.figure, known.figures)
    if value is None:
        missing = missing_of(programme, rule.figure, known.figures)
        return Waived(criterion=criterion, rule=rule, missing=missing)
    return None if compares(value, rule.operator, rule.value) else Waived(criterion=criterion, rule=rule, value=value)


def _is_other(own: str, named: tuple[str, ...]) -> bool:
    return bool(named) and own != "" and own not in named


def maximum_without(group: Group, left: Mapping[str, Waived], *ways: Otherwise | Within) -> int:
    """Returns the sum of the maxima (hundredths) of the criteria that count, and of those that do not apply in one of
    these ways."""
    return sum(each.max_points or 0 for each in group.criteria if _way(left.get(each.key)) in (None, *ways))


def _way(found: Waived | None) -> Otherwise | Within | None:
    """Returns how a criterion that does not apply is treated; None for one that counts."""
    if found is None or found.missing or found.rule.otherwise is Otherwise.full:
        return None
    return found.rule.within if found.rule.otherwise is Otherwise.rescaled else Otherwise.left_out
