"""Looks at one clause of a condition for one unit: whether it holds, fails, is not known yet, or is left to a body.

Nothing is guessed: what is still open counts as every value that it may yet have, and only what all of them give is
said to hold or to fail.
"""

from collections.abc import Sequence
from fractions import Fraction

from grading.rules import giving, grades_counted, scoring, streaks
from grading.rules.figure_values import compares, figure_value, shown
from grading.rules.known import Known
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Join, Looks, Operator
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.operands import RATING, RECOGNISED, TOTAL, Measure, Number, OutcomeOf, UnitIs, Year
from grading.rules.scoring import Total
from grading.rules.standings import ORDER, Found, Standing, all_of, between


def look(programme: Programme, clause: Clause, known: Known) -> Found:
    """Returns how the clause stands."""
    match clause.looks:
        case Looks.figure:
            return _figure(programme, clause, known)
        case Looks.figures:
            return _figures(programme, clause, known)
        case Looks.points:
            return _points(programme, clause, known)
        case Looks.grades | Looks.group_grades:
            return _graded(programme, clause, known)
        case Looks.joined:
            parts = tuple(look(programme, part, known) for part in clause.parts)
            return Found(standing=_joined(clause, [part.standing for part in parts]), parts=parts)
        case Looks.judged:
            return Found(standing=Standing.judged)
        case _:
            return _of_unit(clause, known)


def points_rows(programme: Programme, key: str) -> tuple[Criterion, ...]:
    """Returns the criteria whose points are added up under this name: of a group, one criterion, or all."""
    if key == TOTAL:
        return programme.criteria
    return tuple(each for group in programme.groups for each in group.criteria if key in (group.key, each.key))


def _joined(clause: Clause, standings: Sequence[Standing]) -> Standing:
    """Returns the best standing that so many of the parts reach: one of them, all of them, or the number asked for."""
    if clause.join is Join.no:
        return _NEGATED.get(standings[0], standings[0])
    wanted = {Join.any: 1, Join.all: len(standings)}.get(clause.join or Join.all, clause.count or 1)
    return sorted(standings, key=ORDER.index, reverse=True)[wanted - 1]


_NEGATED = {Standing.holds: Standing.fails, Standing.fails: Standing.holds}


def _compared(value: Fraction | None, operator: Operator | None, needed: Fraction | int | None) -> Standing:
    if value is None or needed is None or operator is None:
        return Standing.unknown
    return Standing.holds if compares(value, operator, needed) else Standing.fails


def _figure(programme: Programme, clause: Clause, known: Known) -> Found:
    needed, value = clause.value, figure_value(programme, clause.figure or "", known.figures)
    standing = _compared(value, clause.operator, needed)
    printed = shown(value, needed) if value is not None and needed is not None else None
    return Found(standing=standing, value=printed, needed=needed)


def _figures(programme: Programme, clause: Clause, known: Known) -> Found:
    value, other = figure_value(programme, clause.figure or "", known.figures), clause.value_of
    assert other is not None
    figures = known.before if other.year is Year.last else known.figures
    compared = figure_value(programme, other.figure, figures)
    needed = None if compared is None else compared * other.times / 10000 + other.plus
    return Found(
        standing=_compared(value, clause.operator, needed),
        value=None if value is None else shown(value, value if needed is None else needed),
        needed=None if needed is None else shown(needed, needed),
    )


def _points(programme: Programme, clause: Clause, known: Known) -> Found:
    of, points = clause.points_of, giving.merged(programme, known)
    assert of is not None
    if of.measure is Measure.none_at_zero:
        rows = [row for key in of.of for row in _asked(programme, key, known) if row.max_points != 0]
        at_zero = tuple(each.number for each in rows if points.get(each.key) == 0)
        open_rows = tuple(each.number for each in rows if each.key not in points)
        if at_zero:
            return Found(standing=Standing.fails, criteria=at_zero)
        return Found(standing=Standing.unknown if open_rows else Standing.holds, criteria=open_rows)
    found = [_points_of(programme, clause, key, known) for key in of.of]
    return found[0] if len(found) == 1 else all_of(found)


def _asked(programme: Programme, key: str, known: Known) -> list[Criterion]:
    """Returns the criteria whose points are added up under this name, without those that do not apply to the unit."""
    given = giving.given(programme, known)
    rows = points_rows(programme, key)
    return [each for each in rows if each.key not in given or not given[each.key].does_not_apply]


