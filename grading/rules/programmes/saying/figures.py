"""Prints the figures of a programme, and the rules by which they must agree, in Vietnamese."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import ConsistencyKind, ConsistencyRule, Metric, MetricRule, MetricUnit
from grading.rules.programmes.saying.organisations import counted_words
from grading.rules.programmes.saying.printed import number
from grading.rules.programmes.saying.year_on_year import year_on_year_words

_UNITS = {MetricUnit.counted: "số lượng", MetricUnit.percent: "%", MetricUnit.mean: "bình quân"}


def figure_lines(programme: Programme) -> Iterator[str]:
    """Yields every figure with where it comes from, and what must agree with the sentence for what does not."""
    yield "Số liệu"
    asked = set(programme.asks)
    for metric in programme.metrics:
        mark = " *" if metric.key in asked else ""
        words = counted_words(metric) or _operands(programme, metric)
        yield f"    {metric.name.vi} ({_UNITS[metric.unit]}){f': {words}' if words else ''}{mark}"
    if asked:
        yield "    * chi bộ điền trong hồ sơ"
    if programme.consistency:
        yield "Đối chiếu số liệu"
    for rule in programme.consistency:
        yield f"    {_consistency(programme, rule)}"
        yield f"      Khi không khớp, báo: “{_filled_in(rule.sentence.vi)}”"


def _operands(programme: Programme, metric: Metric) -> str:
    """Returns how a share or mean comes from other figures, or what is said of a figure that units only report."""
    if metric.whole is None:
        return "" if metric.rule is MetricRule.sum else "không cộng từ cấp dưới"
    parts = " và ".join(programme.metric(key).name.vi for key in metric.parts)
    none = f"; không có thì tính {number(metric.of_none)}%" if metric.of_none is not None else ""
    return f"{parts} trên {programme.metric(metric.whole).name.vi}{none}"


def _filled_in(sentence: str) -> str:
    """Returns a sentence of the file with words in place of what a page fills in."""
    for name, said in _PLACES.items():
        sentence = sentence.replace(f"{{{name}}}", f"[{said}]")
    return sentence


_PLACES = {
    "unit": "tên đơn vị", "reported": "số báo cáo", "computed": "số đối chiếu", "n": "số đơn vị có số liệu",
    "total": "tổng", "part": "tử số", "whole": "mẫu số", "count": "số lượng", "year": "năm", "last_year": "năm trước",
    "before": "số năm trước", "difference": "chênh lệch",
}  # fmt: skip


def _consistency(programme: Programme, rule: ConsistencyRule) -> str:
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
        case ConsistencyKind.year_on_year:
            limit = rule.within_count if rule.within_count is not None else rule.within_pct
            return f"{metric}: {year_on_year_words(rule, number(limit))}"
