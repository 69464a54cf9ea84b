"""A document that has passed the schema, and what a check of its meaning finds in it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

Document = Mapping[str, Any]
Steps = list[str | int]
Found = Iterator[tuple[str, Steps, dict[str, object]]]
"""Code of a fault, the way to its place, and what its sentence is filled with."""


def hundredths(value: int | Decimal | None) -> int | None:
    return None if value is None else int(value * 100)
