"""Compares figures: sums over units, shares, means, orders, parts, how far from last year (all in hundredths)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from grading.rules.programmes.parts.figures import ConsistencyKind, ConsistencyRule
from workflows import Reason

Figures = Mapping[str, int]

# Offices round a mean up or down: a reported mean agrees with the computed one within 1.
MEAN_TOLERANCE = 1


class Status(StrEnum):
    """The result of a comparison. `partial`: some units have not reported, and the sum of the others is below the
    reported figure."""

    agrees = "agrees"
    partial = "partial"
    contradiction = "contradiction"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A reported figure and the value that other figures give for it.

    `reported`, `computed` and `parts` are hundredths. `n` of `total` units have figures (0 of 0 when only the unit's
    own figures are compared). `parts` names the operands of a share or mean ("part", "whole"; "total", "count"), the
    metrics of an order, the addends of a figure, or the "difference" between two years. In the last case `computed` is
    the value of the earlier year.
    """

    rule: str
    kind: ConsistencyKind
    year: int
    metric: str
    reported: int
    computed: int
    n: int = 0
    total: int = 0
    status: Status
    parts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """The figures of one unit in one year, and the figures to compare them with."""

    year: int
    own: Figures
    parts: Sequence[Figures]
    before: Figures


def findings(
    rules: Iterable[ConsistencyRule], year: int, *, own: Figures, parts: Sequence[Figures] = (),
    before: Figures | None = None,
) -> list[Finding]:  # fmt: skip
    """Returns every comparison that the figures of one year allow, including agreements, in the order of the rules.

    `own` are the unit's figures of this year, `before` its figures of the year before. `parts` holds one mapping,
    possibly empty, for each subordinate unit of the unit.
    """
    known = _Known(year=year, own=own, parts=parts, before=before or {})
    return [finding for rule in rules for finding in _COMPARED[rule.kind](rule, known)]


def contradictions(
    rules: Iterable[ConsistencyRule], year: int, *, own: Figures, parts: Sequence[Figures] = (),
    before: Figures | None = None,
) -> list[Finding]:  # fmt: skip
    """Returns only the findings that are contradictions."""
    all_findings = findings(rules, year, own=own, parts=parts, before=before)
    return [finding for finding in all_findings if finding.status is Status.contradiction]


def asked_sums(rules: Iterable[ConsistencyRule], asked: Collection[str]) -> tuple[ConsistencyRule, ...]:
    """Returns the rules that compare an asked figure with the sum of its asked parts."""
    sums = (rule for rule in rules if rule.kind is ConsistencyKind.parts)
    return tuple(rule for rule in sums if {rule.metric, *rule.operands} <= {*asked})


def asked_faults(sums: Iterable[ConsistencyRule], values: Figures) -> tuple[Reason, ...]:
    """Returns members_sum for every asked figure that differs from the sum of its asked parts (hundredths)."""
    return tuple(
        Reason(code="members_sum", params={"sum": finding.computed, "rated": finding.reported})
        for finding in contradictions(sums, 0, own=values)
    )


def implied(rules: Iterable[ConsistencyRule], values: Figures) -> dict[str, int]:
    """Returns the figures that nobody types because they are the sum of their parts (members: official, probationary).

    A figure is included when all its parts are present and the figure itself is not.
    """
    return {
        rule.metric: sum(values[name] for name in rule.operands)
        for rule in rules
        if rule.kind is ConsistencyKind.parts and rule.metric not in values and {*rule.operands} <= {*values}
    }


def sentence(rule: ConsistencyRule, finding: Finding, *, unit: str, language: str, number: Callable[[int], str]) -> str:
    """Returns the rule's sentence about a finding; `number` turns hundredths into the text for the page."""
    numbers = {"reported": finding.reported, "computed": finding.computed, **finding.parts}
    words = {name: number(value) for name, value in numbers.items()}
    if finding.kind is ConsistencyKind.sum:
        words |= {"n": str(finding.n), "total": str(finding.total)}
    if finding.kind is ConsistencyKind.year_on_year:
        words |= {"before": words["computed"], "year": str(finding.year), "last_year": str(finding.year - 1)}
    template = rule.sentence.vi if language == "vi" else rule.sentence.en
    return template.format(unit=unit, **words)