def _points_of(programme: Programme, clause: Clause, key: str, known: Known) -> Found:
    """Returns how the points under one name stand. A unit to which none of the criteria applies is not asked."""
    rows, points = _asked(programme, key, known), giving.merged(programme, known)
    if not rows:
        return Found(standing=Standing.holds)
    reached = _range(programme, key, points, known)
    is_set = clause.value is not None and all(each.max_points is not None for each in rows)
    if clause.value is None or not is_set or not reached.of or clause.operator is None:
        return Found(standing=Standing.unknown, needed=clause.value)
    assert clause.points_of is not None
    scale = Fraction(10000, reached.of) if clause.points_of.measure is Measure.percent else Fraction(1)
    return Found(
        standing=between(clause.operator, reached.worst * scale, reached.best * scale, clause.value),
        value=shown(reached.points * scale, clause.value), needed=clause.value,
        criteria=tuple(each.number for each in rows if each.key not in points),
    )  # fmt: skip


def _range(programme: Programme, key: str, points: dict[str, int], known: Known) -> Total:
    """Returns what counts under one name: the total, a group by itself, or one criterion."""
    if key == TOTAL:
        return scoring.totals(programme, points, known)
    if any(group.key == key for group in programme.groups):
        return scoring.group_range(programme, key, points, known)
    return scoring.criterion_range(programme, key, points, known)


def _graded(programme: Programme, clause: Clause, known: Known) -> Found:
    if clause.grade is not None:
        items = grades_counted.of_criteria(programme, clause, known.grades)
    else:
        items = grades_counted.of_groups(programme, clause, known)
    if clause.number is not None:
        return _numbered(clause.number, items)
    is_every = clause.operator is Operator.every_at_least
    deciding = [label for label, certain, possible in items if (not possible if is_every else certain)]
    if deciding:
        return Found(standing=Standing.fails if is_every else Standing.holds, criteria=tuple(deciding))
    if open_items := tuple([label for label, certain, possible in items if possible and not certain]):
        return Found(standing=Standing.unknown, criteria=open_items)
    return Found(standing=Standing.holds if is_every else Standing.fails)


def _numbered(number: Number, items: Sequence[grades_counted.Item]) -> Found:
    certain, possible = [each for each in items if each.certain], [each for each in items if each.possible]
    limits = grades_counted.limits(number)
    ends = (Fraction(len(certain)), Fraction(len(possible)))
    standings = [between(operator, *ends, limit) for operator, limit in limits]
    standing = min(standings, key=ORDER.index)
    is_open = standing is Standing.unknown
    labels = tuple(each.label for each in (possible if is_open else certain) if not (is_open and each.certain))
    needed = limits[standings.index(standing)][1]
    return Found(standing=standing, value=100 * len(certain), needed=100 * needed, criteria=labels)


def _of_unit(clause: Clause, known: Known) -> Found:
    if clause.outcome_of is not None:
        asked = clause.outcome_of
        found = [_outcome(asked, ago, known) for ago in asked.years_ago]
        return found[0] if len(found) == 1 else all_of(found)
    assert clause.unit_is is not None
    return Found(standing=_is(clause.unit_is, known))


def _outcome(asked: OutcomeOf, ago: int, known: Known) -> Found:
    outcome = known.outcomes.get((asked.of, ago))
    if outcome is None and (asked.of, ago) == (RATING, 0):
        outcome = known.rating
    if outcome is None:
        return Found(standing=Standing.unknown)
    is_rating = asked.of == RATING
    reached = streaks.reaches(Level(outcome), Level(asked.at_least)) if is_rating else outcome == RECOGNISED
    return Found(standing=Standing.holds if reached else Standing.fails, outcome=outcome)


def _is(asked: UnitIs, known: Known) -> Standing:
    """Returns whether the unit is what is asked for. A unit without a type or a kind is not known."""
    if asked.registered is not None:
        if known.registered is None:
            return Standing.unknown
        return Standing.holds if known.registered is asked.registered else Standing.fails
    own, wanted = (known.cell_type, asked.types) if asked.types else (known.unit_kind, asked.kinds)
    if not own:
        return Standing.unknown
    return Standing.holds if own in wanted else Standing.fails
