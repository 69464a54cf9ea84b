"""How one rule comes from exact figures to points, with everything that a page says of it. Pure arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from grading.rules.figure_values import figure_value
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.giving import Band, Case, Counter, Direction, Giving, GivingKind
from grading.rules.rounding import half_up

RATING = "rating"
"""Stands among the missing for the unit's own level of the year, which nobody types."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The points that one counter takes off. `band` is the row that holds the count; `takes_all` from `all_from` on."""

    counter: Counter
    value: Fraction
    points: int = 0
    band: Band | None = None
    takes_all: bool = False


@dataclass(frozen=True, kw_only=True)
class Working:
    """How one rule comes to its points (hundredths), with the exact figures in hundredths.

    `points` is None while a figure is missing or no row holds it (`outside`). `most` is the maximum that the rule
    starts from. `value` is the figure, or what was done of `of_value`. `band` is the row that holds the figure, and
    `case` the rows for units like this one, chosen by `by_value`. `level` is that of the unit.
    """

    rule: Giving
    points: int | None
    most: int
    value: Fraction | None = None
    of_value: Fraction | None = None
    by_value: Fraction | None = None
    case: Case | None = None
    band: Band | None = None
    level: str | None = None
    taken: tuple[Taken, ...] = ()
    parts: tuple["Working", ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def outside(self) -> tuple[tuple[str, Fraction], ...]:
        """The figures, with their values, that no row of their table holds."""
        is_bare = self.rule.kind is GivingKind.bands and self.band is None
        here = ((self.rule.figure or "", self.value),) if is_bare and self.value is not None else ()
        return (*here, *(each for part in self.parts for each in part.outside))


@dataclass(frozen=True, kw_only=True)
class _Bounds:
    """The most and the fewest points (hundredths) that a criterion may have."""

    most: int
    fewest: int


def worked(programme: Programme, criterion: Criterion, known: Known) -> Working | None:
    """Returns how the figures come to the points of the criterion, held within its range; None where a person gives
    them, or the issuer has not given its maximum or a value of the rule."""
    if criterion.given_by is None or criterion.max_points is None or criterion.given_by.rule.is_unset:
        return None
    bounds = _Bounds(most=criterion.max_points, fewest=criterion.fewest)
    found = _worked(programme, criterion.given_by.rule, bounds, known)
    held = None if found.points is None else min(max(found.points, bounds.fewest), bounds.most)
    return found if held == found.points else replace(found, points=held)


def missing_of(programme: Programme, key: str, figures: Mapping[str, int]) -> tuple[str, ...]:
    """Returns the operands that are missing for a share or mean; the figure itself where it has none, or where the
    months or works give it."""
    metric = programme.metric(key)
    operands = (*metric.parts, metric.whole) if metric.whole is not None and key not in programme.computed else ()
    return tuple(name for name in operands if name not in figures) or (key,)


def _worked(programme: Programme, rule: Giving, bounds: _Bounds, known: Known) -> Working:
    if rule.kind in (GivingKind.highest_of, GivingKind.sum_of):
        return _joined(rule, bounds, tuple(_worked(programme, part, bounds, known) for part in rule.parts))
    if rule.kind is GivingKind.by_level:
        return _by_level(rule, bounds, known.rating)
    found = {name: figure_value(programme, name, known.figures) for name in rule.figures}
    lacking = [name for name, value in found.items() if value is None]
    if lacking:
        missing = tuple(key for name in lacking for key in missing_of(programme, name, known.figures))
        return Working(rule=rule, points=None, most=bounds.most, missing=missing)
    values = {name: value for name, value in found.items() if value is not None}
    if rule.kind is GivingKind.bands:
        return _banded(rule, bounds.most, values, known.cell_type)
    return _counted(rule, bounds, values)


def _counted(rule: Giving, bounds: _Bounds, values: Mapping[str, Fraction]) -> Working:
    figure = rule.figure or ""
    match rule.kind:
        case GivingKind.each:
            return _for_each(rule, bounds.most, values[figure])
        case GivingKind.proportion:
            return _proportion(rule, bounds.most, values[figure], values[rule.of or ""])
        case GivingKind.steps:
            return _stepped(rule, bounds.most, values[figure])
        case _:
            return _taken_off(rule, bounds, values)


def _joined(rule: Giving, bounds: _Bounds, parts: tuple[Working, ...]) -> Working:
    missing = tuple(key for part in parts for key in part.missing)
    found = [part.points for part in parts if part.points is not None]
    points = None
    if len(found) == len(parts):
        points = max(found) if rule.kind is GivingKind.highest_of else _held(sum(found), rule.least, rule.most)
    return Working(rule=rule, points=points, most=bounds.most, parts=parts, missing=missing)


def _held(points: int, least: int | None, most: int | None) -> int:
    points = points if most is None else min(points, most)
    return points if least is None else max(points, least)


def _by_level(rule: Giving, bounds: _Bounds, level: str | None) -> Working:
    missing = () if level in rule.levels else (RATING,)
    points = None if missing else rule.levels[level or ""]
    return Working(rule=rule, points=points, most=bounds.most, level=level, missing=missing)


def _banded(rule: Giving, most: int, values: Mapping[str, Fraction], cell_type: str) -> Working:
    value, by_value = values[rule.figure or ""], values.get(rule.by or "")
    case = next((each for each in rule.cases if _is_for(each, by_value, cell_type)), None)
    rows = case.rows if case else rule.rows
    band = next((row for row in rows if row.holds(value)), None)
    points = band.points if band else None
    return Working(rule=rule, points=points, most=most, value=value, by_value=by_value, case=case, band=band)


def _is_for(case: Case, by_value: Fraction | None, cell_type: str) -> bool:
    return cell_type in case.types if by_value is None else case.holds(by_value)


def _for_each(rule: Giving, most: int, value: Fraction) -> Working:
    cap = most if rule.most is None else rule.most
    counted = max(value - rule.after, Fraction(0))
    return Working(rule=rule, points=min(half_up(counted * (rule.points or 0) / 100), cap), most=cap, value=value)


def _stepped(rule: Giving, most: int, value: Fraction) -> Working:
    """Returns the points by whole steps. The way from the start is measured in the direction of the steps."""
    cap, sign = most if rule.most is None else rule.most, -1 if rule.direction is Direction.down else 1
    if rule.floor is not None and (value - rule.floor) * sign < 0:
        return Working(rule=rule, points=rule.below, most=cap, value=value)
    steps = max((value - rule.start) * sign, Fraction(0)) // rule.step
    return Working(rule=rule, points=min(rule.base + steps * (rule.points or 0), cap), most=cap, value=value)


def _proportion(rule: Giving, most: int, done: Fraction, whole: Fraction) -> Working:
    full = most if rule.points is None else rule.points
    points = min(half_up(done / whole * full), full) if whole else rule.of_none or 0
    return Working(rule=rule, points=points, most=full, value=done, of_value=whole)


def _taken_off(rule: Giving, bounds: _Bounds, values: Mapping[str, Fraction]) -> Working:
    full = bounds.most if rule.points is None else rule.points
    taken = tuple(_taken(counter, values[counter.figure], full - bounds.fewest) for counter in rule.counters)
    points = max(full - sum(each.points for each in taken), bounds.fewest)
    return Working(rule=rule, points=points, most=full, taken=taken)


def _taken(counter: Counter, value: Fraction, everything: int) -> Taken:
    if counter.all_from is not None and value >= counter.all_from:
        return Taken(counter=counter, value=value, points=everything, takes_all=True)
    if counter.each is not None:
        counted = max(value - counter.after, Fraction(0))
        return Taken(counter=counter, value=value, points=half_up(counted * counter.each / 100))
    band = next((row for row in counter.rows if row.holds(value)), None)
    return Taken(counter=counter, value=value, points=(band.points or 0) if band else 0, band=band)