def _sum(rule: ConsistencyRule, known: _Known) -> Iterator[Finding]:
    reported = known.own.get(rule.metric)
    addends = [part[rule.metric] for part in known.parts if rule.metric in part]
    if reported is None or not addends:
        return
    computed, complete = sum(addends), len(addends) == len(known.parts)
    status = Status.agrees
    if computed > reported or (complete and computed != reported):
        status = Status.contradiction
    elif computed < reported:
        status = Status.partial
    yield Finding(
        rule=rule.key, kind=rule.kind, year=known.year, metric=rule.metric, reported=reported, computed=computed,
        n=len(addends), total=len(known.parts), status=status,
    )  # fmt: skip


def _share(rule: ConsistencyRule, known: _Known) -> Iterator[Finding]:
    part, whole, reported = (known.own.get(name) for name in (*rule.operands, rule.metric))
    if part is None or whole is None or reported is None or whole == 0:
        return
    share = Fraction(part * 10000, whole)
    step = printed_step(reported)
    agrees = rounded(share, step) == reported
    computed = rounded(share, min(step, 10))
    yield _own(rule, known, reported, computed, agrees=agrees, parts={"part": part, "whole": whole})


def _mean(rule: ConsistencyRule, known: _Known) -> Iterator[Finding]:
    total, count, reported = (known.own.get(name) for name in (*rule.operands, rule.metric))
    if total is None or count is None or reported is None or count == 0:
        return
    mean = Fraction(total * 100, count)
    agrees = abs(mean - reported) <= MEAN_TOLERANCE * 100
    computed = rounded(mean, min(printed_step(reported), 10))
    yield _own(rule, known, reported, computed, agrees=agrees, parts={"total": total, "count": count})


def _ordered(rule: ConsistencyRule, known: _Known) -> Iterator[Finding]:
    """Yields a finding about the first pair out of order, or about the first and last reported figure when all pairs
    are in order."""
    reported_figures = [(metric, known.own[metric]) for metric in rule.operands if metric in known.own]
    if len(reported_figures) < 2:
        return
    wrong = next(((low, high) for low, high in pairwise(reported_figures) if low[1] > high[1]), None)
    (metric, reported), (_, bound) = wrong or (reported_figures[0], reported_figures[-1])
    yield _own(rule, known, reported, bound, metric=metric, agrees=wrong is None, parts=dict(reported_figures))


def _parts(rule: ConsistencyRule, known: _Known) -> Iterator[Finding]:
    own = known.own
    if rule.metric not in own or any(operand not in own for operand in rule.operands):
        return
    addends = {operand: own[operand] for operand in rule.operands}
    reported, computed = own[rule.metric], sum(addends.values())
    yield _own(rule, known, reported, computed, agrees=reported == computed, parts=addends)


def _year_on_year(rule: ConsistencyRule, known: _Known) -> Iterator[Finding]:
    """Compares with the year before, if the rule has a limit. When the year before is 0, any change exceeds a
    percentage limit."""
    reported, before = known.own.get(rule.metric), known.before.get(rule.metric)
    if reported is None or before is None:
        return
    difference = abs(reported - before)
    if rule.within_count is not None:
        agrees = difference <= rule.within_count
    elif rule.within_pct is not None:
        agrees = difference * 10000 <= rule.within_pct * before
    else:
        return
    yield _own(rule, known, reported, before, agrees=agrees, parts={"difference": difference})


def _own(
    rule: ConsistencyRule, known: _Known, reported: int, computed: int, *, agrees: bool, metric: str = "",
    parts: Figures,
) -> Finding:  # fmt: skip
    return Finding(
        rule=rule.key, kind=rule.kind, year=known.year, metric=metric or rule.metric, reported=reported,
        computed=computed, status=Status.agrees if agrees else Status.contradiction, parts=parts,
    )  # fmt: skip


def printed_step(value: int) -> int:
    """Returns the precision of a printed value, in hundredths: 60,4 is exact to 10, 35 to 100, 65,31 to 1."""
    if value % 100 == 0:
        return 100
    return 10 if value % 10 == 0 else 1


def rounded(value: Fraction, step: int) -> int:
    """Rounds to the nearest multiple of `step`, half up."""
    return int((value / step + Fraction(1, 2)) // 1) * step


_COMPARED: Mapping[ConsistencyKind, Callable[[ConsistencyRule, _Known], Iterator[Finding]]] = {
    ConsistencyKind.sum: _sum,
    ConsistencyKind.share: _share,
    ConsistencyKind.mean: _mean,
    ConsistencyKind.ordered: _ordered,
    ConsistencyKind.parts: _parts,
    ConsistencyKind.year_on_year: _year_on_year,
}
