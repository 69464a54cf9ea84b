"""The points that figures give: by the rule of each criterion and the exact figures, with the working.

One function (`merged`) joins them with what a person typed. Everything that sums or reads points asks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from grading.rules.figure_values import figure_value, with_operands
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.giving import Band, Counter, Giving, GivingKind

MOST_KNOWN = 1000
"""So many sets of figures are remembered for a programme: those of all units on one page."""
_FIGURES = "figures"


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
    starts from. `value` is the figure, or what was done of `of_value`. `band` is the row that holds the figure.
    """

    rule: Giving
    points: int | None
    most: int
    value: Fraction | None = None
    of_value: Fraction | None = None
    band: Band | None = None
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
class Given:
    """The points that the figures give one criterion (hundredths), or None with the keys of the figures that are
    missing. A share is missed by those of its operands that are."""

    criterion: Criterion
    points: int | None
    missing: tuple[str, ...]
    working: Working


def given(programme: Programme, figures: Mapping[str, int]) -> dict[str, Given]:
    """Returns what the figures (hundredths) give, by criterion key, for each criterion with a rule and a maximum."""
    if not programme.given:
        return {}
    known = programme.worked_out
    asked = tuple([figures.get(key) for key in sorted(figures_given_by(programme))])
    if asked not in known:
        if len(known) >= MOST_KNOWN:
            known.clear()
        known[asked] = {
            criterion.key: _given(programme, criterion, criterion.max_points, figures)
            for criterion in programme.given
            if criterion.max_points is not None
        }
    return dict(known[asked])


def merged(programme: Programme, typed: Mapping[str, int], figures: Mapping[str, int]) -> dict[str, int]:
    """Returns the points that count, by criterion key: what a person typed where that may depart, else what the
    figures give. A criterion whose figures are missing has none."""
    if not programme.given:
        return dict(typed)
    points = {key: value for key, value in typed.items() if key not in _closed(programme)}
    for key, found in given(programme, figures).items():
        if key not in points and found.points is not None:
            points[key] = found.points
    return points


def lacking(programme: Programme, points: Mapping[str, int], figures: Mapping[str, int]) -> tuple[Given, ...]:
    """Returns the criteria that have no points among the merged ones because figures are missing or outside."""
    return tuple(found for key, found in given(programme, figures).items() if key not in points)


def figures_given_by(programme: Programme) -> frozenset[str]:
    """Returns every figure that a rule reads, including the operands of shares and means."""
    known = programme.worked_out
    if _FIGURES not in known:
        named = [name for each in programme.given if each.given_by for name in each.given_by.rule.figures]
        known[_FIGURES] = with_operands(programme, named)
    found: frozenset[str] = known[_FIGURES]
    return found


def _closed(programme: Programme) -> frozenset[str]:
    """Returns the keys of the criteria for which nobody may type points."""
    return frozenset(criterion.key for criterion in programme.given if not criterion.is_typed)


def _given(programme: Programme, criterion: Criterion, most: int, figures: Mapping[str, int]) -> Given:
    assert criterion.given_by is not None
    working = _worked(programme, criterion.given_by.rule, most, figures)
    points = None if working.points is None else min(max(working.points, 0), most)
    return Given(criterion=criterion, points=points, missing=tuple(dict.fromkeys(working.missing)), working=working)


def _worked(programme: Programme, rule: Giving, most: int, figures: Mapping[str, int]) -> Working:
    if rule.kind in (GivingKind.highest_of, GivingKind.sum_of):
        return _joined(rule, most, tuple(_worked(programme, part, most, figures) for part in rule.parts))
    values = {name: figure_value(programme, name, figures) for name in rule.figures}
    lacking_ones = [name for name, value in values.items() if value is None]
    missing = tuple(key for name in lacking_ones for key in _missing(programme, name, figures))
    known = {name: value for name, value in values.items() if value is not None}
    if missing:
        return Working(rule=rule, points=None, most=most, missing=missing)
    match rule.kind:
        case GivingKind.bands:
            return _banded(rule, most, known[rule.figure or ""])
        case GivingKind.each:
            return _for_each(rule, most, known[rule.figure or ""])
        case GivingKind.proportion:
            return _proportion(rule, most, known[rule.figure or ""], known[rule.of or ""])
        case _:
            return _taken_off(rule, most, known)


def _missing(programme: Programme, key: str, figures: Mapping[str, int]) -> tuple[str, ...]:
    """Returns the operands that are missing for a share or mean; the figure itself where it has none, or where the
    months or works give it."""
    metric = programme.metric(key)
    operands = (*metric.parts, metric.whole) if metric.whole is not None and key not in programme.computed else ()
    return tuple(name for name in operands if name not in figures) or (key,)


def _joined(rule: Giving, most: int, parts: tuple[Working, ...]) -> Working:
    missing = tuple(key for part in parts for key in part.missing)
    found = [part.points for part in parts if part.points is not None]
    points = None
    if len(found) == len(parts):
        points = max(found) if rule.kind is GivingKind.highest_of else _held(sum(found), rule.least, rule.most)
    return Working(rule=rule, points=points, most=most, parts=parts, missing=missing)


def _held(points: int, least: int | None, most: int | None) -> int:
    points = points if most is None else min(points, most)
    return points if least is None else max(points, least)


def _banded(rule: Giving, most: int, value: Fraction) -> Working:
    band = next((row for row in rule.rows if row.holds(value)), None)
    return Working(rule=rule, points=band.points if band else None, most=most, value=value, band=band)


def _for_each(rule: Giving, most: int, value: Fraction) -> Working:
    cap = most if rule.most is None else rule.most
    counted = max(value - rule.after, Fraction(0))
    return Working(rule=rule, points=min(_half_up(counted * (rule.points or 0) / 100), cap), most=cap, value=value)


def _proportion(rule: Giving, most: int, done: Fraction, whole: Fraction) -> Working:
    full = most if rule.points is None else rule.points
    points = min(_half_up(done / whole * full), full) if whole else rule.of_none or 0
    return Working(rule=rule, points=points, most=full, value=done, of_value=whole)


def _taken_off(rule: Giving, most: int, values: Mapping[str, Fraction]) -> Working:
    full = most if rule.points is None else rule.points
    taken = tuple(_taken(counter, values[counter.figure], full) for counter in rule.counters)
    return Working(rule=rule, points=max(full - sum(each.points for each in taken), 0), most=full, taken=taken)


def _taken(counter: Counter, value: Fraction, full: int) -> Taken:
    if counter.all_from is not None and value >= counter.all_from:
        return Taken(counter=counter, value=value, points=full, takes_all=True)
    if counter.each is not None:
        counted = max(value - counter.after, Fraction(0))
        return Taken(counter=counter, value=value, points=_half_up(counted * counter.each / 100))
    band = next((row for row in counter.rows if row.holds(value)), None)
    return Taken(counter=counter, value=value, points=band.points if band else 0, band=band)


def _half_up(value: Fraction) -> int:
    return int((value + Fraction(1, 2)) // 1)
