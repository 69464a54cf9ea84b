"""Says when a criterion applies, and what becomes of it otherwise: in a table, and in sentences about one unit."""

from fractions import Fraction

from grading.rules.applying import Waived
from grading.rules.programme import Programme
from grading.rules.programmes.parts.applying import AppliesWhen, Otherwise, Within
from grading.rules.programmes.parts.cell_types import NAMES, CellType
from grading.rules.programmes.parts.conditions import Operator
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.awards import ISSUERS
from grading.rules.programmes.saying.values import points_words, share_words, valued

_OTHERWISE = {
    (Otherwise.full, None): "được tính đủ điểm tối đa",
    (
        Otherwise.left_out,
        None,
    ): "không chấm; điểm tối đa của tiêu chí được bớt khỏi tổng điểm khi tính tỷ lệ phần trăm, "
    "các mức điểm để xếp loại giữ nguyên",
    (Otherwise.rescaled, Within.group): "không chấm; điểm các tiêu chí khác trong nhóm được tính bù theo tỷ lệ cho đủ "
    "điểm của nhóm, làm tròn từ 0,5 lên đến hai chữ số thập phân",
    (Otherwise.rescaled, Within.table): "không chấm; điểm các tiêu chí khác trong bảng được tính bù theo tỷ lệ cho đủ "
    "tổng điểm, làm tròn từ 0,5 lên đến hai chữ số thập phân",
}
_EFFECTS = {
    (Otherwise.left_out, None): Text(vi="không chấm, không tính vào tổng", en="not scored, not in the total"),
    (Otherwise.rescaled, Within.group): Text(
        vi="không chấm, các tiêu chí khác trong nhóm được tính bù", en="not scored, the others of the group make up"
    ),
    (Otherwise.rescaled, Within.table): Text(
        vi="không chấm, các tiêu chí khác trong bảng được tính bù", en="not scored, the others of the table make up"
    ),
}


def applying_line(programme: Programme, criterion: Criterion) -> str | None:
    """Returns the line of the printed table: whom the criterion is for, and what becomes of it for the others."""
    rule = criterion.applies_when
    if rule is None:
        return None
    units = ", ".join(words for words in (_types(rule), _kinds(rule).vi) if words)
    demands = [f"với {units}" if units else "", _figure(programme, rule)]
    whom = ", ".join(words for words in demands if words)
    return f"Chỉ áp dụng {whom}. Trường hợp khác: {_OTHERWISE[rule.otherwise, rule.within]}"


def waived_words(programme: Programme, waived: Waived) -> Text:
    """Returns why the criterion does not apply to the unit, and what it counts then."""
    rule, why = waived.rule, _why(programme, waived)
    effect = _EFFECTS.get((rule.otherwise, rule.within))
    if effect is None:
        points = points_words(waived.points)
        effect = Text(vi=f"được tính đủ {points.vi}", en=f"counts with {points.en}")
    return Text(vi=f"không áp dụng ({why.vi}): {effect.vi}", en=f"does not apply ({why.en}): {effect.en}")


def undecided_words(programme: Programme, waived: Waived) -> Text:
    """Returns which figures decide whether the criterion applies."""
    names = [programme.metric(key).name for key in waived.missing]
    vi, en = "; ".join(name.vi for name in names), "; ".join(name.en for name in names)
    return Text(
        vi=f"chưa rõ có áp dụng hay không: còn thiếu số liệu {vi}", en=f"open whether it applies: missing figures: {en}"
    )


def _why(programme: Programme, waived: Waived) -> Text:
    rule = waived.rule
    if waived.value is not None and rule.figure is not None:
        said, needed = valued(programme, rule.figure, waived.value), _demand(programme, rule)
        return Text(vi=f"{said.vi}; chỉ áp dụng khi {needed.vi}", en=f"{said.en}; applies only with {needed.en}")
    kinds = _kinds(rule)
    vi = ", ".join(words for words in (_types(rule), kinds.vi) if words)
    en = ", ".join(words for words in ("; ".join(rule.types), kinds.en) if words)
    return Text(vi=f"chỉ áp dụng với {vi}", en=f"only for {en}")


def _types(rule: AppliesWhen) -> str:
    return "; ".join(NAMES[CellType(each)] for each in rule.types)


def _kinds(rule: AppliesWhen) -> Text:
    names = [ISSUERS[kind] for kind in rule.kinds]
    return Text(vi="; ".join(vi for vi, _en in names), en="; ".join(en for _vi, en in names))


def _figure(programme: Programme, rule: AppliesWhen) -> str:
    if rule.figure is None:
        return ""
    return f"khi “{programme.metric(rule.figure).name.vi}” {_demand(programme, rule).vi}"


_DEMANDS = {
    Operator.at_least: ("từ {} trở lên", "at least {}"),
    Operator.more_than: ("trên {}", "more than {}"),
    Operator.equal: ("đúng {}", "exactly {}"),
    Operator.at_most: ("không quá {}", "at most {}"),
    Operator.less_than: ("dưới {}", "less than {}"),
}


def _demand(programme: Programme, rule: AppliesWhen) -> Text:
    value = share_words(programme, rule.figure or "", Fraction(rule.value or 0))
    vi, en = _DEMANDS[rule.operator or Operator.equal]
    return Text(vi=vi.format(value.vi), en=en.format(value.en))
