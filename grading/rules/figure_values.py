"""Figures as exact values: shares and means from their operands, comparisons, and the rounding for pages."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Operator
from grading.rules.programmes.parts.figures import MetricRule


def with_operands(programme: Programme, keys: Iterable[str]) -> frozenset[str]:
    """Returns these figures and the operands of the shares and means among them."""
    metrics = [programme.metric(key) for key in keys]
    return frozenset(key for metric in metrics for key in (metric.key, *metric.parts, metric.whole) if key is not None)


def figure_value(programme: Programme, key: str, figures: Mapping[str, int]) -> Fraction | None:
    """Returns the exact figure in hundredths, or None when the figure is missing.

    A share or mean is computed from its operands when all operands are present; a whole of 0 gives `of_none`. In all
    other cases the value is the reported one.
    """
    metric = programme.metric(key)
    operands = [figures.get(name) for name in (*metric.parts, metric.whole) if name is not None]
    present_operands = [operand for operand in operands if operand is not None]
    if metric.whole is not None and len(present_operands) == len(operands):
        if present_operands[-1]:
            scale = 10000 if metric.rule is MetricRule.share else 100
            return Fraction(sum(present_operands[:-1]) * scale, present_operands[-1])
        if metric.of_none is not None:
            return Fraction(metric.of_none)
    return Fraction(figures[key]) if key in figures else None


def compares(value: Fraction, operator: Operator, needed: Fraction | int) -> bool:
    """Returns whether a figure meets a demand of this kind. `value` and `needed` are in hundredths."""
    match operator:
        case Operator.at_least:
            return value >= needed
        case Operator.more_than:
            return value > needed
        case Operator.at_most:
            return value <= needed
        case Operator.less_than:
            return value < needed
        case _:
            return value == needed


def shown(value: Fraction, needed: Fraction | int) -> int:
    """Rounds as papers do, half up; but away from a threshold that the value does not meet or exceeds, so that no page
    shows 79,996 % as 80 % when the threshold is 80 %."""
    if value.denominator == 1:
        return value.numerator
    rounded = int((value + Fraction(1, 2)) // 1)
    if value < needed <= rounded:
        return int(value // 1)
    return int(-(-value // 1)) if rounded <= needed < value else rounded
