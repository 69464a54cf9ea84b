"""Checks each type of cell: its points must add up, and no graded group may be empty."""

from decimal import Decimal

from grading.rules.programmes.parts.cell_types import NAMES, CellType
from grading.rules.programmes.reading.conditions import all_clauses
from grading.rules.programmes.reading.document import Document, Found
from grading.rules.programmes.reading.extending import written
from grading.rules.programmes.reading.giving import rows_by_type
from grading.rules.programmes.reading.sums import Sum, concerns, ordinary_sum, printed, sum_of


def is_typed(document: Document) -> bool:
    """Returns whether the points must add up for each type of cell separately."""
    criteria = (criterion for group in document["groups"] for criterion in group["criteria"])
    return "points_total" in document and any(criterion.get("applies_to_types") for criterion in criteria)


def reads_types(document: Document) -> bool:
    """Returns whether the type of a cell matters for any criterion: for whether it applies, or for its points."""
    criteria = [criterion for group in document["groups"] for criterion in group["criteria"]]
    return any(
        criterion.get("applies_to_types") or "types" in criterion.get("applies_when", {}) or rows_by_type(criterion)
        for criterion in criteria
    )


def cell_type_faults(document: Document) -> Found:
    """Yields points that do not add up for a type, and graded groups without a criterion for a type. A group is graded
    when a level's condition looks at its grades."""
    if not is_typed(document):
        return
    for cell_type in CellType:
        yield from _points_faults(document, cell_type)
        yield from _graded_faults(document, cell_type)


def _points_faults(document: Document, cell_type: CellType) -> Found:
    found, total = ordinary_sum(document, cell_type), document.get("points_total")
    if total is not None and (found.points > total or (found.is_whole and found.points != total)):
        yield "points_type", ["points_total"], _params(cell_type, found, total)
    for index, group in enumerate(document["groups"]):
        here, most = [each for each in group["criteria"] if concerns(each, cell_type)], group.get("points")
        own = sum_of(here)
        if not here or most is None or "over" in group:
            continue
        if own.points > most or (own.is_whole and own.points != most):
            yield "points_type", ["groups", index, "criteria"], _params(cell_type, own, most)


def _params(cell_type: CellType, found: Sum, total: Decimal) -> dict[str, object]:
    return {"type": NAMES[cell_type], "sum": printed(found.points), "total": written(total)}


def _graded_faults(document: Document, cell_type: CellType) -> Found:
    criteria = (criterion for group in document["groups"] for criterion in group["criteria"])
    concerning_keys = {criterion["key"] for criterion in criteria if concerns(criterion, cell_type)}
    tests = ("grades_of", "group_grades_of")
    graded = {name for _steps, clause in all_clauses(document) for test in tests for name in clause.get(test, ())}
    for index, group in enumerate(document["groups"]):
        if group["key"] in graded and concerning_keys.isdisjoint(criterion["key"] for criterion in group["criteria"]):
            yield "group_type", ["groups", index], {"type": NAMES[cell_type], "group": group["number"]}
