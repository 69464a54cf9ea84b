"""Figures of a programme, and what they are held against. Percentages and figures are whole hundredths."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.programmes.parts.texts import Text


class MetricUnit(StrEnum):
    counted = "count"
    percent = "percent"
    mean = "mean"


class MetricRule(StrEnum):
    """How a figure follows from others: summed over units, a share or mean of other figures, or only reported;
    `subordinates` is counted from the results of the organisations below, and typed by nobody."""

    sum = "sum"
    share = "share"
    mean = "mean"
    reported = "reported"
    subordinates = "subordinates"


class Least(StrEnum):
    """Which organisations below are counted: all there are, those with a level, those at this level or better."""

    listed = "listed"
    rated = "rated"
    excellent = "EXCELLENT"
    good = "GOOD"
    completed = "COMPLETED"


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A figure's name and unit. A share is the sum of `parts` of `whole`; a mean is `parts[0]` by `whole`. `of_none` is
    the share (hundredths) where there is nothing to take a share of: no shortcoming was pointed out, say. Organisations
    below are counted from `least` up, or by the `title` (a model) they were given."""

    key: str
    name: Text
    unit: MetricUnit
    rule: MetricRule
    parts: tuple[str, ...] = ()
    whole: str | None = None
    of_none: int | None = None
    least: Least | None = None
    title: str | None = None


class ConsistencyKind(StrEnum):
    """What figures are held against: the sum over units, a share, a mean, an order, their own parts, or last year."""

    sum = "sum"
    share = "share"
    mean = "mean"
    ordered = "ordered"
    parts = "parts"
    year_on_year = "year_on_year"


@dataclass(frozen=True, kw_only=True)
class ConsistencyRule:
    """Figures that must agree. `operands` are: share (part, whole), mean (total, count), ordered (lowest … highest),
    parts (the addends); `metric` is the reported figure they are held against. Year on year, it is held against its
    own value of the year before: at most `within_pct` percent of that away, or `within_count` (both hundredths; None
    for the limit that is not used, or that the issuer has not given)."""

    key: str
    kind: ConsistencyKind
    metric: str
    operands: tuple[str, ...] = ()
    within_pct: int | None = None
    within_count: int | None = None
    sentence: Text
