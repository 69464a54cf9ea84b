"""Checks what the outcomes ask for: totals in order and within reach, no outcome that nobody can reach, no gap."""

from decimal import Decimal

from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.extending import written
from grading.rules.programmes.reading.points import reachable

Number = int | Decimal
_OWN = ("conditions", "min_each", "requires_rating_at_least")


def threshold_faults(document: Document) -> Found:
    yield from _totals(document)
    yield from _gap(document)
    yield from _of_the_table(document)


def _totals(document: Document) -> Found:
    """Yields totals above the total of points, and outcomes that a higher one, at the same points or fewer, leaves to
    nobody."""
    total, above = document.get("points_total"), None
    best = highest_total(document)
    for index, rule in enumerate(document.get("outcomes", ())):
        points = _least(rule, total)
        if points is None:
            continue
        steps: Steps = ["outcomes", index, "min_points" if rule.get("min_points") == points else "min_pct"]
        params = {"level": rule["key"], "points": written(_short(points))}
        if best is not None and points > best:
            yield "threshold_total", steps, {**params, "total": written(_short(best))}
        elif above is not None and (points > above[0] or (points == above[0] and not above[1])):
            yield "thresholds_order", steps, {**params, "before": written(_short(above[0]))}
        above = points, any(rule.get(name) for name in _OWN)


def highest_total(document: Document) -> Number | None:
    """Returns the most that a total can be, with every bonus and within its limit; None where that is not known."""
    best = reachable(document) if document.get("points_total") is not None else None
    return None if best is None else min(best, document.get("total", {}).get("most", best))


def _least(rule: Document, total: Number | None) -> Number | None:
    """Returns the total of points that an outcome takes by itself."""
    share = None if rule.get("min_pct") is None or total is None else Decimal(total) * Decimal(rule["min_pct"]) / 100
    return max((each for each in (rule.get("min_points"), share) if each is not None), default=None)


def _gap(document: Document) -> Found:
    """Yields the lowest outcome of a rating if units below its points would reach none."""
    rules, total = document.get("outcomes", ()), document.get("points_total")
    if document["kind"] != "rating" or total is None or not rules:
        return
    takes, lowest = [_least(rule, total) for rule in rules], rules[-1]
    least = takes[-1]
    if lowest.get("otherwise") or least == 0 or all(points is None for points in takes):
        return
    if least is None and any(rule.get("min_points", 0) is None for rule in rules):
        return  # the issuer has yet to give the points
    least = next(points for points in reversed(takes) if points is not None)
    yield "outcome_gap", ["outcomes", len(rules) - 1], {"level": lowest["key"], "points": written(_short(least))}


def _of_the_table(document: Document) -> Found:
    """Yields what is said of all outcomes and has no effect in this table."""
    has_ballot = document["ballot"]["needed"] is not False
    for index, name in enumerate(document.get("not_above", ())):
        if name == "ballot" and not has_ballot:
            yield "not_above_ballot", ["not_above", index], {}
    said = document.get("conditions_unmet")
    banded = any(_least(rule, document.get("points_total")) is not None for rule in document.get("outcomes", ()))
    if said == "body_decides" and document["kind"] != "rating":
        yield "body_decides_title", ["conditions_unmet"], {}
    elif said is not None and not banded:
        yield "conditions_unmet_unscored", ["conditions_unmet"], {}
    rules = document.get("outcomes", ())
    if rules and rules[0].get("caps"):
        yield "caps_highest", ["outcomes", 0, "caps"], {"level": rules[0]["key"]}


def _short(number: Number) -> Number:
    return int(number) if number == int(number) else number
