"""Counts the organisations below a committee by the level and the titles that each received for the year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grading.rules.figure_values import figure_value
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import Least, Metric, MetricRule


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One organisation below: its level of the year or None, and the models of the titles that it received."""

    level: Level | None = None
    titles: frozenset[str] = field(default_factory=frozenset)


def counts(metrics: Iterable[Metric], below: Sequence[Standing]) -> dict[str, int]:
    """Returns the figures (hundredths) that are counted from the results below, by metric."""
    return {metric.key: 100 * sum(_is_counted(metric, each) for each in below) for metric in metrics}


def _is_counted(metric: Metric, standing: Standing) -> bool:
    if metric.title is not None:
        return metric.title in standing.titles
    if metric.least is Least.listed:
        return True
    if standing.level is None or standing.level is Level.NOT_RATED:
        return False
    if metric.least is None:
        return metric.most is not None and standing.level.at_most(metric.most)
    return metric.least is Least.rated or standing.level.at_least(Level(metric.least.value))


def figures_of(programme: Programme, values: Mapping[str, int]) -> tuple[tuple[Metric, int], ...]:
    """Returns the counts of the organisations below and the shares computed from these counts (hundredths); figures
    without a value are left out."""
    counted = {metric.key for metric in programme.metrics if metric.rule is MetricRule.subordinates}
    metrics = [each for each in programme.metrics if each.key in counted or {*each.parts, each.whole} <= counted]
    value_by_metric = [(metric, figure_value(programme, metric.key, values)) for metric in metrics]
    return tuple((metric, int(value)) for metric, value in value_by_metric if value is not None)
