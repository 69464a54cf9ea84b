"""Examines the conditions of a level for a unit's grades and figures: which hold, and by how much the others fail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Condition, Operator
from grading.rules.programmes.parts.figures import MetricRule, MetricUnit
from workflows import Reason


class Standing(StrEnum):
    """The state of a condition. `unknown`: a figure or a grade is still missing. `judged`: a body decides."""

    holds = "holds"
    fails = "fails"
    unknown = "unknown"
    judged = "judged"


@dataclass(frozen=True, kw_only=True)
class Examined:
    """How one condition stands for one unit.

    `value`, `needed` and `short_by` are hundredths of a figure. `criteria` are the numbers of the criteria whose
    grades decide; while it is unknown, they are the criteria without a grade.
    """

    condition: Condition
    standing: Standing
    value: int | None = None
    needed: int | None = None
    criteria: tuple[str, ...] = ()

    @property
    def short_by(self) -> int | None:
        return None if self.value is None or self.needed is None else abs(self.needed - self.value)


def examine(programme: Programme, rules: Iterable[Condition], known: Known) -> tuple[Examined, ...]:
    """Returns how every condition that concerns units of this kind stands: those of a level or title, or the cases that
    force a level. A case that `holds` applies, unless its exception (`unless`) is found."""
    return tuple(_examined(programme, rule, known) for rule in rules if rule.concerns(known.unit_kind))


def reasons(programme: Programme, code: str, examined: tuple[Examined, ...]) -> tuple[Reason, ...]:
    """Returns the conditions that fail, as reasons for the page: share_short or figure_short with value and needed
    (hundredths), grades_short with the criteria."""
    return tuple(_reason(programme, code, each) for each in examined if each.standing is Standing.fails)


def _reason(programme: Programme, code: str, outcome: Examined) -> Reason:
    condition = outcome.condition
    params: dict[str, object] = {"level": code}
    if condition.figure is None:
        params |= {"grade": condition.grade, "list": outcome.criteria}
        return Reason(code="grades_short", params=params)
    params |= {"figure": condition.figure, "operator": condition.operator}
    percent = programme.metric(condition.figure).unit is MetricUnit.percent
    params |= {"value": outcome.value, "needed": outcome.needed}
    return Reason(code="share_short" if percent else "figure_short", params=params)


def _examined(programme: Programme, condition: Condition, known: Known) -> Examined:
    if condition.judged is not None:
        return Examined(condition=condition, standing=Standing.judged)
    if condition.figure is not None:
        return _figure(programme, condition, known.figures)
    return _graded(programme, condition, known.grades)


def _graded(programme: Programme, condition: Condition, grades: Mapping[str, Grade]) -> Examined:
    criteria = programme.criteria_in(condition.groups)
    grade = condition.grade or Grade.poor
    if condition.operator is Operator.any_at_most:
        deciding = [each for each in criteria if each.key in grades and grades[each.key].at_most(grade)]
        standing = Standing.holds if deciding else Standing.fails
    else:
        deciding = [each for each in criteria if each.key in grades and not grades[each.key].at_least(grade)]
        standing = Standing.fails if deciding else Standing.holds
    missing = [each for each in criteria if each.key not in grades]
    if missing and not deciding:
        deciding, standing = missing, Standing.unknown
    return Examined(condition=condition, standing=standing, criteria=tuple(each.number for each in deciding))


def _figure(programme: Programme, condition: Condition, figures: Mapping[str, int]) -> Examined:
    also, needed = condition.also, condition.value
    value = figure_value(programme, condition.figure or "", figures)
    standing = _compared(value, condition.operator, needed)
    if also is not None and standing is not Standing.fails:
        second = _compared(figure_value(programme, also.figure, figures), also.operator, also.value)
        standing = second if second is not Standing.holds else standing
    printed_value = _shown(value, needed) if value is not None and needed is not None else None
    return Examined(condition=condition, standing=standing, value=printed_value, needed=needed)


def _compared(value: Fraction | None, operator: Operator | None, needed: int | None) -> Standing:
    if value is None or needed is None or operator is None:
        return Standing.unknown
    return Standing.holds if compares(value, operator, needed) else Standing.fails


def figures_read(programme: Programme) -> frozenset[str]:
    """Returns every figure that a condition of a level or title or a case looks at, including the operands of shares
    and means."""
    rules = [rule for each in programme.outcomes for rule in (*each.conditions, *each.vetoes, *each.caps)]
    rules += programme.lowered_by
    named = {rule.figure for rule in rules} | {rule.also.figure for rule in rules if rule.also}
    return with_operands(programme, (key for key in named if key is not None))


def figures_frozen(programme: Programme) -> frozenset[str]:
    """Returns every figure that a frozen version of a dossier holds: those that were asked for, that a condition reads,
    that a criterion names or takes its points from, or that the months feed."""
    named = {key for criterion in programme.criteria for key in criterion.figures}
    named |= {key for criterion in programme.given if criterion.given_by for key in criterion.given_by.rule.figures}
    return figures_read(programme) | with_operands(programme, named) | {*programme.asks} | programme.fed


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


def compares(value: Fraction, operator: Operator, needed: int) -> bool:
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


def _shown(value: Fraction, needed: int) -> int:
    """Rounds as papers do, half up; but away from a threshold that the value does not meet or exceeds, so that no page
    shows 79,996 % as 80 % when the threshold is 80 %."""
    if value.denominator == 1:
        return value.numerator
    rounded = int((value + Fraction(1, 2)) // 1)
    if value < needed <= rounded:
        return int(value // 1)
    return int(-(-value // 1)) if rounded <= needed < value else rounded
