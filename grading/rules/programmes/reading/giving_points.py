"""Checks the points in `given_by`: within the range of the criterion, and the ends of the range reached."""

from collections.abc import Iterator
from decimal import Decimal

from grading.rules.programmes.reading.bands import Number, numbers_of
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.giving import kind_of, leaves_of, rows_of
from grading.rules.programmes.reading.sums import printed


def point_faults(criterion: Document, steps: Steps) -> Found:
    """Yields points outside the criterion's range, a maximum that the rule cannot reach or can exceed, and a least that
    it cannot reach."""
    rule, most, least = criterion["given_by"], criterion.get("points"), criterion.get("least", 0)
    if outside := list(_outside(rule, steps, most, least)):
        yield from outside
    elif most is not None:
        yield from _unreached(rule, steps, most, criterion.get("least"))
        if (worst := _worst(rule, least)) < least:
            yield "giving_sum_under", [*steps, kind_of(rule)], {"points": _shown(worst), "least": _shown(least)}


def _outside(rule: Document, steps: Steps, most: Number | None, least: Number) -> Found:
    for where, points in _taken(rule, steps):
        if most is not None and points > most - min(least, 0):
            yield "giving_points_over", where, {"points": _shown(points), "most": _shown(most - min(least, 0))}
        if points < 0:
            yield "giving_points_under", where, {"points": _shown(points), "least": "0"}
    for where, points in _numbers(rule, steps):
        if most is not None and points > most:
            yield "giving_points_over", where, {"points": _shown(points), "most": _shown(most)}
        if points < least and "sum_of" not in where:
            yield "giving_points_under", where, {"points": _shown(points), "least": _shown(least)}


def _unreached(rule: Document, steps: Steps, most: Number, least: Number | None) -> Found:
    best = _best(rule, most)
    if best != most:
        code = "giving_max_unreached" if best < most else "giving_sum_over"
        yield code, [*steps, kind_of(rule)], {"points": _shown(best), "most": _shown(most)}
    if least is not None and (worst := _worst(rule, least)) > least:
        yield "giving_least_unreached", [*steps, kind_of(rule)], {"points": _shown(worst), "least": _shown(least)}


def _numbers(rule: Document, steps: Steps) -> Iterator[tuple[Steps, Number]]:
    """Yields every number of points in the rule that must lie in the range, with its place."""
    for where, kind, part in leaves_of(rule, steps):
        if kind == "by_level":
            yield from (([*where, name], points) for name, points in part.items() if name != "of")
            continue
        names = ("points", "base", "most", "below", "of_none")
        yield from (([*where, name], part[name]) for name in names if name in part)
        for at, rows in rows_of(part, where):
            yield from numbers_of(rows, at)
    for name in ("least", "most"):
        if name in rule:
            yield [*steps, name], rule[name]


def _taken(rule: Document, steps: Steps) -> Iterator[tuple[Steps, Number]]:
    """Yields what counters take off, with its place. It must fit into what it is taken from."""
    for where, _kind, part in leaves_of(rule, steps):
        for index, counter in enumerate(part.get("counters", ())):
            here = [*where, "counters", index]
            yield from (([*here, "each"], counter["each"]) for _ in range("each" in counter))
            yield from numbers_of(counter.get("rows", ()), [*here, "rows"])


def _best(rule: Document, most: Number) -> Number:
    """Returns the most points that the rule can give."""
    kind = kind_of(rule)
    if kind == "highest_of":
        return max(_best(part, most) for part in rule[kind])
    if kind == "sum_of":
        total: Number = sum((_best(part, most) for part in rule[kind]), Decimal(0))
        limit: Number = rule.get("most", total)
        return min(total, limit)
    part: Document = rule[kind]
    if kind in ("bands", "by_level"):
        return max(_listed(part, kind))
    full: Number = part.get("most" if kind in ("each", "steps") else "points", most)
    return full


def _worst(rule: Document, least: Number) -> Number:
    """Returns the fewest points that the rule can give."""
    kind = kind_of(rule)
    if kind == "highest_of":
        return max(_worst(part, least) for part in rule[kind])
    if kind == "sum_of":
        total: Number = sum((_worst(part, least) for part in rule[kind]), Decimal(0))
        limit: Number = rule.get("least", total)
        return max(total, limit)
    part: Document = rule[kind]
    if kind in ("bands", "by_level"):
        return min(_listed(part, kind))
    if kind == "taken_off":
        return least
    fewest: Number = min(part["base"], part.get("below", part["base"])) if kind == "steps" else 0
    return fewest


def _listed(part: Document, kind: str) -> list[Number]:
    """Returns the points of every row or level."""
    if kind == "by_level":
        return [points for name, points in part.items() if name != "of"]
    return [row["points"] for _where, rows in rows_of(part, []) for row in rows]


def _shown(points: Number) -> str:
    return printed(Decimal(points))
