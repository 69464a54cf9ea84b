"""Whom a programme is for (section `scope`), and what it counts of the organisations below (rule `subordinates`)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from grading.rules.programmes.parts.figures import Least, Metric, MetricRule

if TYPE_CHECKING:
    from grading.rules.programme import Programme

Document = Mapping[str, Any]
Found = Iterator[tuple[str, list[str | int], dict[str, object]]]

CELLS = ("cell_subordinate", "cell_grassroots")
"""Whom a file without a scope is for, and a copy stored before there was one."""


def organisation_faults(document: Document) -> Found:
    """A figure counted from results says of which, by one of the two."""
    counted = {metric["key"] for metric in document["metrics"] if metric["rule"]["kind"] == MetricRule.subordinates}
    for index, metric in enumerate(document["metrics"]):
        steps: list[str | int] = ["metrics", index, "rule"]
        said = [name for name in ("at_least", "title") if name in metric["rule"]]
        if metric["key"] not in counted or len(said) == 2:
            for name in said[-1:]:
                yield "not_together", [*steps, name], {"name": name}
        elif not said:
            yield "required", steps, {"name": "at_least"}
        if metric["key"] in counted and metric["unit"] != "count":
            yield "figure_counted_unit", ["metrics", index, "unit"], {"name": metric["key"]}


def counted_metrics(programme: "Programme") -> tuple[Metric, ...]:
    """The figures that follow from the results of the organisations below, in the order of the file."""
    return tuple(metric for metric in programme.metrics if metric.rule is MetricRule.subordinates)


def scope_lines(programme: "Programme") -> Iterator[str]:
    """As a person reads it, in Vietnamese."""
    yield "  Áp dụng cho: " + ", ".join(_KINDS[kind] for kind in programme.scope)


def counted_words(metric: Metric) -> str:
    """What is counted, in Vietnamese; empty for a figure that is reported or follows from other figures."""
    if metric.title:
        return "đếm tổ chức trực thuộc được công nhận danh hiệu"
    return _LEAST[metric.least] if metric.least else ""


_KINDS = {
    "cell_subordinate": "chi bộ trực thuộc",
    "cell_grassroots": "chi bộ cơ sở",
    "committee_section": "đảng bộ bộ phận",
    "committee_grassroots": "đảng bộ cơ sở",
    "committee_upper": "đảng bộ cấp trên trực tiếp cơ sở",
    "committee_province": "đảng bộ tỉnh, thành phố",
}
_LEAST = {
    Least.listed: "đếm mọi tổ chức trực thuộc",
    Least.rated: "đếm tổ chức trực thuộc đã xếp loại",
    Least.excellent: "đếm tổ chức trực thuộc hoàn thành xuất sắc nhiệm vụ",
    Least.good: "đếm tổ chức trực thuộc từ mức hoàn thành tốt trở lên",
    Least.completed: "đếm tổ chức trực thuộc từ mức hoàn thành nhiệm vụ trở lên",
}
