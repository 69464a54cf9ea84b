"""Where a figure comes from: asked of the unit, fed by its months or works, or counted of the organisations below."""

from collections.abc import Iterator

from grading.rules.programmes.parts.figures import MetricRule
from grading.rules.programmes.reading.document import Document, Found, Steps


def source_faults(document: Document) -> Found:
    """A figure has one source: the second is told where it is named."""
    taken = {metric["key"]: "rule" for metric in document["metrics"] if _is_counted(metric)}
    for source, steps, name in _named(document):
        if name in taken:
            yield "figure_source", steps, {"name": name, "source": taken[name]}
        taken.setdefault(name, source)


def _is_counted(metric: Document) -> bool:
    return bool(metric["rule"]["kind"] == MetricRule.subordinates)


def _named(document: Document) -> Iterator[tuple[str, Steps, str]]:
    """In the order in which a source goes before the next; a figure asked twice is another mistake."""
    asked: list[str] = document["asked"]
    for name in dict.fromkeys(asked):
        yield "asked", ["asked", asked.index(name)], name
    for derived, name in document.get("year_work", {}).get("figures", {}).items():
        yield "year_work", ["year_work", "figures", derived], name
    works: Document = document.get("registration", {}).get("works", {})
    for field in ("total", "done"):
        if field in works:
            yield "registration", ["registration", "works", field], works[field]
