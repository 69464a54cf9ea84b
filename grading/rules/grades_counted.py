"""The criteria and groups that have a grade, or may still get it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from grading.rules import giving, scoring
from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Operator
from grading.rules.programmes.parts.criteria import Group
from grading.rules.programmes.parts.operands import Number

_DOWNWARDS = (Operator.any_at_most, Operator.number_at_most)
"""The operators that look for a grade or a worse one."""


class Item(NamedTuple):
    """A criterion or group by its number: whether it has such a grade for `certain`, and whether that is `possible`."""

    label: str
    certain: bool
    possible: bool


def of_criteria(programme: Programme, clause: Clause, grades: Mapping[str, Grade]) -> list[Item]:
    """Returns the criteria of the clause's groups; one without a grade may still get any."""
    compare, wanted = (Grade.at_most if clause.operator in _DOWNWARDS else Grade.at_least), clause.grade or Grade.poor
    items = []
    for criterion in programme.criteria_in(clause.groups):
        grade = grades.get(criterion.key)
        is_such = grade is not None and compare(grade, wanted)
        items.append(Item(criterion.number, is_such, is_such or grade is None))
    return items


def of_groups(programme: Programme, clause: Clause, known: Known) -> list[Item]:
    """Returns the groups of the clause with the grades that their points give; points to come may only raise them."""
    points = giving.merged(programme, known)
    wanted, items = clause.group_grade or "", []
    for group in (each for each in programme.groups if each.key in clause.groups):
        found = scoring.group_range(programme, group.key, points, known)
        worst, best, place = _place(group, found.worst), _place(group, found.best), group.grade_place(wanted)
        if clause.operator in _DOWNWARDS:
            items.append(Item(label=group.number, certain=best >= place, possible=worst >= place))
        else:
            items.append(Item(label=group.number, certain=worst <= place, possible=best <= place))
    return items


def limits(number: Number) -> Sequence[tuple[Operator, int]]:
    """Returns the comparisons that a number asks for."""
    ends = ((Operator.at_least, number.at_least), (Operator.at_most, number.at_most))
    return [(operator, end) for operator, end in ends if end is not None]


def _place(group: Group, points: int) -> int:
    """Returns the place of the grade that these points give, counted from the highest grade."""
    places = (place for place, grade in enumerate(group.grades) if points >= grade.least)
    return next(places, len(group.grades))
