"""Checks that every figure that the unit is asked for is read somewhere: nobody types a number for nothing."""

from collections.abc import Iterator

from grading.rules.programmes.reading.conditions import all_clauses
from grading.rules.programmes.reading.document import Document, Found
from grading.rules.programmes.reading.giving import KINDS, named_in, operands_of

_MEMBERS = "members_"
"""Counts of members are read by the service itself: by the ballot, by papers, and where they must agree."""


def unread_faults(document: Document) -> Found:
    """Yields the asked figures that no criterion, condition, share, comparison or decided count reads."""
    read = frozenset(_read(document))
    for index, name in enumerate(document["asked"]):
        if name not in read and not name.startswith(_MEMBERS):
            yield "figure_unread", ["asked", index], {"name": name}


def _read(document: Document) -> Iterator[str]:
    for group in document["groups"]:
        for criterion in group["criteria"]:
            yield from criterion.get("figures", ())
            applies = criterion.get("applies_when", {})
            yield from [applies["figure"]] if "figure" in applies else ()
            rule = criterion.get("given_by", {})
            if sum(kind in rule for kind in KINDS) == 1:
                yield from (name for _steps, name in named_in(rule, []))
    for metric in document["metrics"]:
        yield from operands_of(metric["rule"])
    for rule in document["consistency"]:
        for field in ("metric", "part", "whole", "total", "count"):
            yield from [rule[field]] if field in rule else ()
        yield from (*rule.get("order", ()), *rule.get("parts", ()))
    yield from document.get("members_decided", {}).get("metrics", ())
    for _steps, clause in all_clauses(document):
        yield from [clause["figure"]] if "figure" in clause else ()
        yield from [clause["value_of"]["figure"]] if "value_of" in clause else ()
