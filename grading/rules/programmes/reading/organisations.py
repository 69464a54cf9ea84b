"""Checks the figures that count the organisations below: which organisations count, and in what unit."""

from grading.rules.programmes.parts.figures import MetricRule
from grading.rules.programmes.reading.document import Document, Found


def organisation_faults(document: Document) -> Found:
    """Yields figures counted from results that do not name exactly one of `at_least`, `at_most` and `title`, other
    figures that name one of them, and counted figures in a unit other than `count`."""
    counted = {metric["key"] for metric in document["metrics"] if metric["rule"]["kind"] == MetricRule.subordinates}
    for index, metric in enumerate(document["metrics"]):
        steps: list[str | int] = ["metrics", index, "rule"]
        selectors = [name for name in ("at_least", "at_most", "title") if name in metric["rule"]]
        if metric["key"] not in counted or len(selectors) > 1:
            for name in selectors[-1:]:
                yield "not_together", [*steps, name], {"name": name}
        elif not selectors:
            yield "required", steps, {"name": "at_least"}
        if metric["key"] in counted and metric["unit"] != "count":
            yield "figure_counted_unit", ["metrics", index, "unit"], {"name": metric["key"]}
