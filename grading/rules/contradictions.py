"""Figures held against each other: sums over units, shares, means, orders and parts (all in hundredths)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from grading.rules.programmes.parts import ConsistencyKind, ConsistencyRule
from workflows import Reason

Figures = Mapping[str, int]

# Offices round a mean up or down: a reported mean agrees with the computed one within 1.
MEAN_TOLERANCE = 1


class Status(StrEnum):
    """`partial`: not every unit has reported, and what is there does not exceed the reported figure."""

    agrees = "agrees"
    partial = "partial"
    contradiction = "contradiction"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A reported figure and what others make of it. `reported`, `computed` and `parts` are hundredths; `n` of `total`
    units have figures (0 of 0 where only the unit's own figures are compared). `parts` names the operands of a share
    or mean ("part", "whole"; "total", "count") and the metrics of an order or of parts."""

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


def findings(
    rules: Iterable[ConsistencyRule], year: int, *, own: Figures, parts: Sequence[Figures] = ()
) -> list[Finding]:
    """Every comparison that the figures of one year allow, agreements included, in the order of the rules.
    `own` are the unit's figures; `parts` holds one mapping, empty or not, for each of its subordinate units."""
    return [finding for rule in rules for finding in _COMPARED[rule.kind](rule, year, own, parts)]


def contradictions(
    rules: Iterable[ConsistencyRule], year: int, *, own: Figures, parts: Sequence[Figures] = ()
) -> list[Finding]:
    """Only the findings that are contradictions."""
    found = findings(rules, year, own=own, parts=parts)
    return [finding for finding in found if finding.status is Status.contradiction]


def asked_faults(rules: Iterable[ConsistencyRule], values: Figures, asked: Collection[str]) -> tuple[Reason, ...]:
    """members_sum for every asked figure that is not the sum of its asked parts (hundredths)."""
    wanted = [
        rule for rule in rules if rule.kind is ConsistencyKind.parts and {rule.metric, *rule.operands} <= {*asked}
    ]
    return tuple(
        Reason(code="members_sum", params={"sum": finding.computed, "rated": finding.reported})
        for finding in contradictions(wanted, 0, own=values)
    )


def implied(rules: Iterable[ConsistencyRule], values: Figures) -> dict[str, int]:
    """Figures that nobody types because their parts, all given, add up to them (members: official, probationary)."""
    return {
        rule.metric: sum(values[name] for name in rule.operands)
        for rule in rules
        if rule.kind is ConsistencyKind.parts and rule.metric not in values and {*rule.operands} <= {*values}
    }


def sentence(rule: ConsistencyRule, finding: Finding, *, unit: str, language: str, number: Callable[[int], str]) -> str:
    """The rule's sentence about a finding; `number` writes hundredths as the page wants them."""
    numbers = {"reported": finding.reported, "computed": finding.computed, **finding.parts}
    words = {name: number(value) for name, value in numbers.items()}
    if finding.kind is ConsistencyKind.sum:
        words |= {"n": str(finding.n), "total": str(finding.total)}
    template = rule.sentence.vi if language == "vi" else rule.sentence.en
    return template.format(unit=unit, **words)


def _sum(rule: ConsistencyRule, year: int, own: Figures, parts: Sequence[Figures]) -> Iterator[Finding]:
    reported, known = own.get(rule.metric), [part[rule.metric] for part in parts if rule.metric in part]
    if reported is None or not known:
        return
    computed, complete = sum(known), len(known) == len(parts)
    status = Status.agrees
    if computed > reported or (complete and computed != reported):
        status = Status.contradiction
    elif computed < reported:
        status = Status.partial
    yield Finding(
        rule=rule.key, kind=rule.kind, year=year, metric=rule.metric, reported=reported, computed=computed,
        n=len(known), total=len(parts), status=status,
    )  # fmt: skip


def _share(rule: ConsistencyRule, year: int, own: Figures, parts: Sequence[Figures]) -> Iterator[Finding]:
    part, whole, reported = (own.get(name) for name in (*rule.operands, rule.metric))
    if part is None or whole is None or reported is None or whole == 0:
        return
    share = Fraction(part * 10000, whole)
    step = printed_step(reported)
    agrees = rounded(share, step) == reported
    yield _own(rule, year, reported, rounded(share, min(step, 10)), agrees=agrees, parts={"part": part, "whole": whole})


def _mean(rule: ConsistencyRule, year: int, own: Figures, parts: Sequence[Figures]) -> Iterator[Finding]:
    total, count, reported = (own.get(name) for name in (*rule.operands, rule.metric))
    if total is None or count is None or reported is None or count == 0:
        return
    mean = Fraction(total * 100, count)
    agrees = abs(mean - reported) <= MEAN_TOLERANCE * 100
    computed = rounded(mean, min(printed_step(reported), 10))
    yield _own(rule, year, reported, computed, agrees=agrees, parts={"total": total, "count": count})


def _ordered(rule: ConsistencyRule, year: int, own: Figures, parts: Sequence[Figures]) -> Iterator[Finding]:
    """The first pair out of order, or the lowest and highest of what is reported."""
    known = [(metric, own[metric]) for metric in rule.operands if metric in own]
    if len(known) < 2:
        return
    wrong = next(((low, high) for low, high in pairwise(known) if low[1] > high[1]), None)
    (metric, reported), (_, bound) = wrong or (known[0], known[-1])
    yield _own(rule, year, reported, bound, metric=metric, agrees=wrong is None, parts=dict(known))


def _parts(rule: ConsistencyRule, year: int, own: Figures, parts: Sequence[Figures]) -> Iterator[Finding]:
    if rule.metric not in own or any(operand not in own for operand in rule.operands):
        return
    addends = {operand: own[operand] for operand in rule.operands}
    reported, computed = own[rule.metric], sum(addends.values())
    yield _own(rule, year, reported, computed, agrees=reported == computed, parts=addends)


def _own(
    rule: ConsistencyRule, year: int, reported: int, computed: int, *, agrees: bool, metric: str = "", parts: Figures
) -> Finding:
    return Finding(
        rule=rule.key, kind=rule.kind, year=year, metric=metric or rule.metric, reported=reported, computed=computed,
        status=Status.agrees if agrees else Status.contradiction, parts=parts,
    )  # fmt: skip


def printed_step(value: int) -> int:
    """The precision a value is printed at, in hundredths: 60,4 is exact to 10, 35 to 100, 65,31 to 1."""
    if value % 100 == 0:
        return 100
    return 10 if value % 10 == 0 else 1


def rounded(value: Fraction, step: int) -> int:
    """Half up to the next multiple of `step`."""
    return int((value / step + Fraction(1, 2)) // 1) * step


_COMPARED: Mapping[ConsistencyKind, Callable[[ConsistencyRule, int, Figures, Sequence[Figures]], Iterator[Finding]]] = {
    ConsistencyKind.sum: _sum,
    ConsistencyKind.share: _share,
    ConsistencyKind.mean: _mean,
    ConsistencyKind.ordered: _ordered,
    ConsistencyKind.parts: _parts,
}
