"""Reads conditions: their form in a Programme, and what a schema cannot say of them."""

from collections.abc import Iterator
from typing import Any

from grading.rules.programmes.reading.document import Document, Found, Steps, hundredths, listed


def condition_form(condition: Document) -> dict[str, Any]:
    """Returns a condition in the form that codec.decode needs."""
    graded, also = "grades_of" in condition, condition.get("also")
    kept_names = ("key", "source", "operator", "figure", "judged", "unless", "applies_to")
    return {
        **{name: condition[name] for name in kept_names if name in condition},
        "groups": condition.get("grades_of", []),
        "grade": condition["value"] if graded else None,
        "value": None if graded else hundredths(condition.get("value")),
        "also": also and {**also, "value": hundredths(also.get("value"))},
    }


def condition_faults(document: Document) -> Found:
    """Yields the figures and groups that conditions name and the file does not have."""
    metrics = {metric["key"] for metric in document["metrics"]}
    groups = {group["key"]: group for group in document["groups"]}
    for steps, condition in _all_conditions(document):
        for where, clause in ((steps, condition), ([*steps, "also"], condition.get("also", {}))):
            if "figure" in clause and clause["figure"] not in metrics:
                yield "metric_unknown", [*where, "figure"], {"name": clause["figure"]}
        for where, name in listed([*steps, "grades_of"], condition.get("grades_of", [])):
            if name not in groups:
                yield "group_unknown", where, {"name": name}
            elif any(criterion["scale"] != "grade" for criterion in groups[name]["criteria"]):
                yield "group_without_grades", where, {"name": name}


def _all_conditions(document: Document) -> Iterator[tuple[Steps, Document]]:
    for index, rule in enumerate(document.get("outcomes", ())):
        for field in ("conditions", "vetoes", "caps"):
            for number, condition in enumerate(rule.get(field, ())):
                yield ["outcomes", index, field, number], condition
    for number, condition in enumerate(document.get("lowered_by", ())):
        yield ["lowered_by", number], condition
