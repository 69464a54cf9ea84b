"""What the maxima of criteria add up to, while some of them may still be missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from grading.rules.programmes.reading.document import Document
from grading.rules.programmes.reading.extending import written


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The sum of the given maxima. `is_whole`: none of them is missing."""

    points: Decimal
    is_whole: bool


def sum_of(criteria: Iterable[Document]) -> Sum:
    points = [criterion.get("points") for criterion in criteria]
    given = [Decimal(value) for value in points if value is not None]
    return Sum(points=sum(given, Decimal(0)), is_whole=len(given) == len(points))


def ordinary_sum(document: Document, cell_type: str | None = None) -> Sum:
    """Returns what the ordinary groups add up to, for one type of cell if it is given. A group that holds what is over
    its points to them adds only these."""
    total, is_whole = Decimal(0), all(group["criteria"] for group in document["groups"])
    for group in document["groups"]:
        if group.get("kind", "ordinary") != "ordinary":
            continue
        found = sum_of(each for each in group["criteria"] if concerns(each, cell_type))
        is_whole = is_whole and found.is_whole
        cap = group.get("points") if "over" in group else None
        total += found.points if cap is None else min(found.points, Decimal(cap))
    return Sum(points=total, is_whole=is_whole)


def concerns(criterion: Document, cell_type: str | None) -> bool:
    return cell_type is None or cell_type in criterion.get("applies_to_types", (cell_type,))


def printed(number: Decimal) -> str:
    """Writes a sum as the file would write it: 30 and not 30.00."""
    return written(int(number) if number == int(number) else number)
