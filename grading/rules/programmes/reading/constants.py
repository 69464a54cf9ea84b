"""Finds demands that hold for every value that a figure or points can have, or for none."""

from decimal import Decimal

Number = int | Decimal


def constant_code(operator: str, value: Number, most: Number | None) -> str | None:
    """Returns clause_always or clause_never for a comparison of a value from 0 up to `most` (None: without an end)."""
    if most is not None and value > most and operator in ("at_least", "more_than", "equal"):
        return "clause_never"
    if (operator, value) == ("less_than", 0) or (operator == "more_than" and value == most):
        return "clause_never"
    if (operator, value) == ("at_least", 0):
        return "clause_always"
    if most is not None and operator == "at_most" and value >= most:
        return "clause_always"
    return "clause_always" if most is not None and operator == "less_than" and value > most else None
