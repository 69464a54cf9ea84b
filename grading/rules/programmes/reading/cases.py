"""Checks rows for units of different size or kind: every unit must find exactly one case."""

from collections.abc import Mapping

from grading.rules.programmes.parts.cell_types import NAMES, CellType
from grading.rules.programmes.reading.bands import row_faults
from grading.rules.programmes.reading.document import Document, Found, Steps


def case_faults(part: Document, steps: Steps, criterion: Document, metrics: Mapping[str, Document]) -> Found:
    """Yields cases that leave a size or a type of unit without rows, or give it two lists of them."""
    by = part.get("by")
    if by is None:
        return
    where = [*steps, "by", "cases"]
    if "figure" in by:
        yield from row_faults(by["cases"], where, metrics[by["figure"]])
    else:
        yield from _types(by["cases"], where, criterion)


def _types(cases: list[Document], steps: Steps, criterion: Document) -> Found:
    seen: set[str] = set()
    for index, case in enumerate(cases):
        for cell_type in case["types"]:
            if cell_type in seen:
                yield "giving_type_twice", [*steps, index, "types"], {"type": NAMES[CellType(cell_type)]}
            seen.add(cell_type)
    for cell_type in CellType:
        if cell_type not in seen and cell_type in criterion.get("applies_to_types", tuple(CellType)):
            yield "giving_type_gap", steps, {"type": NAMES[cell_type]}
