"""Reads consistency rules of kind `year_on_year`: how far a figure may differ from the year before."""

from grading.rules.programmes.parts.figures import ConsistencyKind
from grading.rules.programmes.reading.document import Document, Found

_LIMITS = ("within_pct", "within_count")


def limits_form(rule: Document) -> dict[str, int | None]:
    """Returns both limits in hundredths; a limit is None when the rule does not use it or has not set it yet."""
    return {name: None if rule.get(name) is None else int(rule[name] * 100) for name in _LIMITS}


def year_on_year_faults(document: Document) -> Found:
    """Yields rules with no limit or with both limits."""
    for index, rule in enumerate(document["consistency"]):
        if rule["kind"] != ConsistencyKind.year_on_year:
            continue
        limit_names = [name for name in _LIMITS if name in rule]
        if not limit_names:
            yield "required", ["consistency", index], {"name": "within_pct"}
        if len(limit_names) > 1:
            yield "not_together", ["consistency", index, limit_names[-1]], {"name": limit_names[-1]}
