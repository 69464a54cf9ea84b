"""A programme as a person reads it, in Vietnamese."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from grading.rules.levels import Grade, Level
from grading.rules.programmes.honours import award_lines
from grading.rules.programmes.limits import quota_lines
from grading.rules.programmes.organisations import counted_words, scope_lines
from grading.rules.programmes.parts import (
    Clause,
    Condition,
    ConsistencyKind,
    ConsistencyRule,
    Criterion,
    LevelRule,
    MetricUnit,
    Operator,
    Scale,
)
from grading.rules.programmes.plan import plan_lines
from grading.rules.programmes.registration import registration_lines
from grading.rules.programmes.year_work_words import year_work_lines
from workflows import Kind

if TYPE_CHECKING:
    from grading.rules.programme import Programme

_KINDS = {Kind.rating: "xếp loại chất lượng", Kind.recognition: "công nhận mô hình"}
_UNITS = {MetricUnit.counted: "số lượng", MetricUnit.percent: "%", MetricUnit.mean: "bình quân"}
_GRADES = {Grade.excellent: "Xuất sắc", Grade.good: "Tốt", Grade.average: "Trung bình", Grade.poor: "Kém"}
_OPERATORS = {
    Operator.at_least: "từ {} trở lên",
    Operator.more_than: "trên {}",
    Operator.equal: "đúng {}",
    Operator.at_most: "không quá {}",
    Operator.less_than: "dưới {}",
    Operator.every_at_least: "mọi tiêu chí từ {} trở lên",
    Operator.any_at_most: "có tiêu chí từ {} trở xuống",
}
# “Từ … trở lên” of the highest there is reads badly.
_AT_THE_END = {
    (Operator.every_at_least, Grade.excellent): "mọi tiêu chí đạt Xuất sắc",
    (Operator.any_at_most, Grade.poor): "có tiêu chí Kém",
}
_OPTIONS = {"for": "tán thành", "against": "không tán thành"}
_UNSAID = "chưa quy định"


def describe(programme: "Programme") -> str:
    """The whole programme as plain lines, what is missing and what is assumed at the end."""
    return "\n".join(
        [
            *_head(programme),
            *_criteria(programme),
            *_figures(programme),
            *_levels(programme),
            *_votes(programme),
            *_awards(programme),
            *registration_lines(programme.registration),
            *plan_lines(programme.plan),
            *year_work_lines(programme.year_work, number),
            *_open(programme),
        ]
    )


def number(hundredths: int | None) -> str:
    """Hundredths with a decimal comma and dots between thousands; what is not given says so."""
    if hundredths is None:
        return _UNSAID
    whole, rest = divmod(hundredths, 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{whole:,}".replace(",", ".") + decimals


def _head(programme: "Programme") -> Iterator[str]:
    first, last = programme.years
    yield programme.title.vi
    yield f"  Mã: {programme.key}" + (f", dựa trên {programme.extends}" if programme.extends else "")
    yield f"  Loại: {_KINDS[programme.kind]}; năm {first}" + (f" - {last}" if last else " trở đi")
    yield from scope_lines(programme)
    yield from (f"  Căn cứ: {source}" for source in programme.sources)


def _criteria(programme: "Programme") -> Iterator[str]:
    total = f" (tổng {number(programme.points_total)} điểm)" if programme.points_total is not None else ""
    yield f"Tiêu chí{total}"
    for group in programme.groups:
        if [criterion.number for criterion in group.criteria] != [group.number]:
            most = f" ({number(group.max_points)} điểm)" if group.max_points is not None else ""
            yield f"  {group.number}. {group.text.vi}{most}"
        if not group.criteria:
            yield f"    (tiêu chí cụ thể: {_UNSAID})"
        yield from (f"    {criterion.number}. {_criterion(criterion)}" for criterion in group.criteria)


def _criterion(criterion: Criterion) -> str:
    scale = "bốn cấp độ" if criterion.scale is Scale.grade else f"điểm tối đa: {number(criterion.max_points)}"
    evidence = f"; ít nhất {criterion.evidence_min} minh chứng" if criterion.evidence_min else ""
    return f"{criterion.text.vi} ({scale}{evidence})"


def _figures(programme: "Programme") -> Iterator[str]:
    yield "Số liệu"
    asked = set(programme.asks)
    for metric in programme.metrics:
        mark = " *" if metric.key in asked else ""
        counted = f": {words}" if (words := counted_words(metric)) else ""
        yield f"    {metric.name.vi} ({_UNITS[metric.unit]}){counted}{mark}"
    if asked:
        yield "    * chi bộ điền trong hồ sơ"
    if programme.consistency:
        yield "Đối chiếu số liệu"
        yield from (f"    {_consistency(programme, rule)}" for rule in programme.consistency)


def _consistency(programme: "Programme", rule: ConsistencyRule) -> str:
    metric = programme.metric(rule.metric).name.vi
    operands = [programme.metric(key).name.vi for key in rule.operands]
    match rule.kind:
        case ConsistencyKind.sum:
            return f"{metric}: tổng các đơn vị trực thuộc"
        case ConsistencyKind.share:
            return f"{metric}: {operands[0]} trên {operands[1]}"
        case ConsistencyKind.mean:
            return f"{metric}: {operands[0]} chia {operands[1]}, cho phép lệch 1"
        case ConsistencyKind.ordered:
            return "Từ nhỏ đến lớn: " + "; ".join(operands)
        case ConsistencyKind.parts:
            return f"{metric}: tổng của " + "; ".join(operands)


def _levels(programme: "Programme") -> Iterator[str]:
    if programme.levels:
        yield "Các mức xếp loại"
    for level in programme.levels:
        points = f", từ {number(level.min_points)} điểm" if level.min_points is not None else ""
        yield f"  {level.name.vi} ({level.short}{points})"
        yield from (f"    - {_condition(programme, condition)}" for condition in level.conditions)
        yield from _vetoes(programme, level)


def _vetoes(programme: "Programme", level: LevelRule) -> Iterator[str]:
    if level.vetoes:
        yield "    Thuộc mức này khi có một trong các trường hợp:"
    yield from (f"    - {_condition(programme, veto)}" for veto in level.vetoes)
    if level.vetoes_complete is None:
        yield f"    (danh mục các trường hợp buộc xếp mức này: {_UNSAID if not level.vetoes else 'chưa đủ'})"
    if level.otherwise:
        yield "    Mọi trường hợp không đạt mức nào ở trên"


def _condition(programme: "Programme", condition: Condition) -> str:
    except_ = f", trừ {condition.unless.vi}" if condition.unless else ""
    return f"{_whom(condition)}{_demand(programme, condition)}{except_} ({condition.source})"


def _whom(condition: Condition) -> str:
    """Conditions made for cells only, or for committees only, say so."""
    kinds = {kind.partition("_")[0] for kind in condition.applies_to}
    return {frozenset({"cell"}): "Chi bộ: ", frozenset({"committee"}): "Đảng bộ: "}.get(frozenset(kinds), "")


def _demand(programme: "Programme", condition: Condition) -> str:
    if condition.judged is not None or condition.operator is None:
        return condition.judged.vi if condition.judged else _UNSAID
    wanted = _OPERATORS[condition.operator]
    if condition.grade is not None:
        numbers = ", ".join(programme.group(key).number for key in condition.groups)
        extreme = _AT_THE_END.get((condition.operator, condition.grade))
        return f"Nhóm {numbers}: {extreme or wanted.format(_GRADES[condition.grade])}"
    own = Clause(figure=condition.figure or "", operator=condition.operator, value=condition.value)
    first = _clause(programme, own)
    return f"{first}, đồng thời {_clause(programme, condition.also)}" if condition.also else first


_NONE_AND_ANY: Mapping[tuple[Operator, int | None], str] = {(Operator.equal, 0): "không có", (Operator.more_than, 0): "có"}
# “Đúng 0”, “trên 0” read badly.


def _clause(programme: "Programme", clause: Clause) -> str:
    metric, value = programme.metric(clause.figure), clause.value
    percent = "%" if metric.unit is MetricUnit.percent and value is not None else ""
    if percent and value == 10000 and clause.operator in (Operator.at_least, Operator.equal):
        return f"{metric.name.vi} đạt 100%"
    if (clause.operator, value) in _NONE_AND_ANY:
        return f"{metric.name.vi}: {_NONE_AND_ANY[clause.operator, value]}"
    return f"{metric.name.vi} {_OPERATORS[clause.operator].format(number(value) + percent)}"


def _votes(programme: "Programme") -> Iterator[str]:
    yield from quota_lines(programme)
    if ballot := programme.ballot:
        names = [_option(programme, option) for option in ballot.options]
        kind = "kín" if ballot.secret else "công khai"
        held = f" ({_UNSAID} có bỏ phiếu hay không)" if ballot.needed is None else ""
        yield f"Bỏ phiếu {kind}{held}: {'; '.join(names)}; cần quá một nửa số đảng viên phải tính"
    minimum = programme.assessments_min
    yield f"Thẩm định: {_UNSAID}" if minimum is None else f"Thẩm định: ít nhất {minimum} thành viên đánh giá"


def _option(programme: "Programme", option: str) -> str:
    return _OPTIONS.get(option) or programme.level(Level(option)).name.vi


def _awards(programme: "Programme") -> Iterator[str]:
    yield from award_lines(programme)
    if title := programme.recognition:
        yield f"Công nhận “{title.title.vi}”"
        yield f"    Tổng điểm từ: {number(title.min_total)}"
        yield f"    Mỗi tiêu chí từ (% điểm tối đa): {number(title.min_each)}"
        rating = title.requires_rating_at_least
        yield f"    Xếp loại từ: {_LEVELS[rating] if rating else _UNSAID}"


_LEVELS = {
    Level.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Level.GOOD: "Hoàn thành tốt nhiệm vụ",
    Level.COMPLETED: "Hoàn thành nhiệm vụ",
    Level.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
    Level.NOT_RATED: "không yêu cầu",
}


def _open(programme: "Programme") -> Iterator[str]:
    if programme.blanks:
        yield "Chưa quy định (chưa mở được đợt đánh giá)"
    yield from (f"    - {blank.words.vi} ({blank.path})" for blank in programme.blanks)
    if programme.assumptions:
        yield "Giả định, chưa có căn cứ"
    yield from (f"    - {each.words.vi}: {each.shown.vi}. {each.why}" for each in programme.assumptions)
