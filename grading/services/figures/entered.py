"""The meaning of a typed figure: a count is whole, percentages and means have decimals, as the unit of the metric
says."""

from grading.rules.programmes.parts.figures import Metric, MetricUnit
from grading.typed import numbers
from workflows import Reason


def figure_of(metric: Metric, typed: str) -> int | Reason:
    """Returns the figure in hundredths, or the reason why the text is none; the same on a page and in a file."""
    if metric.unit is not MetricUnit.counted:
        return numbers.hundredths(typed, percent=metric.unit is MetricUnit.percent)
    count = numbers.whole(typed)
    return count if isinstance(count, Reason) else count * 100
