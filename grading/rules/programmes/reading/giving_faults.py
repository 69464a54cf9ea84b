"""Checks `given_by` of the criteria: figures that exist and have a source, rows, points, and the maximum."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from grading.rules.programmes.reading.bands import Number, counter_faults, numbers_of, row_faults
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.extending import written
from grading.rules.programmes.reading.figure_sources import sourced
from grading.rules.programmes.reading.giving import KINDS, kind_of, leaves_of, named_in, parts_of

Metrics = Mapping[str, Document]


def giving_faults(document: Document) -> Found:
    """Yields the faults of every rule by which figures give points."""
    metrics, known = {metric["key"]: metric for metric in document["metrics"]}, sourced(document)
    for group_index, group in enumerate(document["groups"]):
        for index, criterion in enumerate(group["criteria"]):
            if "given_by" in criterion:
                steps: Steps = ["groups", group_index, "criteria", index, "given_by"]
                yield from _of_criterion(criterion, steps, metrics, known)


def _of_criterion(criterion: Document, steps: Steps, metrics: Metrics, known: frozenset[str]) -> Found:
    rule, most = criterion["given_by"], criterion.get("points")
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
        yield from _rows(rule, steps, metrics)
    if most is not None:
        yield from _points(rule, steps, most)


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
    for index, counter in enumerate(rule.get("taken_off", {}).get("counters", ())):
        where = [*steps, "taken_off", "counters", index]
        if ("each" in counter) == ("rows" in counter) and not ("all_from" in counter and "each" not in counter):
            yield "giving_counter", where, {}
        if "after" in counter and "each" not in counter:
            yield "not_together", [*where, "after"], {"name": "after"}


def _rows(rule: Document, steps: Steps, metrics: Metrics) -> Found:
    for where, kind, part in leaves_of(rule, steps):
        if kind == "bands":
            yield from row_faults(part["rows"], [*where, "rows"], metrics[part["figure"]])
        for index, counter in enumerate(part.get("counters", ())):
            yield from counter_faults(counter, [*where, "counters", index], metrics[counter["figure"]])


def _points(rule: Document, steps: Steps, most: Number) -> Found:
    """Yields points above the criterion's maximum, and a maximum that the rule cannot reach or can exceed."""
    faulty = False
    for where, points in _numbers(rule, steps):
        if points > most:
            faulty = True
            yield "giving_points_over", where, {"points": _shown(points), "most": _shown(most)}
    best = _best(rule, most)
    if not faulty and best != most:
        code = "giving_max_unreached" if best < most else "giving_sum_over"
        yield code, [*steps, kind_of(rule)], {"points": _shown(best), "most": _shown(most)}


def _numbers(rule: Document, steps: Steps) -> Iterator[tuple[Steps, Number]]:
    """Yields every number of points in the rule with its place."""
    for where, kind, part in leaves_of(rule, steps):
        yield from (([*where, name], part[name]) for name in ("points", "most", "of_none") if name in part)
        if kind == "bands":
            yield from numbers_of(part["rows"], [*where, "rows"])
        for index, counter in enumerate(part.get("counters", ())):
            here = [*where, "counters", index]
            yield from (([*here, "each"], counter["each"]) for _ in range("each" in counter))
            yield from numbers_of(counter.get("rows", ()), [*here, "rows"])
    for name in ("least", "most"):
        if name in rule:
            yield [*steps, name], rule[name]


def _best(rule: Document, most: Number) -> Number:
    """Returns the most points that the rule can give."""
    kind = kind_of(rule)
    if kind == "highest_of":
        return max(_best(part, most) for part in rule[kind])
    if kind == "sum_of":
        total: Number = sum((_best(part, most) for part in rule[kind]), Decimal(0))
        limit: Number = rule.get("most", total)
        return min(total, limit)
    if kind == "bands":
        points: Number = max(row["points"] for row in rule[kind]["rows"])
        return points
    part: Document = rule[kind]
    full: Number = part.get("most" if kind == "each" else "points", most)
    return full


def _shown(points: Number) -> str:
    return written(int(points) if points == int(points) else points)
