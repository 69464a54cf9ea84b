"""Refuses entries that have no effect beside the kind of a rule: of a figure, or of figures that must agree."""

from collections.abc import Mapping

from grading.rules.programmes.reading.document import Document, Found, Steps

_OF_FIGURES: Mapping[str, frozenset[str]] = {
    "reported": frozenset(),
    "sum": frozenset(),
    "share": frozenset({"part", "whole", "of_none"}),
    "mean": frozenset({"total", "count"}),
    "subordinates": frozenset({"at_least", "title"}),
}
_OF_AGREEMENT: Mapping[str, frozenset[str]] = {
    "sum": frozenset({"metric"}),
    "share": frozenset({"metric", "part", "whole"}),
    "mean": frozenset({"metric", "total", "count"}),
    "ordered": frozenset({"order"}),
    "parts": frozenset({"metric", "parts"}),
    "year_on_year": frozenset({"metric", "within_pct", "within_count"}),
}
_KIND = frozenset({"kind"})
_ALWAYS = _KIND | frozenset({"key", "sentence"})


def kind_faults(document: Document) -> Found:
    """Yields every entry that the kind beside it does not read."""
    for index, metric in enumerate(document["metrics"]):
        yield from _unread(metric["rule"], ["metrics", index, "rule"], _OF_FIGURES)
    for index, rule in enumerate(document["consistency"]):
        yield from _unread(rule, ["consistency", index], _OF_AGREEMENT)


def _unread(part: Document, steps: Steps, read: Mapping[str, frozenset[str]]) -> Found:
    allowed = read[part["kind"]]
    for name in sorted(set(part) - allowed - _ALWAYS):
        params: dict[str, object] = {"name": name, "kind": part["kind"], "allowed": ", ".join(sorted(allowed | _KIND))}
        yield "kind_unread", [*steps, name], params
