"""Checks `given_by` of the criteria: figures that exist and have a source, and the shape of each rule."""

from collections.abc import Mapping

from grading.rules.programmes.reading.bands import counter_faults, row_faults
from grading.rules.programmes.reading.cases import case_faults
from grading.rules.programmes.reading.criteria import criteria_of
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.figure_sources import sourced
from grading.rules.programmes.reading.giving import KINDS, is_unset, leaves_of, named_in, parts_of, rows_of
from grading.rules.programmes.reading.giving_points import point_faults

Metrics = Mapping[str, Document]


def giving_faults(document: Document) -> Found:
    """Yields the faults of every rule by which figures give points."""
    metrics, known = {metric["key"]: metric for metric in document["metrics"]}, sourced(document)
    for steps, _group, criterion in criteria_of(document):
        if "given_by" in criterion:
            yield from _of_criterion(criterion, [*steps, "given_by"], metrics, known)
            if document["kind"] == "rating":
                yield from _own_level(criterion["given_by"], [*steps, "given_by"])


def _of_criterion(criterion: Document, steps: Steps, metrics: Metrics, known: frozenset[str]) -> Found:
    rule = criterion["given_by"]
    if criterion["scale"] != "points":
        yield "giving_scale", steps, {}
    if faults := list(_shape(rule, steps)):
        yield from faults
        return
    unread = False
    for where, name in named_in(rule, steps):
        if name not in metrics:
            unread = True
            yield "metric_unknown", where, {"name": name}
        elif name not in known:
            yield "giving_no_source", where, {"name": name}
    if not unread:
        yield from _rows(criterion, steps, metrics)
    if not is_unset(rule):
        yield from point_faults(criterion, steps)


def _own_level(rule: Document, steps: Steps) -> Found:
    """Yields points by the level of the year in a table that gives just this level."""
    for where, kind, _part in leaves_of(rule, steps) if _is_shaped(rule) else ():
        if kind == "by_level":
            yield "giving_own_level", where, {}


def _is_shaped(rule: Document) -> bool:
    return not list(_shape(rule, []))


def _shape(rule: Document, steps: Steps) -> Found:
    """Yields rules that name no way or several, and limits of a sum beside another way."""
    kinds = [kind for kind in KINDS if kind in rule]
    if len(kinds) != 1:
        yield "giving_kind", steps, {"allowed": ", ".join(KINDS)}
        return
    for name in ("least", "most"):
        if name in rule and kinds != ["sum_of"]:
            yield "not_together", [*steps, name], {"name": name}
    for where, part in parts_of(rule, steps):
        yield from _shape(part, where)
    if kinds == ["bands"]:
        yield from _shape_of_bands(rule["bands"], [*steps, "bands"])
    if kinds == ["steps"]:
        yield from _shape_of_steps(rule["steps"], [*steps, "steps"])
    for index, counter in enumerate(rule.get("taken_off", {}).get("counters", ())):
        yield from _shape_of_counter(counter, [*steps, "taken_off", "counters", index])


def _shape_of_bands(part: Document, steps: Steps) -> Found:
    if ("rows" in part) == ("by" in part):
        yield "giving_rows_or_cases", steps, {}
        return
    by = part.get("by", {})
    for index, case in enumerate(by.get("cases", ())):
        where = [*steps, "by", "cases", index]
        unused = ("types",) if "figure" in by else ("from", "above", "to", "below")
        for name in (name for name in unused if name in case):
            yield "not_together", [*where, name], {"name": name}
        if "figure" not in by and "types" not in case:
            yield "required", where, {"name": "types"}


def _shape_of_steps(part: Document, steps: Steps) -> Found:
    if ("floor" in part) != ("below" in part):
        yield "required", steps, {"name": "below" if "floor" in part else "floor"}
    elif "floor" in part and (part["floor"] > part["start"]) == (part["direction"] == "up"):
        yield "giving_floor", [*steps, "floor"], {}


def _shape_of_counter(counter: Document, where: Steps) -> Found:
    if ("each" in counter) == ("rows" in counter) and not ("all_from" in counter and "each" not in counter):
        yield "giving_counter", where, {}
    if "after" in counter and "each" not in counter:
        yield "not_together", [*where, "after"], {"name": "after"}


def _rows(criterion: Document, steps: Steps, metrics: Metrics) -> Found:
    for where, kind, part in leaves_of(criterion["given_by"], steps):
        if is_unset(part):
            continue
        if kind == "bands":
            for at, rows in rows_of(part, where):
                yield from row_faults(rows, at, metrics[part["figure"]])
            yield from case_faults(part, where, criterion, metrics)
        for index, counter in enumerate(part.get("counters", ())):
            yield from counter_faults(counter, [*where, "counters", index], metrics[counter["figure"]])
