"""The figures of a programme, and the rules that compare them. Percentages and figures are whole hundredths."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.levels import Level
from grading.rules.programmes.parts.texts import Text


class MetricUnit(StrEnum):
    counted = "count"
    percent = "percent"
    mean = "mean"


class MetricRule(StrEnum):
    """The rule of a figure: a sum over units, a share or mean of other figures, or only reported.

    `subordinates`: the service counts the figure from the results of the organisations below, and nobody types it.
    """

    sum = "sum"
    share = "share"
    mean = "mean"
    reported = "reported"
    subordinates = "subordinates"


class Least(StrEnum):
    """The organisations below that are counted: all of them, those with a level, or those at this level or better."""

    listed = "listed"
    rated = "rated"
    excellent = "EXCELLENT"
    good = "GOOD"
    completed = "COMPLETED"


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A figure's name, unit and rule.

    A share is the sum of `parts` divided by `whole`; a mean is `parts[0]` divided by `whole`. `of_none` is the share
    (hundredths) when the whole is 0, for example when no shortcoming was pointed out. The organisations below are
    counted from level `least` up, from level `most` down, or by the `title` (a model) that they received.
    """

    key: str
    name: Text
    unit: MetricUnit
    rule: MetricRule
    parts: tuple[str, ...] = ()
    whole: str | None = None
    of_none: int | None = None
    least: Least | None = None
    title: str | None = None
    most: Level | None = None


class ConsistencyKind(StrEnum):
    """The value that a figure is compared with: the sum over units, a share, a mean, an order, its parts, last year."""

    sum = "sum"
    share = "share"
    mean = "mean"
    ordered = "ordered"
    parts = "parts"
    year_on_year = "year_on_year"


@dataclass(frozen=True, kw_only=True)
class ConsistencyRule:
    """A rule about figures that must agree.

    `metric` is the reported figure that is compared with `operands`: share (part, whole), mean (total, count), ordered
    (lowest … highest), parts (the addends). Year on year, the figure is compared with its own value of the year before
    and may differ by at most `within_pct` percent of that value, or by at most `within_count`. Both limits are
    hundredths; a limit is None when the rule does not use it, or when the issuer has not given it.
    """

    key: str
    kind: ConsistencyKind
    metric: str
    operands: tuple[str, ...] = ()
    within_pct: int | None = None
    within_count: int | None = None
    sentence: Text
