"""Checks each type of cell: its points must add up, and no graded group may be empty."""

from collections.abc import Iterator
from decimal import Decimal

from grading.rules.programmes.parts.cell_types import NAMES, CellType
from grading.rules.programmes.reading.conditions import all_clauses
from grading.rules.programmes.reading.document import Document, Found
from grading.rules.programmes.reading.extending import written


def is_typed(document: Document) -> bool:
    """Returns whether the points must add up for each type of cell separately."""
    criteria = (criterion for group in document["groups"] for criterion in group["criteria"])
    return "points_total" in document and any(criterion.get("applies_to_types") for criterion in criteria)


def cell_type_faults(document: Document) -> Found:
    """Yields points that do not add up for a type, and graded groups without a criterion for a type. A group is graded
    when a level's condition looks at its grades."""
    if not is_typed(document):
        return
    for cell_type in CellType:
        yield from _points_faults(document, cell_type)
        yield from _graded_faults(document, cell_type)


def _concerning(document: Document, cell_type: str) -> Iterator[Document]:
    for group in document["groups"]:
        yield from (criterion for criterion in group["criteria"] if _concerns(criterion, cell_type))


def _concerns(criterion: Document, cell_type: str) -> bool:
    return cell_type in criterion.get("applies_to_types", (cell_type,))


def _points_faults(document: Document, cell_type: CellType) -> Found:
    points = [criterion.get("points") for criterion in _concerning(document, cell_type)]
    total = document.get("points_total")
    points_sum = sum((value for value in points if value is not None), Decimal(0))
    is_whole = None not in points and all(group["criteria"] for group in document["groups"])
    if total is not None and (points_sum > total or (is_whole and points_sum != total)):
        yield "points_type", ["points_total"], _params(cell_type, sum=points_sum, total=total)
    for index, group in enumerate(document["groups"]):
        group_points = [each.get("points") for each in group["criteria"] if _concerns(each, cell_type)]
        group_sum, most = sum((value for value in group_points if value is not None), Decimal(0)), group.get("points")
        if group_points and most is not None and (group_sum > most or (None not in group_points and group_sum != most)):
            params = _params(cell_type, sum=group_sum, total=most)
            yield "points_type", ["groups", index, "criteria"], params


def _params(cell_type: CellType, *, sum: Decimal, total: Decimal) -> dict[str, object]:
    short_sum = int(sum) if sum == int(sum) else sum
    return {"type": NAMES[cell_type], "sum": written(short_sum), "total": written(total)}


def _graded_faults(document: Document, cell_type: CellType) -> Found:
    concerning_keys = {criterion["key"] for criterion in _concerning(document, cell_type)}
    tests = ("grades_of", "group_grades_of")
    graded = {name for _steps, clause in all_clauses(document) for test in tests for name in clause.get(test, ())}
    for index, group in enumerate(document["groups"]):
        if group["key"] in graded and concerning_keys.isdisjoint(criterion["key"] for criterion in group["criteria"]):
            yield "group_type", ["groups", index], {"type": NAMES[cell_type], "group": group["number"]}
