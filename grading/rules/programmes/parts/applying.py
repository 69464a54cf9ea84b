"""When a criterion applies to a unit, and what its points become for a unit to which it does not apply."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.programmes.parts.conditions import Operator


class Otherwise(StrEnum):
    """The treatment of a criterion that does not apply.

    `full`: it counts with its maximum. `left_out`: it counts nothing, and its maximum is no part of the total that
    percentages are taken of; thresholds in points stay as they are. `rescaled`: the points of the other criteria are
    scaled up to what could be reached with it.
    """

    full = "full"
    left_out = "left_out"
    rescaled = "rescaled"


class Within(StrEnum):
    """The criteria that are scaled up for one that does not apply: the rest of its group, or of the whole table."""

    group = "group"
    table = "table"


@dataclass(frozen=True, kw_only=True)
class AppliesWhen:
    """A criterion applies where everything that is named holds: the type of the cell, the kind of the unit, and the
    comparison of a figure (hundredths). `within` is said only where the others are rescaled."""

    otherwise: Otherwise
    within: Within | None = None
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    figure: str | None = None
    operator: Operator | None = None
    value: int | None = None
