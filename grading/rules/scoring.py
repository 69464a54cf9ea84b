"""Arithmetic of one layer's assessment: points (hundredths) and grades by criterion key."""

from collections import Counter
from collections.abc import Mapping

from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme


def total(programme: Programme, points: Mapping[str, int]) -> int:
    """Returns the points of all criteria of the programme; a criterion without points counts as 0."""
    return sum(points.get(criterion.key, 0) for criterion in programme.criteria)


def grade_counts(programme: Programme, grades: Mapping[str, Grade]) -> dict[Grade, int]:
    """Returns the number of criteria of the programme with each grade, highest grade first."""
    counts = Counter(grades[criterion.key] for criterion in programme.criteria if criterion.key in grades)
    return {grade: counts[grade] for grade in Grade}


def level_by_points(programme: Programme, points: int) -> Level | None:
    """Returns the highest level whose band the total reaches, or None when the programme has no bands or the total
    reaches none of them.

    The points are necessary for the level but not sufficient: its conditions are examined separately.
    """
    for rule in programme.levels:
        if rule.min_points is not None and points >= rule.min_points:
            return rule.code
    return None
