"""Describes a condition in Vietnamese: its demand, the units that it applies to, its exception and its source."""

from collections.abc import Mapping

from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Condition, Operator
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.saying.printed import GRADES, UNSAID, number

_OPERATORS = {
    Operator.at_least: "từ {} trở lên",
    Operator.more_than: "trên {}",
    Operator.equal: "đúng {}",
    Operator.at_most: "không quá {}",
    Operator.less_than: "dưới {}",
    Operator.every_at_least: "mọi tiêu chí từ {} trở lên",
    Operator.any_at_most: "có tiêu chí từ {} trở xuống",
}
# “Từ … trở lên” reads badly with the highest grade, and “từ … trở xuống” with the lowest.
_AT_THE_END = {
    (Operator.every_at_least, Grade.excellent): "mọi tiêu chí đạt Xuất sắc",
    (Operator.any_at_most, Grade.poor): "có tiêu chí Kém",
}


def condition_line(programme: Programme, condition: Condition) -> str:
    """Returns a line with the condition's demand, the units that it applies to, and its source."""
    except_ = f", trừ {condition.unless.vi}" if condition.unless else ""
    return f"{_whom(condition)}{_demand(programme, condition)}{except_} ({condition.source})"


def _whom(condition: Condition) -> str:
    """Returns the words for a condition that applies only to cells or only to committees; empty for the others."""
    kinds = {kind.partition("_")[0] for kind in condition.applies_to}
    return {frozenset({"cell"}): "Chi bộ: ", frozenset({"committee"}): "Đảng bộ: "}.get(frozenset(kinds), "")


def _demand(programme: Programme, condition: Condition) -> str:
    if condition.judged is not None or condition.operator is None:
        return condition.judged.vi if condition.judged else UNSAID
    demand_words = _OPERATORS[condition.operator]
    if condition.grade is not None:
        numbers = ", ".join(programme.group(key).number for key in condition.groups)
        extreme = _AT_THE_END.get((condition.operator, condition.grade))
        return f"Nhóm {numbers}: {extreme or demand_words.format(GRADES[condition.grade])}"
    own = Clause(figure=condition.figure or "", operator=condition.operator, value=condition.value)
    first = _clause(programme, own)
    return f"{first}, đồng thời {_clause(programme, condition.also)}" if condition.also else first


# “Đúng 0” and “trên 0” read badly.
_NONE_AND_ANY: Mapping[tuple[Operator, int | None], str] = {
    (Operator.equal, 0): "không có",
    (Operator.more_than, 0): "có",
}


def _clause(programme: Programme, clause: Clause) -> str:
    metric, value = programme.metric(clause.figure), clause.value
    percent = "%" if metric.unit is MetricUnit.percent and value is not None else ""
    if percent and value == 10000 and clause.operator in (Operator.at_least, Operator.equal):
        return f"{metric.name.vi} đạt 100%"
    if (clause.operator, value) in _NONE_AND_ANY:
        return f"{metric.name.vi}: {_NONE_AND_ANY[clause.operator, value]}"
    return f"{metric.name.vi} {_OPERATORS[clause.operator].format(number(value) + percent)}"
