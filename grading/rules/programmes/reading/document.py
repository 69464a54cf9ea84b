"""The type of a document that has passed the schema, and the type of the faults that checks of its meaning find."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

Document = Mapping[str, Any]
Steps = list[str | int]
Found = Iterator[tuple[str, Steps, dict[str, object]]]
"""The code of a fault, the steps to its place in the document, and the parameters of its sentence."""


def hundredths(value: int | Decimal | None) -> int | None:
    return None if value is None else int(value * 100)


def listed(steps: Steps, names: list[str]) -> Iterator[tuple[Steps, str]]:
    """Yields each name of a list with its place."""
    return (([*steps, index], name) for index, name in enumerate(names))
