"""Arithmetic of one layer's assessment: points (hundredths) and grades by criterion key."""

from collections import Counter
from collections.abc import Mapping

from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme


def total(programme: Programme, points: Mapping[str, int]) -> int:
    """Points of all criteria of the programme; a criterion without points counts nothing."""
    return sum(points.get(criterion.key, 0) for criterion in programme.criteria)


def grade_counts(programme: Programme, grades: Mapping[str, Grade]) -> dict[Grade, int]:
    """How many criteria of the programme have each grade, highest first."""
    found = Counter(grades[criterion.key] for criterion in programme.criteria if criterion.key in grades)
    return {grade: found[grade] for grade in Grade}


def level_by_points(programme: Programme, points: int) -> Level | None:
    """The highest level whose band the total reaches; None where the programme has no bands or none is reached.
    Necessary for the level, not sufficient: its conditions stand beside it."""
    for rule in programme.levels:
        if rule.min_points is not None and points >= rule.min_points:
            return rule.code
    return None
