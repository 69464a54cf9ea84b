"""The scope of a programme, and its counts of the organisations below, in words."""

from collections.abc import Iterator

from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import Least, Metric
from grading.rules.programmes.saying.names import LEVELS


def scope_lines(programme: Programme) -> Iterator[str]:
    """Yields the line about the scope, in Vietnamese."""
    yield "  Áp dụng cho: " + ", ".join(_KINDS[kind] for kind in programme.scope)


def counted_words(metric: Metric) -> str:
    """Returns the words for what a figure counts, in Vietnamese; empty for a figure that does not count organisations
    below."""
    if metric.title:
        return f"đếm tổ chức trực thuộc được công nhận danh hiệu (mô hình {metric.title})"
    if metric.most is not None:
        name = LEVELS[metric.most].vi
        down = "" if metric.most is Level.NOT_COMPLETED else " trở xuống"
        return f"đếm tổ chức trực thuộc ở mức “{name}”{down}"
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
