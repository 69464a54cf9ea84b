"""Arithmetic of one layer's assessment: points (hundredths) and grades by criterion key."""

from collections import Counter
from collections.abc import Mapping

from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Scale


def total(programme: Programme, points: Mapping[str, int]) -> int:
    """Returns the points of all criteria of the programme; a criterion without points counts as 0."""
    return sum(points.get(criterion.key, 0) for criterion in programme.criteria)


def reach(programme: Programme, points: Mapping[str, int]) -> tuple[int | None, int | None]:
    """Returns the present total of points, and the highest total possible once every criterion has its points; None
    for a table that is not graded by points. A title counts a table without points as 0."""
    scored = [criterion for criterion in programme.criteria if criterion.scale is Scale.points]
    if not scored:
        return (0, 0) if programme.gives_title else (None, None)
    present = total(programme, points)
    return present, present + sum(each.max_points or 0 for each in scored if each.key not in points)


def grade_counts(programme: Programme, grades: Mapping[str, Grade]) -> dict[Grade, int]:
    """Returns the number of criteria of the programme with each grade, highest grade first."""
    counts = Counter(grades[criterion.key] for criterion in programme.criteria if criterion.key in grades)
    return {grade: counts[grade] for grade in Grade}
