"""Checks what a schema cannot express: unique keys, existing references, points that add up, thresholds in order."""

from collections.abc import Iterable, Iterator
from typing import Any

from grading.rules.programmes.reading.awards import award_faults
from grading.rules.programmes.reading.ballot import ballot_faults
from grading.rules.programmes.reading.cell_types import cell_type_faults
from grading.rules.programmes.reading.condition_faults import condition_faults, group_grade_faults, unused_faults
from grading.rules.programmes.reading.criteria import criterion_faults
from grading.rules.programmes.reading.document import Document, Found, Steps, listed
from grading.rules.programmes.reading.errors import Fault
from grading.rules.programmes.reading.examples import example_faults
from grading.rules.programmes.reading.extending import plain
from grading.rules.programmes.reading.figure_sources import source_faults
from grading.rules.programmes.reading.giving_faults import giving_faults
from grading.rules.programmes.reading.kinds import kind_faults
from grading.rules.programmes.reading.members import members_faults
from grading.rules.programmes.reading.organisations import organisation_faults
from grading.rules.programmes.reading.outcomes import outcome_faults
from grading.rules.programmes.reading.paths import locate
from grading.rules.programmes.reading.period import period_faults
from grading.rules.programmes.reading.placeholders import text_faults
from grading.rules.programmes.reading.plan import plan_faults
from grading.rules.programmes.reading.points import group_faults, left_out_faults, points_faults, total_faults
from grading.rules.programmes.reading.quota_faults import quota_faults
from grading.rules.programmes.reading.registration import registration_faults
from grading.rules.programmes.reading.thresholds import threshold_faults
from grading.rules.programmes.reading.tree import Node
from grading.rules.programmes.reading.unread_figures import unread_faults
from grading.rules.programmes.reading.year_on_year import year_on_year_faults
from grading.rules.programmes.reading.year_work import year_work_faults

# Members vote for or against a title; for a rating they vote for one of its levels.
TITLE_OPTIONS = ("for", "against")


def meaning_faults(root: Node) -> Iterator[Fault]:
    """Yields the faults of a document that has passed the schema, each with its place in the file."""
    document: Any = plain(root)
    for check in _CHECKS:
        for code, steps, params in check(document):
            path, place = locate(root, steps)
            yield Fault(code=code, place=place, path=path, params=params)


def _years(document: Document) -> Found:
    first, last = document["years"]
    if last is not None and last < first:
        yield "years_order", ["years"], {"first": first, "last": last}


def _criteria(document: Document) -> Iterator[tuple[Steps, Document]]:
    for group_index, group in enumerate(document["groups"]):
        for index, criterion in enumerate(group["criteria"]):
            yield ["groups", group_index, "criteria", index], criterion


def _repeats(named: Iterable[tuple[Steps, str]]) -> Found:
    seen: set[str] = set()
    for steps, name in named:
        if name in seen:
            yield "duplicate", steps, {"key": name}
        seen.add(name)


def _unique(document: Document) -> Found:
    """Yields keys and numbers that repeat across lists. Merging the files has already checked the keys in one list."""
    yield from _repeats(([*steps, "key"], criterion["key"]) for steps, criterion in _criteria(document))
    yield from _repeats(([*steps, "number"], criterion["number"]) for steps, criterion in _criteria(document))
    groups = enumerate(document["groups"])
    yield from _repeats((["groups", index, "number"], group["number"]) for index, group in groups)


def _metric_names(document: Document) -> Iterator[tuple[Steps, str]]:
    """Yields every mention of a figure in criteria, asked figures, rules of metrics and consistency rules."""
    for steps, criterion in _criteria(document):
        yield from listed([*steps, "figures"], criterion.get("figures", []))
    yield from listed(["asked"], document["asked"])
    for index, metric in enumerate(document["metrics"]):
        yield from _operands(["metrics", index, "rule"], metric["rule"])
    for index, rule in enumerate(document["consistency"]):
        yield from _operands(["consistency", index], rule)


def _operands(steps: Steps, rule: Document) -> Iterator[tuple[Steps, str]]:
    for field in ("metric", "part", "whole", "total", "count", "order", "parts"):
        if isinstance(rule.get(field), str):
            yield [*steps, field], rule[field]
        else:
            yield from listed([*steps, field], rule.get(field, []))


def _metrics(document: Document) -> Found:
    metric_keys = {metric["key"] for metric in document["metrics"]}
    for steps, name in _metric_names(document):
        if name not in metric_keys:
            yield "metric_unknown", steps, {"name": name}
    yield from _repeats(listed(["asked"], document["asked"]))


def _votes(document: Document) -> Found:
    codes = {rule["key"] for rule in document.get("outcomes", ())}
    options = codes if document["kind"] == "rating" else codes | set(TITLE_OPTIONS)
    for steps, name in listed(["ballot", "options"], document["ballot"]["options"]):
        if name not in options:
            yield "option_unknown", steps, {"name": name, "allowed": ", ".join(sorted(options))}
    if document["ballot"]["needed"] and not document["ballot"]["options"]:
        yield "too_short", ["ballot", "options"], {}


def _awards(document: Document) -> Found:
    levels = {rule.get("counts_as") for rule in document.get("outcomes", ())}
    for index, award in enumerate(document["awards"]):
        if award["level"] not in levels:
            yield "level_unknown", ["awards", index, "level"], {"name": award["level"]}
    if document["awards"] and "paper" not in document:
        yield "paper_missing", ["awards"], {}


_CHECKS = (
    _years,
    _unique,
    points_faults,
    cell_type_faults,
    group_faults,
    total_faults,
    outcome_faults,
    threshold_faults,
    _metrics,
    kind_faults,
    condition_faults,
    group_grade_faults,
    unused_faults,
    _votes,
    ballot_faults,
    quota_faults,
    _awards,
    award_faults,
    organisation_faults,
    text_faults,
    year_work_faults,
    source_faults,
    unread_faults,
    giving_faults,
    criterion_faults,
    left_out_faults,
    registration_faults,
    plan_faults,
    members_faults,
    year_on_year_faults,
    period_faults,
    example_faults,
)
