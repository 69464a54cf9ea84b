"""The parts a programme is made of. Points, percentages and figures are whole hundredths."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from grading.rules.levels import Grade, Level


class Scale(StrEnum):
    """How a criterion is assessed: on the four grades, or by points."""

    grade = "grade"
    points = "points"


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


class ConsistencyKind(StrEnum):
    """What figures are held against: the sum over units, a share, a mean, an order, their own parts, or last year."""

    sum = "sum"
    share = "share"
    mean = "mean"
    ordered = "ordered"
    parts = "parts"
    year_on_year = "year_on_year"


class Operator(StrEnum):
    """`every_…` and `any_…` look at the grades of all criteria of the named groups."""

    at_least = "at_least"
    more_than = "more_than"
    equal = "equal"
    at_most = "at_most"
    less_than = "less_than"
    every_at_least = "every_at_least"
    any_at_most = "any_at_most"


@dataclass(frozen=True, kw_only=True)
class Text:
    vi: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One row that is assessed. `max_points` is None on the grade scale, and while the issuer has not given it."""

    key: str
    number: str
    text: Text
    scale: Scale
    max_points: int | None = None
    evidence_min: int = 0
    figures: tuple[str, ...] = ()
    applies_to_types: tuple[str, ...] = ()

    def concerns(self, cell_type: str) -> bool:
        """Whether a cell of this type is assessed by it; without a list every cell is."""
        return not self.applies_to_types or cell_type in self.applies_to_types


@dataclass(frozen=True, kw_only=True)
class Group:
    """Criteria that belong together; one page of the self-assessment. `max_points` is what they add up to, where the
    regime fixes it."""

    key: str
    number: str
    text: Text
    criteria: tuple[Criterion, ...]
    max_points: int | None = None


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


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A second figure that must be found together with the first."""

    figure: str
    operator: Operator
    value: int | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a level demands, or a case that excludes all others. Exactly one of three: a `figure` against `value`
    (`also` another), the grades of `groups` against `grade`, or `judged`, a matter that a body weighs and no figure
    decides. `unless` names what a body may find that takes a case away."""

    key: str
    source: str
    operator: Operator | None = None
    figure: str | None = None
    value: int | None = None
    groups: tuple[str, ...] = ()
    grade: Grade | None = None
    judged: Text | None = None
    also: Clause | None = None
    unless: Text | None = None
    applies_to: tuple[str, ...] = ()

    def concerns(self, unit_kind: str) -> bool:
        """Whether the condition is made for units of this kind; without a list it is for all."""
        return not self.applies_to or unit_kind in self.applies_to


@dataclass(frozen=True, kw_only=True)
class LevelRule:
    """When a level is reached. `vetoes` are the cases that force this level, whatever else holds; `otherwise`: it is
    the level of every unit that reaches no other."""

    code: Level
    name: Text
    short: str
    min_points: int | None = None
    conditions: tuple[Condition, ...] = ()
    vetoes: tuple[Condition, ...] = ()
    vetoes_complete: bool | None = True
    otherwise: bool = False


@dataclass(frozen=True, kw_only=True)
class BallotRule:
    """The unit's own vote: more than half of all members counted must be for an option. `needed` is None while the
    issuer has not said; a programme without a ballot has no such rule."""

    needed: bool | None
    secret: bool
    options: tuple[str, ...] = ()
    majority: str = "eligible"


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """When a title is given. `min_each` is a percentage of each criterion's points. `model` is what the title is of
    (four_good, exemplary_cell), one and the same in the files of all issuers; empty in copies stored before it was.
    `conditions` are figures against values: how many of the organisations below have the title, say."""

    title: Text
    model: str = ""
    min_total: int | None = None
    min_each: int | None = None
    requires_rating_at_least: Level | None = None
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The issuer's own wording of the commendation; `formula` by the issuer's kind of unit."""

    give: str | None
    register_line: str | None
    office: str | None
    place: str | None
    formula: Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A value that the issuer's file filled in: from a source, or assumed for a stated reason."""

    path: str
    value: str
    source: str | None = None
    assumed: str | None = None


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A filled value that nobody has confirmed. `value` is what the file says, `shown` the same in words, `words`
    name the place it stands in."""

    path: str
    value: str
    why: str
    words: Text
    shown: Text


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A value that is still null although opening a campaign needs it."""

    path: str
    words: Text
