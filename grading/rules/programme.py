"""A programme: the parts that say what is graded and how, and the stored copy of the programme."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from grading.rules import codec
from grading.rules.contradictions import asked_faults, asked_sums
from grading.rules.frozen.formats import digest_of
from grading.rules.frozen.programme import PROGRAMME
from grading.rules.outcomes import WithOutcomes
from grading.rules.periods import PeriodKind
from grading.rules.programmes.parts.awards import AwardRule, BasePay
from grading.rules.programmes.parts.ballot import BallotRule
from grading.rules.programmes.parts.cell_types import groups_for, is_special
from grading.rules.programmes.parts.criteria import Criterion, Group, TotalLimits
from grading.rules.programmes.parts.examples import Example
from grading.rules.programmes.parts.figures import ConsistencyRule, Metric, MetricRule
from grading.rules.programmes.parts.filled import Filled
from grading.rules.programmes.parts.members import MembersRule
from grading.rules.programmes.parts.organisations import CELLS
from grading.rules.programmes.parts.paper import Paper
from grading.rules.programmes.parts.plan import Plan
from grading.rules.programmes.parts.quota import Quota
from grading.rules.programmes.parts.recognition import Recognition
from grading.rules.programmes.parts.registration import RegistrationRule
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.parts.year_work import YearWork
from grading.rules.sheet import Sheet
from workflows import Reason

Part = TypeVar("Part", Criterion, Group, Metric, AwardRule)


@dataclass(frozen=True, kw_only=True)
class Programme(WithOutcomes, Sheet):
    """A programme. Points, percentages and figures are whole hundredths; None is a value that the issuer has not
    given."""

    key: str
    extends: str | None
    title: Text
    years: tuple[int, int | None]
    sources: tuple[str, ...]
    evidence_min: int | None
    groups: tuple[Group, ...]
    metrics: tuple[Metric, ...]
    asks: tuple[str, ...]
    consistency: tuple[ConsistencyRule, ...]
    quotas: tuple[Quota, ...] = ()
    ballot: BallotRule | None
    assessments_min: int | None
    awards: tuple[AwardRule, ...]
    base_pay: tuple[BasePay, ...] = ()
    recognition: Recognition | None
    paper: Paper
    filled: tuple[Filled, ...]
    registration: RegistrationRule | None = None
    plan: Plan | None = None
    year_work: YearWork | None = None
    scope: tuple[str, ...] = CELLS
    members_decided: MembersRule | None = None
    period: PeriodKind = PeriodKind.year
    """The kind of period that it rates."""
    basis: PeriodKind | None = None
    """The parts of the year whose noted results stand beside the year as its basis; None if it names none."""
    examples: tuple[Example, ...] = ()
    total_limits: TotalLimits | None = None

    @cached_property
    def worked_out(self) -> dict[Any, Any]:
        """The answers that `giving` has worked out: one page asks the same of a unit many times."""
        return {}

    def for_type(self, cell_type: str) -> "Programme":
        """Returns the same rules without the criteria for other types of cell (hamlet, school …)."""
        if not self.is_typed:
            return self
        if cell_type not in self._by_type:
            self._by_type[cell_type] = replace(self, groups=groups_for(self.groups, cell_type))
        return self._by_type[cell_type]

    @cached_property
    def is_typed(self) -> bool:
        """Says whether some criteria are only for some types of cell."""
        return is_special(self.groups)

    @cached_property
    def _by_type(self) -> dict[str, "Programme"]:
        return {}

    def criterion(self, key: str) -> Criterion:
        """Raises KeyError for an unknown key, as do `group`, `metric` and `award`."""
        return self._criteria_by_key[key]

    def group(self, key: str) -> Group:
        return self._groups_by_key[key]

    def metric(self, key: str) -> Metric:
        return self._metrics_by_key[key]

    def award(self, key: str) -> AwardRule:
        return self._awards_by_key[key]

    @cached_property
    def _criteria_by_key(self) -> dict[str, Criterion]:
        return _by_key(self.criteria)

    @cached_property
    def _groups_by_key(self) -> dict[str, Group]:
        return _by_key(self.groups)

    @cached_property
    def _metrics_by_key(self) -> dict[str, Metric]:
        return _by_key(self.metrics)

    @cached_property
    def _awards_by_key(self) -> dict[str, AwardRule]:
        return _by_key(self.awards)

    def is_for(self, year: int) -> bool:
        """Returns whether the programme applies to the assessment of that year."""
        first, last = self.years
        return first <= year and (last is None or year <= last)

    @property
    def rates_years(self) -> bool:
        """Returns whether it rates whole years. Any other period is light: noted, without a team, a quota and an
        award."""
        return self.period is PeriodKind.year

    @property
    def asked(self) -> tuple[Metric, ...]:
        """The figures that a unit fills in for its dossier."""
        return tuple(self.metric(key) for key in self.asks)

    @property
    def counted(self) -> tuple[Metric, ...]:
        """The figures that are counted from the results of the organisations below, in the order of the file."""
        return tuple(metric for metric in self.metrics if metric.rule is MetricRule.subordinates)

    @cached_property
    def decided_later(self) -> tuple[Metric, ...]:
        """The asked figures that the unit only proposes and that others decide."""
        return tuple(self.metric(key) for key in self.members_decided.metrics) if self.members_decided else ()

    def proposed_with(self, changed: Collection[str]) -> set[str]:
        """Returns the figures that the unit proposes again when these figures change. Counts that are decided
        together are proposed together."""
        together = {metric.key for metric in self.decided_later}
        return {*changed} | together if together & {*changed} else {*changed}

    @property
    def model(self) -> str | None:
        """The model of the title, or None for a rating. Programmes of several issuers with the same model give the
        same title."""
        return (self.recognition.model or self.key) if self.recognition else None

    @property
    def fed(self) -> frozenset[str]:
        """The keys of the figures that come from the months of the year."""
        return self.year_work.fed if self.year_work else frozenset()

    @property
    def computed(self) -> frozenset[str]:
        """The keys of the figures that nobody types: they come from results below, the months or registered works."""
        works = self.registration.works if self.registration else None
        counted = {metric.key for metric in self.counted}
        return self.fed | counted | ({works.total, works.done} if works else set())

    @property
    def ballot_options(self) -> tuple[str, ...]:
        """The options of the unit's ballot: levels for a rating, for and against for a title. Empty without a
        ballot."""
        return self.ballot.options if self.ballot else ()

    def asked_faults(self, values: Mapping[str, int]) -> tuple[Reason, ...]:
        """Returns members_sum when the asked figures (hundredths) do not add up; missing figures are not judged."""
        return asked_faults(self._asked_sums, values)

    @cached_property
    def _asked_sums(self) -> tuple[ConsistencyRule, ...]:
        return asked_sums(self.consistency, self.asks)

    def to_json(self) -> str:
        """Returns canonical JSON (RFC 8785) in the newest format: equal programmes give equal text."""
        return PROGRAMME.to_text(codec.encode(self))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical JSON, in hexadecimal."""
        return digest_of(self.to_json())

    @classmethod
    def from_json(cls, text: str) -> "Programme":
        """Returns the programme of a stored copy of any format that ever was. Raises ValueError when the text is not
        such a copy, and UnreadableFormat when its number is unknown."""
        return _stored(text)


@lru_cache(maxsize=64)
def _stored(text: str) -> Programme:
    """Returns one programme for equal texts: it is frozen, so every campaign with this copy can share it."""
    return codec.decode(Programme, PROGRAMME.read(text))


def _by_key(parts: tuple[Part, ...]) -> dict[str, Part]:
    return {part.key: part for part in parts}
