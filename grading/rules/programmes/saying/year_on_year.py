"""The limit for a figure's difference from the year before, in words."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import ConsistencyKind, ConsistencyRule
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place


def year_on_year_places(programme: Programme) -> Iterator[IssuerPlace]:
    for rule in programme.consistency:
        if rule.kind is ConsistencyKind.year_on_year:
            name = programme.metric(rule.metric).name
            limit_name = "within_count" if rule.within_count is not None else "within_pct"
            words = (f"mức chênh so với năm trước: {name.vi}", f"how far it may be from last year: {name.en}")
            yield issuer_place(f"/consistency/{rule.key}/{limit_name}", *words, getattr(rule, limit_name),
                               unit="%" if limit_name == "within_pct" else "")  # fmt: skip


def year_on_year_words(rule: ConsistencyRule, number: str) -> str:
    """Returns the limit in Vietnamese; `number` is its value, or the words for a value that is not given."""
    percent = "%" if rule.within_pct is not None else ""
    return f"so với năm trước, cho phép chênh {number}{percent}"
