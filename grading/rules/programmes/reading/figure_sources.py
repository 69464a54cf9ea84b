"""Checks the source of each figure: asked from the unit, fed by its months or works, or counted from results below."""

from collections.abc import Iterator

from grading.rules.programmes.parts.figures import MetricRule
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.giving import operands_of


def source_faults(document: Document) -> Found:
    """Yields the second source of a figure, at the place that names it: a figure has only one source."""
    source_by_figure = {metric["key"]: "rule" for metric in document["metrics"] if _is_counted(metric)}
    for source, steps, name in _named(document):
        if name in source_by_figure:
            yield "figure_source", steps, {"name": name, "source": source_by_figure[name]}
        source_by_figure.setdefault(name, source)


def sourced(document: Document) -> frozenset[str]:
    """Returns the keys of the figures that somebody is asked for or that are computed: from results below, months or
    works, as a share or mean of such figures, or as their sum."""
    found = {name for _source, _steps, name in _named(document)}
    found |= {metric["key"] for metric in document["metrics"] if _is_counted(metric)}
    computed = {metric["key"]: {*operands_of(metric["rule"])} for metric in document["metrics"]}
    sums = [(rule["metric"], {*rule["parts"]}) for rule in document["consistency"] if rule["kind"] == "parts"]
    rules = [*((key, operands) for key, operands in computed.items() if operands), *sums]
    while new := {key for key, operands in rules if operands <= found} - found:
        found |= new
    return frozenset(found)


def _is_counted(metric: Document) -> bool:
    return bool(metric["rule"]["kind"] == MetricRule.subordinates)


def _named(document: Document) -> Iterator[tuple[str, Steps, str]]:
    """Yields each source of a figure: `asked` first, then the months, then the works. A figure that is asked twice
    appears once, because another check reports it."""
    asked: list[str] = document["asked"]
    for name in dict.fromkeys(asked):
        yield "asked", ["asked", asked.index(name)], name
    for derived, name in document.get("year_work", {}).get("figures", {}).items():
        yield "year_work", ["year_work", "figures", derived], name
    works: Document = document.get("registration", {}).get("works", {})
    for field in ("total", "done"):
        if field in works:
            yield "registration", ["registration", "works", field], works[field]
