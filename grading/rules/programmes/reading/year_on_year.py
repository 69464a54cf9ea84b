"""Consistency rules of kind `year_on_year`: how far a figure may be from that of the year before."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from grading.rules.programmes.parts.figures import ConsistencyKind, ConsistencyRule
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place

if TYPE_CHECKING:
    from grading.rules.programme import Programme

Document = Mapping[str, Any]
Found = Iterator[tuple[str, list[str | int], dict[str, object]]]

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


def year_on_year_places(programme: "Programme") -> Iterator[IssuerPlace]:
    for rule in programme.consistency:
        if rule.kind is ConsistencyKind.year_on_year:
            name = programme.metric(rule.metric).name
            used = "within_count" if rule.within_count is not None else "within_pct"
            words = (f"mức chênh so với năm trước: {name.vi}", f"how far it may be from last year: {name.en}")
            yield issuer_place(f"/consistency/{rule.key}/{used}", *words, getattr(rule, used))


def year_on_year_words(rule: ConsistencyRule, number: str) -> str:
    """The limit as a person reads it; `number` is its value, or that nobody has said it."""
    percent = "%" if rule.within_pct is not None else ""
    return f"so với năm trước, cho phép chênh {number}{percent}"
