"""Reads consistency rules of kind `year_on_year`: how far a figure may be from that of the year before."""

from grading.rules.programmes.parts.figures import ConsistencyKind
from grading.rules.programmes.reading.document import Document, Found

_LIMITS = ("within_pct", "within_count")


def limits_form(rule: Document) -> dict[str, int | None]:
    """Both limits in hundredths; None for the one that is not used, or not given yet."""
    return {name: None if rule.get(name) is None else int(rule[name] * 100) for name in _LIMITS}


def year_on_year_faults(document: Document) -> Found:
    """Neither limit, or both."""
    for index, rule in enumerate(document["consistency"]):
        if rule["kind"] != ConsistencyKind.year_on_year:
            continue
        given = [name for name in _LIMITS if name in rule]
        if not given:
            yield "required", ["consistency", index], {"name": "within_pct"}
        if len(given) > 1:
            yield "not_together", ["consistency", index, given[-1]], {"name": given[-1]}
