"""Conditions of a level as sentences: the demand, the value that was found, and the amount that is missing."""

import re
from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from grading import text
from grading.rules.conditions import Examined, Standing
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Condition, Operator
from grading.rules.programmes.parts.figures import Metric, MetricUnit
from grading.rules.programmes.saying.clauses import is_pair
from grading.rules.programmes.saying.findings import demand_said, found_said
from grading.rules.programmes.saying.lacking import lacking
from grading.words.spoken import OPERATORS, language
from grading.words.vocabulary import grade_words


def demand_words(condition: Condition, programme: Programme) -> str:
    """Returns the words for the demand of a condition, or for the situation that a case describes."""
    if condition.sentence is not None or not (condition.is_plain or is_pair(condition)):
        return str(getattr(demand_said(programme, condition, condition.sentence), language()))
    if is_pair(condition):
        first, second = (_figure(part, programme) for part in condition.parts)
        return str(_("%(first)s, đồng thời %(second)s", first=first, second=_within(second)))
    if condition.grade is not None:
        numbers = ", ".join(programme.group(key).number for key in condition.groups)
        words = _grades(condition.operator, condition.grade)
        return str(_("Nhóm %(numbers)s: %(demand)s", numbers=numbers, demand=words))
    return _figure(condition, programme)


def exception_words(condition: Condition) -> str:
    """Returns the words for the exception to a case that a body may find; empty without an exception."""
    if condition.unless is None:
        return ""
    return str(_("(trừ %(exception)s)", exception=getattr(condition.unless, language())))


def found_words(outcome: Examined, programme: Programme) -> str:
    """Returns the words for the finding: a value, criteria by number, or what is still missing."""
    if outcome.standing is Standing.judged:
        return str(_("Tập thể xem xét"))
    if not outcome.condition.is_plain:
        return str(getattr(found_said(programme, outcome.condition, outcome), language()))
    if outcome.condition.grade is not None:
        return _criteria(outcome)
    if outcome.value is None:
        return str(_("Chưa có số liệu"))
    return _shown(outcome.value, programme.metric(outcome.condition.figure or "").unit)


def lacking_words(outcome: Examined, programme: Programme) -> str:
    """Returns by how much a condition fails; empty for a condition that does not fail or that no number measures. Of
    one that joins others, or is not known yet, it returns the smallest things in the way."""
    if not outcome.condition.is_plain:
        if outcome.standing not in (Standing.fails, Standing.unknown):
            return ""
        words = str(getattr(lacking(programme, outcome.condition, outcome), language()))
        return f"{words[:1].upper()}{words[1:]}"
    if outcome.standing is not Standing.fails or not outcome.short_by:
        return ""
    by = _shown(outcome.short_by, programme.metric(outcome.condition.figure or "").unit)
    if outcome.value is not None and outcome.needed is not None and outcome.value > outcome.needed:
        return str(_("Vượt %(by)s", by=by))
    return str(_("Thiếu %(by)s", by=by))


def standing_words(standing: Standing) -> str:
    words = {
        Standing.holds: _("Đạt"),
        Standing.fails: _("Chưa đạt"),
        Standing.unknown: _("Chưa rõ"),
        Standing.judged: _("Tập thể xem xét"),
    }
    return str(words[standing])


def _criteria(outcome: Examined) -> str:
    if not outcome.criteria:
        return str(_("Không có tiêu chí nào") if outcome.standing is Standing.fails else _("Mọi tiêu chí"))
    listed = ", ".join(outcome.criteria)
    if outcome.standing is Standing.unknown:
        return str(_("Chưa đánh giá: %(list)s", list=listed))
    return str(_("Tiêu chí %(list)s", list=listed))


def _grades(operator: Operator | None, grade: Grade) -> str:
    name = grade_words(grade)
    if operator is Operator.any_at_most:
        if grade is Grade.poor:
            return str(_("có tiêu chí ở cấp độ “%(grade)s”", grade=name))
        return str(_("có tiêu chí từ cấp độ “%(grade)s” trở xuống", grade=name))
    if grade is Grade.excellent:
        return str(_("mọi tiêu chí đạt cấp độ “%(grade)s”", grade=name))
    return str(_("mọi tiêu chí từ cấp độ “%(grade)s” trở lên", grade=name))


def _figure(clause: Clause, programme: Programme) -> str:
    metric = programme.metric(clause.figure or "")
    operator = clause.operator or Operator.equal
    needed = _("ngưỡng chưa quy định") if clause.value is None else _shown(clause.value, metric.unit)
    figure = getattr(metric.name, language())
    if (operator, clause.value) in _NONE_AND_ANY:
        return str(_("%(figure)s: %(said)s", figure=figure, said=_NONE_AND_ANY[operator, clause.value]))
    if clause.value is not None and metric.unit is MetricUnit.percent:
        return _share(figure, operator, clause.value)
    return str(_("%(figure)s: %(operator)s %(needed)s", figure=figure, operator=OPERATORS[operator], needed=needed))


def _share(figure: str, operator: Operator, value: int) -> str:
    """Returns the demand on a share as one clause: a share reaches what is demanded, or stays below it. A share of what
    was reached says so in its own name."""
    needed = text.percent(value, language())
    if (operator, value) not in _WHOLE:
        needed = f"{OPERATORS[operator]} {needed}"
    if operator in {Operator.less_than, Operator.at_most} or figure.endswith(" đạt"):
        return str(_("%(figure)s %(needed)s", figure=figure, needed=needed))
    return str(_("%(figure)s đạt %(needed)s", figure=figure, needed=needed))


def source_words(source: str) -> str:
    """Returns a rule's source for a reader: words instead of the file's marks say how certain the source is."""
    return _MARK.sub(lambda match: str(_CERTAINTIES.get(match[1], "")), source)


def figure_words(value: int, metric: Metric) -> str:
    """Returns a figure (hundredths) as people read it, with the percent sign if it is a percentage."""
    return _shown(value, metric.unit)


def _shown(value: int, unit: MetricUnit) -> str:
    if unit is MetricUnit.percent:
        return text.percent(value, language())
    return text.hundredths(value, language())


_MARK = re.compile(r" ?\[([A-Z])[0-9]?\]")
_CERTAINTIES: Mapping[str, str] = {"B": _(" (theo nguồn dẫn lại)"), "C": _(" (suy ra)")}
"""What the marks of the files say beside a source; the others say nothing to a reader."""
_NONE_AND_ANY: Mapping[tuple[Operator, int | None], str] = {
    (Operator.equal, 0): _("không có"),
    (Operator.more_than, 0): _("có"),
}
_WHOLE = {(operator, 10000) for operator in (Operator.at_least, Operator.equal)}
"""Demands for the whole: “from 100 %” and “exactly 100 %” read badly."""


def _within(words: str) -> str:
    return words[:1].lower() + words[1:]
