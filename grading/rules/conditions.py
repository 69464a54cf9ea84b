"""Examines the conditions of a level for a unit's grades and figures: which hold, and by how much the others fail."""

from collections.abc import Iterable
from dataclasses import dataclass

from grading.rules.clauses import look
from grading.rules.figure_values import compares, figure_value, with_operands
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Condition
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.operands import Year
from grading.rules.standings import Found, Standing, Stood
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Examined(Found):
    """How one condition stands for one unit."""

    condition: Condition

    @property
    def stood(self) -> Stood:
        return Stood(clause=self.condition, found=self)


def examine(programme: Programme, rules: Iterable[Condition], known: Known) -> tuple[Examined, ...]:
    """Returns how every condition that concerns units of this kind stands: those of a level or title, or the cases that
    force a level. A case that `holds` applies, unless its exception (`unless`) is found."""
    return tuple(_examined(programme, rule, known) for rule in rules if rule.concerns(known.unit_kind))


def _examined(programme: Programme, condition: Condition, known: Known) -> Examined:
    found = look(programme, condition, known)
    return Examined(
        condition=condition, standing=found.standing, value=found.value, needed=found.needed, criteria=found.criteria,
        outcome=found.outcome, parts=found.parts,
    )  # fmt: skip


def reasons(programme: Programme, code: str, examined: tuple[Examined, ...]) -> tuple[Reason, ...]:
    """Returns the conditions that fail, as reasons for the page: share_short or figure_short with value and needed
    (hundredths), grades_short with the criteria, condition_short with the smallest things that are lacking."""
    return tuple(_reason(programme, code, each) for each in examined if each.standing is Standing.fails)


def _reason(programme: Programme, code: str, outcome: Examined) -> Reason:
    condition = outcome.condition
    params: dict[str, object] = {"level": code}
    if not condition.is_plain:
        return Reason(code="condition_short", params=params | {"lacking": outcome.stood})
    if condition.figure is None:
        params |= {"grade": condition.grade, "list": outcome.criteria}
        return Reason(code="grades_short", params=params)
    params |= {"figure": condition.figure, "operator": condition.operator}
    percent = programme.metric(condition.figure).unit is MetricUnit.percent
    params |= {"value": outcome.value, "needed": outcome.needed}
    return Reason(code="share_short" if percent else "figure_short", params=params)


def all_conditions(programme: Programme) -> tuple[Condition, ...]:
    """Returns every condition of an outcome, and every case that forces, caps or lowers one."""
    rules = tuple(rule for each in programme.outcomes for rule in (*each.conditions, *each.vetoes, *each.caps))
    return (*rules, *programme.lowered_by)


def figures_read(programme: Programme) -> frozenset[str]:
    """Returns every figure that a condition of a level or title or a case looks at, including the operands of shares
    and means."""
    leaves = [leaf for rule in all_conditions(programme) for leaf in rule.leaves]
    named = {leaf.figure for leaf in leaves}
    named |= {leaf.value_of.figure for leaf in leaves if leaf.value_of and leaf.value_of.year is Year.this}
    return with_operands(programme, (key for key in named if key is not None))


def figures_before(programme: Programme) -> frozenset[str]:
    """Returns every figure of the year before that a condition looks at, including the operands of shares and means."""
    leaves = [leaf for rule in all_conditions(programme) for leaf in rule.leaves]
    others = [leaf.value_of for leaf in leaves if leaf.value_of is not None]
    return with_operands(programme, (other.figure for other in others if other.year is Year.last))


def figures_frozen(programme: Programme) -> frozenset[str]:
    """Returns every figure that a frozen version of a dossier holds: those that were asked for, that a condition reads,
    that a criterion names or takes its points from, or that the months feed."""
    named = {key for criterion in programme.criteria for key in criterion.figures}
    named |= {key for criterion in programme.given if criterion.given_by for key in criterion.given_by.rule.figures}
    return figures_read(programme) | with_operands(programme, named) | {*programme.asks} | programme.fed


__all__ = [
    "Examined", "Standing", "all_conditions", "compares", "examine", "figure_value", "figures_before", "figures_frozen",
    "figures_read", "reasons", "with_operands",
]  # fmt: skip
