"""Reads what is counted of the organisations below: of which, and in what unit."""

from grading.rules.programmes.parts.figures import MetricRule
from grading.rules.programmes.reading.document import Document, Found


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
